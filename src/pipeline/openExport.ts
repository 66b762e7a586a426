/**
 * An export as a `process` sees it: read through once, and cut to the dates that are taken.
 */
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { Json } from "../domain/Fingerprint.js"
import { defaultWindowSpec, type Window, type WindowSpec } from "../domain/Window.js"
import { type Chat, type ExportError, type OpenOptions, Source, type Survey } from "../sources/Source.js"
import * as Several from "../sources/several/Several.js"
import { windows } from "../stages/window.js"
import { type KnownPeople, knownPeople } from "./knownPeople.js"

/** What to read and how. Everything but the export has a default. */
export interface ExportOptions {
  /** The path of the export, or those of several exports of one chat, in any order. */
  readonly export: string | ReadonlyArray<string>
  /** The zone of the phone that made the export. Default: the machine's. */
  readonly zone?: DateTime.TimeZone
  /** What else the file does not say. Default: nothing. */
  readonly reading?: Omit<OpenOptions, "zone" | keyof KnownPeople>
  /** Default: one day to a window. */
  readonly window?: WindowSpec
  /** The first instant to take, in milliseconds since the epoch. Default: the chat's first. */
  readonly from?: number
  /** The instant before which to stop, in milliseconds since the epoch. Default: none. */
  readonly until?: number
  /** Whether real names stay in the posts. Default: false. */
  readonly realNames?: boolean
}

/** The dates hold no message. `message` is one line. */
export class NoMessages extends Data.TaggedError("NoMessages")<{ readonly message: string }> {}

/** The paths of what is read. */
export const pathsOf = (given: ExportOptions["export"]): ReadonlyArray<string> =>
  typeof given === "string" ? [given] : given

/** An export that is read, and what of it is taken. */
export interface Opened {
  readonly chat: Chat
  readonly zone: DateTime.TimeZone
  readonly spec: WindowSpec
  /** The instants that are taken, the second one excluded. */
  readonly range: readonly [from: number, until: number]
  /** The windows of messages that are the chat's, cut as was asked for. */
  readonly windows: (messages: Chat["messages"]) => Stream.Stream<Window, ExportError>
  /** What decides which windows there are and what they hold, to be kept with the run. */
  readonly settings: { readonly [name: string]: Json }
}

/**
 * Opens an export for the length of the scope and reads it through once, with the names that the site knows. Fails
 * if it cannot be read, or holds no message of the dates that are taken.
 */
export const openExport = Effect.fn("openExport")(function* (options: ExportOptions) {
  const zone = options.zone ?? DateTime.zoneMakeLocal()
  const source = yield* Source
  const chat = yield* Several.open(source, pathsOf(options.export), {
    ...options.reading,
    ...(yield* knownPeople),
    zone: DateTime.zoneToString(zone)
  })
  const spec = options.window ?? defaultWindowSpec
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = options
  const opened: Opened = {
    chat,
    zone,
    spec,
    range: yield* rangeOf(chat.survey, options, zone),
    windows: windows(spec, zone, [from, until]),
    settings: {
      source: chat.survey.source,
      zone: chat.survey.zone,
      dateOrder: options.reading?.dateOrder ?? null,
      window: { ...spec },
      from: options.from ?? null,
      until: options.until ?? null,
      realNames: options.realNames ?? false
    }
  }
  return opened
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** The instants that are taken; an error when no message can be in them. */
const rangeOf = (
  survey: Survey,
  options: ExportOptions,
  zone: DateTime.TimeZone
): Effect.Effect<Opened["range"], NoMessages> => {
  const { from = survey.first, until = survey.last + 1 } = options
  if (from > survey.last || until <= survey.first) {
    const [first, last] = [survey.first, survey.last].map((instant) =>
      DateTime.formatIsoDate(DateTime.unsafeMakeZoned(instant, { timeZone: zone }))
    )
    return new NoMessages({
      message: `no messages in the given dates: the chat goes from ${first} to ${last}`
    })
  }
  return Effect.succeed([Math.max(from, survey.first), Math.min(until, survey.last + 1)])
}
