/**
 * What a person may tell of an export that the file does not: `process` and `parse` take it.
 */
import * as Options from "@effect/cli/Options"
import * as Option from "effect/Option"
import type { OpenOptions } from "../sources/Source.js"

/** The options, to be spread into a command's. */
export const readingOptions = {
  dateOrder: Options.choice("date-order", ["day-first", "month-first"]).pipe(
    Options.withDescription(
      "Which of day and month the dates have first, where the file leaves it open. Default: what the file shows."
    ),
    Options.optional
  ),
  groupName: Options.text("group-name").pipe(
    Options.withPseudoName("NAME"),
    Options.withDescription("The name of the chat. Default: what the file is called after."),
    Options.optional
  ),
  chat: Options.text("chat").pipe(
    Options.withAlias("channel"),
    Options.withPseudoName("NAME"),
    Options.withDescription(
      "The chat or channel to read, by its name or its id, of an export that holds several. Default: the only one."
    ),
    Options.optional
  )
}

/** What was given of them. */
export interface ReadingOptions {
  readonly dateOrder: Option.Option<"day-first" | "month-first">
  readonly groupName: Option.Option<string>
  readonly chat: Option.Option<string>
}

/** The same for a source. */
export const readingOf = ({ chat, dateOrder, groupName }: ReadingOptions): Omit<OpenOptions, "zone"> => ({
  ...(Option.isSome(dateOrder) ? { dateOrder: dateOrder.value } : {}),
  ...(Option.isSome(groupName) && groupName.value.trim() !== "" ? { name: groupName.value.trim() } : {}),
  ...(Option.isSome(chat) ? { chat: chat.value } : {})
})
