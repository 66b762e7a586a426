/**
 * Where the bytes of an export come from: a bare text file, or a zip with the chat and its
 * attachments. Which of the two is decided by the content, never by the extension.
 */
import * as fs from "node:fs"
import { basename, posix } from "node:path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { chooseText, GIVE, isNamed } from "./chooseText.js"
import { readText, type Text } from "./exportText.js"
import { Limits, type LimitsShape, RAISE, sizeText } from "./Limits.js"
import { ExportError } from "./Source.js"
import * as ZipArchive from "./ZipArchive.js"
import { startOf } from "./zipStart.js"

/** An open export. Memory grows neither with its media nor with its text. */
export interface ExportFile {
  /** The file's own name, without its folder. */
  readonly name: string
  /** The name of the text: the entry's inside a zip, else the file's. */
  readonly chatEntry: string
  /** What errors call the text: the file, with the entry inside a zip. */
  readonly label: string
  /** The first characters of the text, about 64 Ki of them, without the white space before them. */
  readonly head: string
  /**
   * The text's bytes in UTF-8, its lines ending in LF or CR LF, in pieces that are lent until the next is
   * asked for; each run reads it again.
   */
  readonly text: Stream.Stream<Uint8Array, ExportError>
  /** The names of the other files in the zip; empty for a bare text. */
  readonly entries: ReadonlyArray<string>
  /** The bytes of one of `entries`. */
  readonly bytes: (name: string) => Stream.Stream<Uint8Array, ExportError>
  /** What was left out of the file or guessed of it, a line each. */
  readonly warnings: ReadonlyArray<string>
  readonly limits: LimitsShape
}

/** What a source knows of its own texts. */
export interface ChatText<A> {
  /** What a text that begins so shows of its shape; undefined when it is no chat of this application. */
  readonly detect: (head: string) => A | undefined
  /**
   * How likely a zip's entry is the chat, by its name alone: 0 never, 1 perhaps, more when it is named
   * like one. The highest is tried first.
   */
  readonly rank: (entry: string, file: string) => number
  /** The name of the chat that a file is called after; null when it tells nothing. */
  readonly nameOf: (files: ReadonlyArray<string>) => string | null
}

/**
 * Opens an export for a source. The error says what is wrong with the file in one line; a text that
 * the source does not know is `UnknownFormat`. Of a zip that holds several chats of one rank, the option
 * `chat` chooses one; a text that is not that chat is refused. Files are closed with the scope.
 */
export const open: <A>(
  path: string,
  chat: ChatText<A>,
  options?: { readonly chat?: string }
) => Effect.Effect<{ readonly file: ExportFile; readonly shape: A }, ExportError, Scope.Scope> = Effect.fn(
  "ExportFile.open"
)(function* <A>(path: string, chat: ChatText<A>, options: { readonly chat?: string } = {}) {
  const limits = yield* Limits
  const { size, isZip } = yield* inspect(path)
  const found = isZip ? yield* openZip(path, chat, options.chat) : yield* openText(path, size, chat, limits)
  const { head } = found.text
  if (head === "") {
    return yield* refuse("Empty", `${found.label}: the chat is empty; export it again`)
  }
  const shape = chat.detect(head)
  if (shape === undefined) {
    return yield* refuse(
      "UnknownFormat",
      `${found.label}: no chat in a known format, its first line is "${firstLine(head)}"; ${GIVE}`
    )
  }
  if (
    !isZip &&
    options.chat !== undefined &&
    !isNamed([chat.nameOf([found.name]), found.name, found.name.replace(/\.txt$/i, "")], options.chat)
  ) {
    return yield* refuse(
      "WhichChat",
      `${found.label}: has no chat "${options.chat}" but one; leave --chat out`
    )
  }
  const { text, warnings, ...rest } = found
  const file: ExportFile = {
    ...rest,
    head,
    text: text.bytes,
    warnings: [...warnings, ...text.warnings],
    limits
  }
  return { file, shape }
})

