import { closeSync, openSync, writeSync } from "node:fs"

/**
 * Writes an export of an invented group to `path`, as Android or as iOS does: several years, six people, texts of one to
 * thirteen words in three languages, some with several lines, media, system lines. The same every time.
 */
export const generateChat = (
  path: string,
  messages: number,
  platform: "android" | "ios" = "android"
): void => {
  const isIos = platform === "ios"
  const file = openSync(path, "w")
  const random = generator(20_241_107)
  const pick = <A>(values: ReadonlyArray<A>): A | undefined => values[Math.floor(random() * values.length)]
  let instant = Date.UTC(2016, 0, 1)
  let lines: Array<string> = []
  for (let index = 0; index < messages; index++) {
    instant += Math.floor(random() * 480) * 1000
    const stamp = new Date(instant).toISOString()
    const day = `${stamp.slice(8, 10)}/${stamp.slice(5, 7)}/${stamp.slice(0, 4)}`
    const date = isIos ? `[${day}, ${stamp.slice(11, 19)}] ` : `${day}, ${stamp.slice(11, 16)} - `
    const text = Array.from({ length: 1 + Math.floor(random() * 13) }, () => pick(WORDS)).join(" ")
    const chance = random()
    if (chance < 0.01) {
      const author = pick(AUTHORS)
      lines.push(`${date}${isIos ? `${GROUP}: \u200e` : ""}${author} mudou a imagem do grupo`)
    } else if (chance < 0.06) {
      lines.push(
        `${isIos ? "\u200e" : ""}${date}${pick(AUTHORS)}: ${isIos ? "\u200eimagem ocultada" : "<Mídia oculta>"}`
      )
    } else if (chance < 0.1) lines.push(`${date}${pick(AUTHORS)}: ${text}\n\n${text}`)
    else lines.push(`${date}${pick(AUTHORS)}: ${text}`)
    if (lines.length === 10_000) {
      writeSync(file, `${lines.join("\n")}\n`)
      lines = []
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join("\n")}\n`)
  closeSync(file)
}

const AUTHORS = ["Rui", "Eva Dias", "Ana Maria 🌻", "+351 900 111 222", "Tó", "João Pedro Sá"]

const GROUP = "Rua Verde 12"

const WORDS =
  "bom dia a todos amanhã vamos à praia se não chover olha isto que encontrei ontem na feira do livro 😂 https://example.org/a/b?c=1 sim talvez what time is the train I think at ten danke schön bis später genau".split(
    " "
  )

/** Numbers from 0 to 1, by the constants of Numerical Recipes. */
const generator = (seed: number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
