/**
 * What runs in the processes that decode pictures. The function is sent there as text, so it uses nothing but
 * what it is given.
 */
import type Sharp from "sharp"

/**
 * Answers each picture that comes with smaller ones, or with a line that says why not. The library is loaded
 * from the path in the first argument, and "ready" is said when that went well. No format is decoded but
 * those that a site may hold, and no picture of more pixels than the largest that phones make.
 */
export const decodePictures = (require: NodeJS.Require, process: NodeJS.Process): void => {
  const sharp: typeof Sharp = require(process.argv[1] ?? "")
  const [small, large] = [480, 1280]
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ["VipsForeignLoad"] })
  sharp.unblock({
    operation: ["Jpeg", "Png", "Webp", "Nsgif"].map((format) => `VipsForeignLoad${format}Buffer`)
  })
  const within = (side: number) => ({
    width: side,
    height: side,
    fit: "inside" as const,
    withoutEnlargement: true
  })
  const shrink = async (picture: Uint8Array) => {
    const image = sharp(picture, { limitInputPixels: 2 ** 26, failOn: "error", sequentialRead: true })
    const { pages = 1 } = await image.metadata()
    const { data, info } = await image
      .autoOrient()
      .resize(within(pages > 1 ? small : large))
      .timeout({ seconds: 25 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { channels, height, width } = info
    const sizes = Math.max(width, height) > small ? [small, large] : [small]
    const versions = []
    for (const side of sizes) {
      const made = await sharp(data, { raw: { width, height, channels } })
        .resize(within(side))
        .webp({ quality: 76, effort: 1 })
        .toBuffer({ resolveWithObject: true })
      versions.push({ width: made.info.width, height: made.info.height, bytes: made.data })
    }
    return { versions, isAnimated: pages > 1 }
  }
  const say = (what: unknown) => process.send?.(what)
  process.on("disconnect", () => process.exit())
  process.on("message", (picture: Uint8Array) => {
    shrink(picture).then(say, (error: Error) => say(error.message.split("\n", 1)[0]))
  })
  say("ready")
}