/** Bytes that are read at once. */
const PIECE = 64 * 1024
const MAX_CANDIDATES = 100

const refuse = (reason: ExportError["reason"], message: string) => new ExportError({ reason, message })

/** The error for a file that the system does not give. */
export const unreadable = (path: string, error: unknown): ExportError => {
  if (path === "") return refuse("NotFound", `the path of the export is empty; ${GIVE}`)
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "ENOENT") return refuse("NotFound", `${path}: no such file`)
  if (code === "EACCES" || code === "EPERM") return refuse("Unreadable", `${path}: no permission to read it`)
  return refuse(
    "Unreadable",
    `${path}: cannot be read (${typeof code === "string" ? code : "unknown error"})`
  )
}

/** `PK` and the number of a local header, of an empty zip's end, of a spanned zip. */
const ZIP_MAGIC = ["504b0304", "504b0506", "504b0708"]

/** How large a file is, and whether it is a zip; an error when it is none, or is empty. */
export const inspect = Effect.fnUntraced(function* (path: string) {
  const stats = yield* Effect.tryPromise({
    try: () => fs.promises.stat(path),
    catch: (error) => unreadable(path, error)
  })
  if (stats.isDirectory()) return yield* refuse("NotAFile", `${path}: a folder, not an export; ${GIVE}`)
  if (!stats.isFile()) return yield* refuse("NotAFile", `${path}: not a regular file; ${GIVE}`)
  const magic = yield* Stream.runHead(
    Stream.map(pieces(path), (piece) => Buffer.from(piece.subarray(0, 4)).toString("hex"))
  )
  if (stats.size === 0 || Option.isNone(magic)) {
    return yield* refuse("Empty", `${basename(path)}: the file is empty; export the chat again`)
  }
  const isZip = ZIP_MAGIC.includes(magic.value) || (yield* endsAsZip(path))
  return { size: stats.size, isZip }
})

/** Whether a file ends as a zip does, whatever it begins with. */
const endsAsZip = (path: string): Effect.Effect<boolean, ExportError> =>
  Effect.try({
    try: () => {
      const descriptor = fs.openSync(path, "r")
      try {
        return startOf(descriptor) !== undefined
      } finally {
        fs.closeSync(descriptor)
      }
    },
    catch: (error) => unreadable(path, error)
  })

/** A file, its text not yet known to be a chat. */
interface Found extends Pick<ExportFile, "name" | "chatEntry" | "label" | "entries" | "bytes" | "warnings"> {
  readonly text: Text
}

const openText = Effect.fnUntraced(function* (
  path: string,
  size: number,
  chat: ChatText<unknown>,
  limits: LimitsShape
) {
  const name = basename(path)
  const text = yield* readText(pieces(path))
  if (/\.zip$/i.test(name) && !(text.isText && chat.detect(text.head) !== undefined)) {
    return yield* refuse("NotAnArchive", `${name}: not a zip file; ${GIVE}`)
  }
  if (text.isForeign) {
    return yield* refuse(
      "UnknownFormat",
      `${name}: the text is not in UTF-8; convert it (iconv -f ITS-ENCODING -t UTF-8) or export it again`
    )
  }
  if (!text.isText) return yield* refuse("NotAnArchive", `${name}: neither a zip nor a text file; ${GIVE}`)
  if (size > limits.size && chat.detect(text.head) !== undefined) {
    return yield* refuse(
      "TooLarge",
      `${name}: the chat has ${sizeText(size)}, more than ${sizeText(limits.size)}; ${RAISE}`
    )
  }
  const found: Found = {
    name,
    chatEntry: name,
    label: name,
    text,
    entries: [],
    bytes: (entry) => Stream.fail(refuse("NotFound", `${name}: a text file, it holds no ${entry}`)),
    warnings: []
  }
  return found
})

