/**
 * The list of a zip's entries, read by `yauzl`.
 */
import * as fs from "node:fs"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Entry, ZipFile } from "yauzl"
import { makeReader } from "./zipReader.js"

/** A list that cannot be read (`detail` says why), or is longer than it may be (`count` says how long). */
export class ListError extends Data.TaggedError("ListError")<{
  readonly detail: string
  readonly count?: number
}> {}

/**
 * Visits each entry of the zip in an open file, which may have `most` of them. Names are bytes, and places are
 * counted from the byte `base` on.
 */
export const listEntries = (
  descriptor: number,
  base: number,
  most: number,
  visit: (entry: Entry) => void
): Effect.Effect<void, ListError> =>
  Effect.gen(function* () {
    const yauzl = yield* Effect.promise(() => import("yauzl"))
    const reader = makeReader(yauzl, descriptor, base)
    const zip = yield* Effect.async<ZipFile, ListError>((resume) =>
      yauzl.fromRandomAccessReader(
        reader,
        fs.fstatSync(descriptor).size - base,
        { autoClose: false, lazyEntries: true, decodeStrings: false },
        (error, opened) =>
          resume(
            error === null
              ? Effect.succeed(opened)
              : Effect.fail(new ListError({ detail: openingDetail(error.message) }))
          )
      )
    )
    if (zip.entryCount > most) return yield* new ListError({ detail: "", count: zip.entryCount })
    yield* Effect.async<void, ListError>((resume) => {
      zip.on("entry", (entry: Entry) => {
        visit(entry)
        zip.readEntry()
      })
      zip.once("end", () => resume(Effect.void))
      zip.on("error", () => resume(new ListError({ detail: "its list of files cannot be read" })))
      zip.readEntry()
    })
    if (isEntry(descriptor, reader.position)) {
      return yield* new ListError({ detail: `it lists more than the ${zip.entryCount} files that it counts` })
    }
  })

const ENTRY_MAGIC = 0x02014b50

const isEntry = (descriptor: number, position: number): boolean => {
  const magic = Buffer.alloc(4)
  fs.readSync(descriptor, magic, 0, 4, position)
  return magic.readUInt32LE(0) === ENTRY_MAGIC
}

/** What is wrong with the end of a zip, where its list is found. */
const openingDetail = (message: string): string => {
  if (message.startsWith("Invalid comment length")) return "other bytes follow its end"
  if (message.startsWith("multi-disk")) return "it is one part of several, which have to be joined first"
  return "it is cut short"
}
