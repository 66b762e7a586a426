/**
 * The port through which chats are read: one adapter for each application.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import type { Message } from "../domain/Message.js"
import type { Wishes } from "../domain/Wishes.js"

/**
 * An export that cannot be read. `message` is one line that says what is wrong, where, and what to do.
 */
export class ExportError extends Data.TaggedError("ExportError")<{
  readonly reason:
    | "NotFound"
    | "NotAFile"
    | "NotAnArchive"
    | "Damaged"
    | "NoChat"
    | "Empty"
    | "UnknownFormat"
    | "TooLarge"
    | "DateOrder"
    | "Unreadable"
    /** It holds several chats, and which one to read was not said, or cannot be found. */
    | "WhichChat"
    /** The application's own, in a form that holds too little to be read. */
    | "WrongForm"
    /** Exports that were given together, and are not of one chat. */
    | "NotOneChat"
  readonly message: string
}> {}

/** Which of day and month comes first, when the year does not. */
export type DateOrder = "day-first" | "month-first" | "year-first"

/** What a caller may decide for a source. */
export interface OpenOptions {
  /** IANA zone of the phone that made the export: the file itself holds no offset. */
  readonly zone: string
  /** Which of day and month comes first, where the file does not say. Default: what the file shows. */
  readonly dateOrder?: DateOrder
  /** The chat's name. Default: what the file shows. */
  readonly name?: string
  /** Which chat of an export that holds several, by its name or its id. Default: the only one. */
  readonly chat?: string
  /**
   * Names by accounts, those that the site knows already. Whoever has such an account is called so, whatever
   * the export calls them now, and nobody else is. Default: nobody is known.
   */
  readonly known?: ReadonlyMap<string, string>
  /**
   * Names of those who wrote in the chat, as far as the site knows: where a name may go on behind a colon, they
   * decide. Default: nobody is known.
   */
  readonly wrote?: ReadonlySet<string>
}

/** What the first pass learned. */
export interface Survey {
  /** The application, as `--source` names it: `whatsapp`. */
  readonly source: string
  readonly platform: string
  /** The chat's name as the export or its file name tells it; null when they tell nothing. */
  readonly name: string | null
  readonly dateOrder: DateOrder
  /** How the order was found, for people. */
  readonly dateOrderReason: string
  readonly zone: string
  /** Messages in the export. */
  readonly messages: number
  /** First and last instant in the export, in milliseconds since the epoch. */
  readonly first: number
  readonly last: number
  /** Messages of each author, by the author's name as the export has it, in order of appearance. */
  readonly authors: ReadonlyMap<string, number>
  /**
   * People whom the chat names without their having written: mentions, members who were added. With
   * the authors, these are the names to hide.
   */
  readonly others: ReadonlySet<string>
  /**
   * What people are called besides, by their names in `authors` and `others`: a user's name, the one in a
   * profile, the one on another phone. Default: nothing.
   */
  readonly aliases?: ReadonlyMap<string, ReadonlyArray<string>>
  /**
   * The accounts of people, by their names in `authors` and `others`: by these they are known again in another
   * export, see `OpenOptions.known`. Default: the application knows none.
   */
  readonly accounts?: ReadonlyMap<string, string>
  /** What people asked for in the chat: what a `Wishes.listen` that heard every message gives. */
  readonly wishes: Wishes
  /** Non-empty lines, or entries, that belong to no message. */
  readonly unplaced: number
  /**
   * How far its order is from that of the times: the most messages between one and its place, or somewhat
   * more; 0 when in order. Absent where nobody looked: then another pass does.
   */
  readonly disorder?: number
  /** What the user should know, a line each. */
  readonly warnings: ReadonlyArray<string>
  /** What several exports were that are read as one; absent where there is one. */
  readonly merged?: {
    readonly exports: ReadonlyArray<{ readonly name: string; readonly survey: Survey }>
    /** Messages that were in more than one of them, and are counted once. */
    readonly duplicates: number
  }
}

/** An open export. It is read as a stream as often as needed and never held whole. */
export interface Chat {
  readonly survey: Survey
  /** The second pass: each message, in the export's order. */
  readonly messages: Stream.Stream<Message, ExportError>
  /**
   * What the reading could make no message of: lines before the first, and lines that look like headers
   * of another format and were read as text. One more pass.
   */
  readonly unparsed: Stream.Stream<string, ExportError>
  /** The bytes of an attachment, by the name that `Message.media` or its details give. */
  readonly attachment: (name: string) => Stream.Stream<Uint8Array, ExportError>
}

/** Reads one application's exports. */
export class Source extends Context.Tag("egregora/Source")<
  Source,
  {
    /** The name that `--source` takes. */
    readonly name: string
    /**
     * Opens an export and surveys it: the first pass is done when this returns. The file stays open
     * until the scope closes.
     */
    readonly open: (path: string, options: OpenOptions) => Effect.Effect<Chat, ExportError, Scope.Scope>
  }
>() {}
