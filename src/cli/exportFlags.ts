/**
 * How an export is read, as every command that reads one is told it.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { DEFAULT_SIZE, type LimitsShape, upTo } from "../sources/Limits.js"
import type { OpenOptions } from "../sources/Source.js"
import { exportSettings } from "./settings/allSettings.js"
import type { Settings } from "./settings/findSettings.js"
import type { UsageError } from "./UsageError.js"

/** The flags, to be spread into a command's. */
export const exportFlags = {
  source: exportSettings.source.flag,
  timezone: exportSettings.timezone.flag,
  dateOrder: exportSettings.dateOrder.flag,
  groupName: exportSettings.groupName.flag,
  chat: exportSettings.chat.flag,
  maxSize: exportSettings.maxSize.flag
}

/** What was given of them. */
export type GivenOfExport = { readonly [flag in keyof typeof exportFlags]: Option.Option<string> }

/** What holds for an export. */
export interface HowToRead {
  /** The application that wrote it, or `auto`. */
  readonly source: string
  /** The zone of the phone that made it: the file itself does not say. */
  readonly zone: DateTime.TimeZone.Named
  readonly reading: OpenOptions
  readonly limits: LimitsShape
}

/** How an export is to be read, by the flags and the settings around it. */
export const howToRead = Effect.fnUntraced(function* (
  { value }: Settings,
  given: GivenOfExport
): Effect.fn.Return<HowToRead, UsageError> {
  const zone = (yield* value(exportSettings.timezone, given.timezone)) ?? machineZone()
  const dateOrder = yield* value(exportSettings.dateOrder, given.dateOrder)
  const name = yield* value(exportSettings.groupName, given.groupName)
  const chat = yield* value(exportSettings.chat, given.chat)
  return {
    source: yield* value(exportSettings.source, given.source),
    zone,
    reading: {
      zone: zone.id,
      ...(dateOrder === null ? {} : { dateOrder }),
      ...(name === null ? {} : { name }),
      ...(chat === null ? {} : { chat })
    },
    limits: upTo((yield* value(exportSettings.maxSize, given.maxSize)) ?? DEFAULT_SIZE)
  }
})

const machineZone = (): DateTime.TimeZone.Named =>
  DateTime.zoneUnsafeMakeNamed(Intl.DateTimeFormat().resolvedOptions().timeZone)
