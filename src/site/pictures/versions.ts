/**
 * The smaller versions of the site's pictures, which its pages load: `media/small/<picture>.<width>x<height>.webp`,
 * with `.still` before the end where the picture moves and its version does not. The names say all that the
 * pages need to know of them.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { typeOf } from "../../domain/mediaFile.js"
import { type FileFacts, type SiteError, SiteStore } from "../SiteStore.js"
import { atOnce, makeShrinker, type Shrunk } from "./Shrinker.js"

/** The folder of all versions. */
export const smallPictures = "media/small"

/** A smaller version of a picture. */
export interface Version {
  /** From the site's root. */
  readonly path: string
  readonly width: number
  readonly height: number
  /** Whether it shows the first moment of a picture that moves. */
  readonly isStill: boolean
}

/** The versions of pictures by the pictures' names in `media`, the smallest first. */
export type Versions = ReadonlyMap<string, ReadonlyArray<Version>>

/** All versions that the site has. */
export const readVersions: Effect.Effect<Versions, SiteError, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  const versions = new Map<string, Array<Version>>()
  for (const name of yield* store.list(smallPictures)) {
    const [, original, width, height, still] = pattern.exec(name) ?? []
    if (original === undefined) continue
    const version = {
      path: `${smallPictures}/${name}`,
      width: Number(width),
      height: Number(height),
      isStill: still !== undefined
    }
    versions.set(
      original,
      [...(versions.get(original) ?? []), version].sort((a, b) => a.width - b.width || a.height - b.height)
    )
  }
  return versions
})

/** Removes the versions of pictures, by their names in `media`. */
export const removeVersions = Effect.fn("pictures.removeVersions")(function* (names: Iterable<string>) {
  const store = yield* SiteStore
  const versions = yield* readVersions
  for (const name of names) {
    for (const { path } of versions.get(name) ?? []) yield* store.remove(path)
  }
})

/** How the versions are brought up to date. */
export interface ShrinkOptions {
  /** Whether pictures of which none could be made are tried again. */
  readonly again: boolean
  /** The package that decodes them. */
  readonly library?: string
  /** Told of each picture that is done, by how many are and how many there are to do. */
  readonly onPicture?: ((done: number, all: number) => Effect.Effect<void>) | undefined
}

/**
 * Makes the versions that are missing or older than their picture, and removes those whose picture is gone. A
 * picture of which none can be made is shown as it is, and not tried again until it changes. Gives what the
 * user should know, a line each.
 */
export const shrinkPictures: (
  options: ShrinkOptions
) => Effect.Effect<ReadonlyArray<string>, SiteError, SiteStore> = Effect.fn("pictures.shrink")(function* ({
  again,
  library,
  onPicture = () => Effect.void
}: ShrinkOptions) {
  const store = yield* SiteStore
  const versions = yield* readVersions
  const pictures = new Set((yield* store.list("media")).filter((name) => typeOf(name) === "picture"))
  yield* removeVersions([...versions.keys()].filter((name) => !pictures.has(name)))

  const refused = new Map(again ? [] : Object.entries(yield* readRefused))
  const known = new Map<string, number>()
  const wanted: Array<string> = []
  for (const name of pictures) {
    const facts = yield* store.facts(`media/${name}`)
    if (facts === null) continue
    const there = versions.get(name) ?? []
    const made = yield* Effect.forEach(there, ({ path }) => store.facts(path))
    if (refused.get(name) === facts.changed) known.set(name, facts.changed)
    else if (!isWhole(there) || !areNewer(made, facts)) wanted.push(name)
  }
  // A picture may have been replaced because of what it showed, so nothing of it is left in any case.
  yield* removeVersions(wanted)
  if (wanted.length === 0) {
    yield* writeRefused(known)
    return []
  }

  const shrink = yield* makeShrinker(library)
  let done = 0
  const make = Effect.fnUntraced(function* (name: string) {
    const facts = yield* store.facts(`media/${name}`)
    const picture = facts === null || facts.size > largest ? null : yield* store.bytes(`media/${name}`)
    const shrunk =
      picture === null
        ? null
        : yield* Effect.catchIf(
            shrink(picture),
            ({ reason }) => reason === "Picture",
            () => Effect.succeed(null)
          )
    if (shrunk !== null) yield* keep(name, shrunk)
    else if (facts !== null) known.set(name, facts.changed)
    yield* onPicture(++done, wanted.length)
  })
  const lost = yield* Effect.forEach(wanted, make, { concurrency: atOnce, discard: true }).pipe(
    Effect.as([]),
    Effect.catchTag("ShrinkError", ({ message }) =>
      Effect.succeed([
        `${message}, which is not installed or does not run here: pages load them in full size`
      ])
    )
  )
  yield* writeRefused(known)
  return lost
}, Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const pattern = /^(.+)\.(\d{1,5})x(\d{1,5})(\.still)?\.webp$/

/** The longer side of the smallest version, in pixels: see `decodePictures`. */
const smallest = 480

/** Pictures that are larger are not read into memory, in bytes. */
const largest = 64 << 20

/** The smallest version is written last. */
const isWhole = (versions: ReadonlyArray<Version>): boolean =>
  versions.some(({ height, width }) => Math.max(width, height) <= smallest)

const areNewer = (made: ReadonlyArray<FileFacts | null>, { changed }: FileFacts): boolean =>
  made.every((facts) => facts !== null && facts.changed > changed)

const keep = Effect.fnUntraced(function* (name: string, { isAnimated, versions }: Shrunk) {
  const store = yield* SiteStore
  for (const { bytes, height, width } of versions.toReversed()) {
    const path = `${smallPictures}/${name}.${width}x${height}${isAnimated ? ".still" : ""}.webp`
    yield* store.writeStream(path, Stream.make(bytes))
  }
})

/** Pictures of which no version can be made, and when they came. */
const refusedFile = ".egregora/pictures.json"

const readRefused: Effect.Effect<Refused, SiteError, SiteStore> = Effect.gen(function* () {
  const store = yield* SiteStore
  return Option.getOrElse(decode((yield* store.read(refusedFile)) ?? ""), () => ({}))
})

type Refused = Readonly<Record<string, number>>

const writeRefused = Effect.fnUntraced(function* (known: ReadonlyMap<string, number>) {
  const store = yield* SiteStore
  if (known.size > 0) yield* store.write(refusedFile, JSON.stringify(Object.fromEntries(known)))
  else yield* store.remove(refusedFile)
})

const decode: (text: string) => Option.Option<Refused> = Schema.decodeOption(
  Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Number }))
)
