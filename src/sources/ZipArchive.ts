/**
 * A zip read without trusting it: sizes, checksums and places are verified, nothing is ever written
 * by an entry's own name, and no entry is held whole.
 */
import * as path from "node:path"
import { pipeline } from "node:stream"
import * as zlib from "node:zlib"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { Entry, ZipFile } from "yauzl"
import { ExportError } from "./Source.js"

/** One file inside a zip: safe to read, its name safe to show. */
export interface ZipEntry {
  /** The whole name, `folder/IMG-1.jpg`. */
  readonly name: string
  /** Bytes when inflated, as the zip declares them: the cap while streaming. */
  readonly size: number
  /** Its bytes. Fails with `Damaged` when they are not what the zip declares. */
  readonly bytes: Stream.Stream<Uint8Array, ExportError>
}

/** No export has more; a zip that declares more is refused before its list fills the memory. */
export const MAX_ENTRIES = 500_000

/**
 * The readable entries of a zip, in its own order: files that are deflated or stored, each name once.
 * Folders, links, encrypted entries, and names that are absolute or climb with `..` are left out.
 *
 * Fails with `Damaged` when the zip's own list cannot be trusted. The file is closed with the scope.
 */
export const open: (file: string) => Effect.Effect<ReadonlyArray<ZipEntry>, ExportError, Scope.Scope> =
  Effect.fn("ZipArchive.open")(function* (file: string) {
    const archive = yield* Effect.acquireRelease(openArchive(file), (zip) => Effect.sync(() => zip.close()))
    const entries = yield* list(archive, file)
    if (overlap(entries)) {
      return yield* damaged(file, "two of its entries share the same bytes")
    }
    const seen = new Set<string>()
    const readable: Array<ZipEntry> = []
    for (const entry of entries) {
      const name = nameOf(entry)
      if (!isPlainFile(entry) || !isSafe(name) || seen.has(name)) continue
      seen.add(name)
      readable.push({ name, size: entry.uncompressedSize, bytes: contents(archive, entry, name, file) })
    }
    return readable
  })

const STORED = 0
const DEFLATED = 8
const PIECE = 16 * 1024

const damaged = (file: string, detail: string): ExportError =>
  new ExportError({
    reason: "Damaged",
    message: `${path.basename(file)}: the zip is damaged (${detail}); copy or export it again`
  })

const openArchive = Effect.fnUntraced(function* (file: string) {
  const yauzl = yield* Effect.promise(() => import("yauzl"))
  return yield* Effect.async<ZipFile, ExportError>((resume) =>
    yauzl.open(file, { autoClose: false, lazyEntries: true, decodeStrings: false }, (error, zip) =>
      resume(error === null ? Effect.succeed(zip) : Effect.fail(damaged(file, "it is cut short")))
    )
  )
})

const list = (zip: ZipFile, file: string) =>
  Effect.async<ReadonlyArray<Entry>, ExportError>((resume) => {
    const entries: Array<Entry> = []
    if (zip.entryCount > MAX_ENTRIES) {
      return resume(
        new ExportError({
          reason: "TooLarge",
          message: `${path.basename(file)}: the zip lists ${zip.entryCount} files; at most ${MAX_ENTRIES} are read`
        })
      )
    }
    zip.on("entry", (entry: Entry) => {
      entries.push(entry)
      zip.readEntry()
    })
    zip.once("end", () => resume(Effect.succeed(entries)))
    zip.on("error", () => resume(Effect.fail(damaged(file, "its list of files cannot be read"))))
    zip.readEntry()
  })

/** Each entry takes at least its header, its name and its compressed bytes; two may not share any. */
const overlap = (entries: ReadonlyArray<Entry>): boolean => {
  const places = entries
    .map((entry) => ({
      start: entry.relativeOffsetOfLocalHeader,
      end: entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize
    }))
    .sort((a, b) => a.start - b.start)
  let end = 0
  for (const place of places) {
    if (place.start < end) return true
    end = place.end
  }
  return false
}

/** UTF-8 whatever the flag says (iOS does not set it); bytes that are not become Latin-1. */
const nameOf = (entry: Entry): string => {
  const raw: unknown = entry.fileName
  if (!Buffer.isBuffer(raw)) return entry.fileName
  const name = raw.toString("utf8")
  return name.includes("\ufffd") ? raw.toString("latin1") : name
}

const isPlainFile = (entry: Entry): boolean => {
  const unixType = (entry.externalFileAttributes >>> 16) & 0o170000
  const encrypted = (entry.generalPurposeBitFlag & 1) !== 0
  const method = entry.compressionMethod
  return !encrypted && (method === STORED || method === DEFLATED) && (unixType === 0 || unixType === 0o100000)
}

/** Whether a name means a file below the place where it stands: not absolute, and without `..`. */
export const isSafe = (name: string): boolean =>
  name !== "" &&
  !name.endsWith("/") &&
  !name.startsWith("/") &&
  !name.includes("\\") &&
  !name.includes("\0") &&
  !/^[a-z]:/i.test(name) &&
  !name.split("/").includes("..")

const contents = (zip: ZipFile, entry: Entry, name: string, file: string) => {
  const failure = damaged(file, `${name} does not match its checksum or its size`)
  return Stream.suspend(() => {
    let size = 0
    let crc = 0
    const check = (piece: Uint8Array) => {
      size += piece.length
      crc = zlib.crc32(piece, crc)
      return size > entry.uncompressedSize ? Effect.fail(failure) : Effect.succeed(piece)
    }
    const whole = Stream.suspend(() =>
      size === entry.uncompressedSize && crc === entry.crc32 ? Stream.empty : Stream.fail(failure)
    )
    return Stream.unwrap(
      Effect.map(inflated(zip, entry, failure), (pieces) => Stream.fromAsyncIterable(pieces, () => failure))
    ).pipe(Stream.mapEffect(check), Stream.concat(whole))
  })
}

const inflated = (zip: ZipFile, entry: Entry, failure: ExportError) =>
  Effect.async<AsyncIterable<Uint8Array>, ExportError>((resume) =>
    zip.openReadStream(
      entry,
      {
        decompress: entry.compressionMethod === DEFLATED ? false : null,
        decrypt: null,
        start: null,
        end: null
      },
      (error, raw) => {
        if (error !== null) return resume(Effect.fail(failure))
        if (entry.compressionMethod === STORED) return resume(Effect.succeed(raw))
        const inflate = zlib.createInflateRaw({ chunkSize: PIECE })
        pipeline(raw, inflate, () => {})
        return resume(Effect.succeed(inflate))
      }
    )
  )
