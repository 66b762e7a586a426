/**
 * Where the bytes of an export come from: a bare text file, or a zip with the chat and its
 * attachments. Which of the two is decided by the content, never by the extension.
 */
import * as fs from "node:fs"
import { basename, posix } from "node:path"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { ExportError } from "./Source.js"
import * as ZipArchive from "./ZipArchive.js"

/** An open export. Memory grows neither with its media nor with its text. */
export interface ExportFile {
  /** The file's own name, without its folder. */
  readonly name: string
  /** The name of the text: the entry's inside a zip, else the file's. */
  readonly chatEntry: string
  /** What errors call the text: the file, with the entry inside a zip. */
  readonly label: string
  /** The first characters of the text, about 64 Ki of them. */
  readonly head: string
  /** The text's bytes, in pieces that are lent until the next is asked for; each run reads it again. */
  readonly text: Stream.Stream<Uint8Array, ExportError>
  /** The names of the other files in the zip; empty for a bare text. */
  readonly entries: ReadonlyArray<string>
  /** The bytes of one of `entries`. */
  readonly bytes: (name: string) => Stream.Stream<Uint8Array, ExportError>
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
}

/**
 * Opens an export for a source. The error says what is wrong with the file in one line; a text that
 * the source does not know is `UnknownFormat`. Files are closed with the scope.
 */
export const open: <A>(
  path: string,
  chat: ChatText<A>
) => Effect.Effect<{ readonly file: ExportFile; readonly shape: A }, ExportError, Scope.Scope> = Effect.fn(
  "ExportFile.open"
)(function* <A>(path: string, chat: ChatText<A>) {
  const { size, isZip } = yield* inspect(path)
  const file = isZip ? yield* openZip(path, chat) : yield* openText(path, size, chat)
  if (file.head.trim() === "") {
    return yield* refuse("Empty", `${file.label}: the chat is empty; export it again`)
  }
  const shape = chat.detect(file.head)
  if (shape === undefined) {
    const line = firstLine(file.head)
    return yield* refuse(
      "UnknownFormat",
      `${file.label}: no chat in a known format, its first line is "${line}"; ${GIVE}`
    )
  }
  return { file, shape }
})

/** The longest text that is read, in bytes; an export of a million messages has a twentieth of it. */
export const MAX_TEXT = 2 ** 31

const HEAD = 64 * 1024
/** Bytes that are read at once. */
const PIECE = 64 * 1024
const MAX_CANDIDATES = 100
const GIVE = 'give the .zip or .txt that "Export chat" wrote'

const refuse = (reason: ExportError["reason"], message: string) => new ExportError({ reason, message })

/** The error for a file that the system does not give. */
export const unreadable = (path: string, error: unknown): ExportError => {
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
  return { size: stats.size, isZip: ZIP_MAGIC.includes(magic.value) }
})

const openText = Effect.fnUntraced(function* (path: string, size: number, chat: ChatText<unknown>) {
  const name = basename(path)
  const text = pieces(path)
  const head = yield* start(text)
  const isText = looksLikeText(head)
  if (/\.zip$/i.test(name) && !(isText && chat.detect(head) !== undefined)) {
    return yield* refuse("NotAnArchive", `${name}: not a zip file; ${GIVE}`)
  }
  if (!isText) return yield* refuse("NotAnArchive", `${name}: neither a zip nor a text file; ${GIVE}`)
  if (size > MAX_TEXT && chat.detect(head) !== undefined) return yield* tooLarge(name)
  const file: ExportFile = {
    name,
    chatEntry: name,
    label: name,
    head,
    text,
    entries: [],
    bytes: (entry) => Stream.fail(refuse("NotFound", `${name}: a text file, it holds no ${entry}`))
  }
  return file
})

const openZip = Effect.fnUntraced(function* (path: string, chat: ChatText<unknown>) {
  const name = basename(path)
  const entries = yield* ZipArchive.open(path)
  const candidates = entries
    .map((entry) => ({ entry, rank: chat.rank(entry.name, name) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MAX_CANDIDATES)
  let best: { readonly entry: ZipArchive.ZipEntry; readonly head: string } | undefined
  for (const { entry, rank } of candidates) {
    const head = yield* start(entry.bytes)
    const isChat = chat.detect(head) !== undefined
    if (isChat || (best === undefined && rank > 1)) best = { entry, head }
    if (isChat) break
  }
  if (best === undefined) return yield* refuse("NoChat", `${name}: the zip holds no chat text; ${GIVE}`)
  const { entry: chosen, head } = best
  if (chosen.size > MAX_TEXT) return yield* tooLarge(name)
  const others = new Map(entries.filter((entry) => entry !== chosen).map((entry) => [entry.name, entry]))
  const file: ExportFile = {
    name,
    chatEntry: chosen.name,
    label: `${name} (${posix.basename(chosen.name)})`,
    head,
    text: chosen.bytes,
    entries: [...others.keys()],
    bytes: (entry) =>
      others.get(entry)?.bytes ?? Stream.fail(refuse("NotFound", `${name}: the zip holds no ${entry}`))
  }
  return file
})

const tooLarge = (name: string) =>
  refuse("TooLarge", `${name}: the chat is larger than ${MAX_TEXT / 2 ** 30} GiB; split it`)

/**
 * The bytes of a file. It is read a piece at a time, and blocks for each: a piece is there sooner than a thread would wake, and
 * is parsed for longer than it is waited for.
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

/** The first characters of a text, about 64 Ki of them. */
export const start = (bytes: Stream.Stream<Uint8Array, ExportError>): Effect.Effect<string, ExportError> =>
  Effect.suspend(() => {
    const decoder = new TextDecoder()
    return Stream.runFoldWhile(
      bytes,
      "",
      (head) => head.length < HEAD,
      (head, piece) => head + decoder.decode(piece, { stream: true })
    ).pipe(Effect.map((head) => head + decoder.decode()))
  })

/** Text has no NUL, and few control characters or bytes that are not UTF-8. */
const looksLikeText = (head: string): boolean =>
  !head.includes("\0") && (head.match(NOT_TEXT)?.length ?? 0) <= head.length / 10

const NOT_TEXT = /(?!\s)\p{Cc}|\ufffd/gu

const firstLine = (head: string): string => {
  const line = head.split(/\r?\n/).find((candidate) => candidate.trim() !== "") ?? ""
  const plain = line.replace(/\p{C}/gu, "").trim()
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