const openZip = Effect.fnUntraced(function* (
  path: string,
  chat: ChatText<unknown>,
  asked: string | undefined
) {
  const name = basename(path)
  const { entries, leftOut } = yield* ZipArchive.open(path)
  const ranked = entries
    .map((entry) => ({ entry, rank: chat.rank(entry.name, name) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MAX_CANDIDATES)
  const candidates = yield* Effect.forEach(ranked, ({ entry, rank }) =>
    Effect.map(Effect.either(readText(entry.bytes)), (text) => ({
      name: entry.name,
      chat: chat.nameOf(rank > 1 && !entry.name.includes("/") ? [entry.name, name] : [entry.name]),
      rank,
      text,
      isChat: Either.isRight(text) && chat.detect(text.right.head) !== undefined
    }))
  )
  const chosen = yield* chooseText(name, candidates, asked).pipe(
    Effect.mapError((error) =>
      candidates.length > 0 ? error : refuse("NoChat", `${name}: ${withoutTexts(entries, leftOut)}`)
    )
  )
  const others = new Map(
    entries.filter((entry) => entry.name !== chosen.name).map((entry) => [entry.name, entry])
  )
  const found: Found = {
    name,
    chatEntry: chosen.name,
    label: `${name} (${posix.basename(chosen.name)})`,
    text: chosen.text,
    entries: [...others.keys()],
    bytes: (wanted) =>
      others.get(wanted)?.bytes ?? Stream.fail(refuse("NotFound", `${name}: the zip holds no ${wanted}`)),
    warnings: [...leftOutLine(leftOut), ...chosen.warnings]
  }
  return found
})

/**
 * The bytes of a file. It is read a piece at a time, and blocks for each: a piece is there sooner than a
 * thread would wake, and is parsed for longer than it is waited for.
 */
export const pieces = (path: string): Stream.Stream<Uint8Array, ExportError> =>
  Stream.unwrapScoped(
    Effect.gen(function* () {
      const descriptor = yield* Effect.acquireRelease(
        Effect.try({ try: () => fs.openSync(path, "r"), catch: (error) => unreadable(path, error) }),
        (opened) => Effect.sync(() => fs.closeSync(opened))
      )
      const buffer = Buffer.allocUnsafe(PIECE)
      return Stream.repeatEffectOption(
        Effect.try({
          try: () => fs.readSync(descriptor, buffer, 0, PIECE, null),
          catch: (error) => Option.some(unreadable(path, error))
        }).pipe(
          Effect.flatMap((count) =>
            count === 0 ? Effect.fail(Option.none()) : Effect.succeed(buffer.subarray(0, count))
          )
        )
      )
    })
  )

const leftOutLine = (leftOut: ZipArchive.Zip["leftOut"]): ReadonlyArray<string> => {
  const counts = [...leftOut].map(([reason, count]) => `${count} ${reason}`)
  return counts.length === 0 ? [] : [`files in the zip that are not read: ${counts.join(", ")}`]
}

/** What is wrong with a zip that holds no text that could be a chat. */
const withoutTexts = (
  entries: ReadonlyArray<ZipArchive.ZipEntry>,
  leftOut: ZipArchive.Zip["leftOut"]
): string => {
  const inner = entries.find(({ name }) => /\.zip$/i.test(name))
  if (inner !== undefined)
    return `the zip holds no chat text but another zip; take ${inner.name} out and give that`
  if (leftOut.has("encrypted"))
    return "the zip is encrypted; unpack it and give the text, or zip it without a password"
  if (leftOut.has("compressed in another way than deflate"))
    return "the zip holds no text that is read, for its files are compressed in another way than deflate; unpack it and give the text, or zip it again"
  return `the zip holds no chat text; ${GIVE}`
}

const firstLine = (head: string): string => {
  const line = head.split(/\r?\n/).find((candidate) => candidate.trim() !== "") ?? ""
  const plain = line.replace(/\p{C}/gu, "").trim()
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
