/**
 * A zip read without trusting it: sizes, checksums and places are verified, nothing is ever written
 * by an entry's own name, and no entry is held whole.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import { pipeline, Readable } from "node:stream"
import * as zlib from "node:zlib"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Entry } from "yauzl"
import { Limits, type LimitsShape, RAISE, sizeText } from "./Limits.js"
import { ExportError } from "./Source.js"
import { listEntries } from "./zipList.js"
import { startOf } from "./zipStart.js"

/** One file inside a zip: safe to read, its name safe to show. */
export interface ZipEntry {
  /** The whole name, `folder/IMG-1.jpg`. */
  readonly name: string
  /** Bytes when inflated, as the zip declares them: the cap while streaming. */
  readonly size: number
  /**
   * Its bytes. Fails with `Damaged` when they are not what the zip declares, with `TooLarge` when it
   * declares more than the limit.
   */
  readonly bytes: Stream.Stream<Uint8Array, ExportError>
}

/** A zip that is open. */
export interface Zip {
  /** The files that may be read, in the zip's order, each name once: those that are deflated or stored. */
  readonly entries: ReadonlyArray<ZipEntry>
  /** How many were left out, for each reason. Folders are not counted. */
  readonly leftOut: ReadonlyMap<LeftOut, number>
}

/** Why a file in a zip is not read. */
export type LeftOut =
  | "encrypted"
  | "a link or a device"
  | "compressed in another way than deflate"
  | "with an unsafe name"
  | "with the name of another"

/**
 * Opens a zip for the length of the scope. Fails with `Damaged` when its own list cannot be trusted, with
 * `TooLarge` when it lists more files than the limit.
 */
export const open: (file: string) => Effect.Effect<Zip, ExportError, Scope.Scope> = Effect.fn(
  "ZipArchive.open"
)(function* (file: string) {
  const limits = yield* Limits
  const descriptor = yield* Effect.acquireRelease(
    Effect.try({ try: () => fs.openSync(file, "r"), catch: () => damaged(file, "it cannot be read") }),
    (opened) => Effect.sync(() => fs.closeSync(opened))
  )
  const base = startOf(descriptor) ?? 0
  const places: Array<Place> = []
  const names = new Set<string>()
  const leftOut = new Map<LeftOut, number>()
  yield* listEntries(descriptor, base, limits.entries, (entry) => {
    const place = placeOf(entry, base)
    const reason = place.name.endsWith("/") ? "folder" : refusal(entry, place.name, names)
    if (reason === undefined) names.add(place.name)
    else if (reason !== "folder") leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1)
    places.push(reason === undefined ? place : { ...place, name: "" })
  }).pipe(
    Effect.mapError(({ count, detail }) =>
      count === undefined ? damaged(file, detail) : tooMany(file, count, limits)
    )
  )
  if (overlap(places)) return yield* damaged(file, "two of its entries share the same bytes")
  const entries = places
    .filter(({ name }) => name !== "")
    .map((place) => new ReadableEntry({ file, descriptor, limits }, place))
  return { entries, leftOut }
})

/** Where an entry is. A place without a name is only taken, not read. */
interface Place {
  readonly name: string
  readonly start: number
  /** Bytes that the entry takes at least: its header, its name, and its compressed bytes. */
  readonly length: number
  readonly compressedSize: number
  readonly size: number
  readonly crc: number
  readonly method: number
  /** Where the next entry begins. */
  end: number
}

interface Archive {
  readonly file: string
  readonly descriptor: number
  readonly limits: LimitsShape
}

/** A class, so that a hundred thousand of them hold no stream before they are asked for one. */
class ReadableEntry implements ZipEntry {
  private readonly archive: Archive
  private readonly place: Place

  constructor(archive: Archive, place: Place) {
    this.archive = archive
    this.place = place
  }

  get name(): string {
    return this.place.name
  }

  get size(): number {
    return this.place.size
  }

  get bytes(): Stream.Stream<Uint8Array, ExportError> {
    return contents(this.archive, this.place)
  }
}

const STORED = 0
const DEFLATED = 8
const PIECE = 64 * 1024
const LOCAL_HEADER = 30
const LOCAL_MAGIC = 0x04034b50
/** No file system takes a longer name, in bytes. */
const LONGEST_NAME = 1024

const damaged = (file: string, detail: string): ExportError =>
  new ExportError({
    reason: "Damaged",
    message: `${path.basename(file)}: the zip is damaged (${detail}); copy or export it again`
  })

const tooMany = (file: string, count: number, limits: LimitsShape): ExportError =>
  new ExportError({
    reason: "TooLarge",
    message: `${path.basename(file)}: the zip lists ${count} files, more than ${limits.entries}; ${RAISE}`
  })

const placeOf = (entry: Entry, base: number): Place => ({
  name: nameOf(entry),
  start: base + entry.relativeOffsetOfLocalHeader,
  length: LOCAL_HEADER + entry.fileNameLength + entry.compressedSize,
  compressedSize: entry.compressedSize,
  size: entry.uncompressedSize,
  crc: entry.crc32,
  method: entry.compressionMethod,
  end: Number.POSITIVE_INFINITY
})

/** Whether two entries share bytes. Tells each where the next begins. */
const overlap = (places: ReadonlyArray<Place>): boolean => {
  const inOrder = [...places].sort((a, b) => a.start - b.start)
  for (const [index, place] of inOrder.entries()) {
    const next = inOrder[index + 1]
    if (next === undefined) break
    if (place.start + place.length > next.start) return true
    place.end = next.start
  }
  return false
}

/**
 * UTF-8 whatever the flag says (iOS does not set it); bytes that are not become Latin-1. Programs of Windows put
 * "\\" between folders.
 */
const nameOf = (entry: Entry): string => {
  const raw: unknown = entry.fileName
  if (!Buffer.isBuffer(raw)) return entry.fileName
  const name = raw.toString("utf8")
  return (name.includes("\ufffd") ? raw.toString("latin1") : name).replaceAll("\\", "/")
}

const refusal = (entry: Entry, name: string, names: ReadonlySet<string>): LeftOut | undefined => {
  const unixType = (entry.externalFileAttributes >>> 16) & 0o170000
  const method = entry.compressionMethod
  if ((entry.generalPurposeBitFlag & 1) !== 0) return "encrypted"
  if (unixType !== 0 && unixType !== 0o100000) return "a link or a device"
  if (method !== STORED && method !== DEFLATED) return "compressed in another way than deflate"
  if (!isSafe(name)) return "with an unsafe name"
  return names.has(name) ? "with the name of another" : undefined
}

/** Whether a name means a file below the place where it stands: not absolute, and without `..`. */
export const isSafe = (name: string): boolean =>
  name !== "" &&
  name.length <= LONGEST_NAME &&
  !name.startsWith("/") &&
  !name.includes("\\") &&
  !/\p{Cc}/u.test(name) &&
  !/^[a-z]:/i.test(name) &&
  !name.split("/").includes("..")

const contents = ({ file, descriptor, limits }: Archive, place: Place) => {
  if (place.size > limits.size) {
    return Stream.fail(
      new ExportError({
        reason: "TooLarge",
        message: `${path.basename(file)}: ${place.name} has ${sizeText(place.size)}, more than ${sizeText(limits.size)}; ${RAISE}`
      })
    )
  }
  const failure = damaged(file, `${place.name} does not match its checksum or its size`)
  return Stream.suspend(() => {
    let size = 0
    let crc = 0
    const check = (piece: Uint8Array) => {
      size += piece.length
      crc = zlib.crc32(piece, crc)
      return size > place.size ? Effect.fail(failure) : Effect.succeed(piece)
    }
    const whole = Stream.suspend(() =>
      size === place.size && crc === place.crc ? Stream.empty : Stream.fail(failure)
    )
    return Stream.fromAsyncIterable(inflated(descriptor, place), () => failure).pipe(
      Stream.mapEffect(check),
      Stream.concat(whole)
    )
  })
}

const inflated = (descriptor: number, place: Place): AsyncIterable<Uint8Array> => {
  const raw = Readable.from(rawPieces(descriptor, place), { objectMode: false })
  if (place.method === STORED) return raw
  const inflate = zlib.createInflateRaw({ chunkSize: PIECE })
  pipeline(raw, inflate, () => {})
  return inflate
}

/** The compressed bytes. What the local header says of them but for where they begin is not asked. */
function* rawPieces(descriptor: number, { start, end, compressedSize }: Place): Iterable<Uint8Array> {
  const header = Buffer.alloc(LOCAL_HEADER)
  fs.readSync(descriptor, header, 0, LOCAL_HEADER, start)
  if (header.readUInt32LE(0) !== LOCAL_MAGIC) throw new Error("no entry")
  let at = start + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28)
  const stop = at + compressedSize
  if (stop > end) throw new Error("an entry inside another")
  while (at < stop) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, stop - at))
    const count = fs.readSync(descriptor, piece, 0, piece.length, at)
    if (count === 0) throw new Error("cut short")
    at += count
    yield piece.subarray(0, count)
  }
}
