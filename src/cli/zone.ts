/**
 * `--timezone`, which every command that reads an export takes.
 */
import * as Options from "@effect/cli/Options"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { UsageError } from "./UsageError.js"

/** The zone of the phone that made the export: the file itself does not say. */
export const zoneOption = Options.text("timezone").pipe(
  Options.withPseudoName("ZONE"),
  Options.withDescription(
    "The time zone of the phone that made the export, as Europe/Lisbon. Default: this machine's."
  ),
  Options.optional
)

/** The zone that was asked for, or the machine's. */
export const parseZone = (
  asked: Option.Option<string>
): Effect.Effect<DateTime.TimeZone.Named, UsageError> => {
  const name = Option.getOrElse(asked, () => Intl.DateTimeFormat().resolvedOptions().timeZone)
  return Effect.mapError(
    DateTime.zoneMakeNamedEffect(name),
    () =>
      new UsageError({ message: `--timezone: there is no time zone "${name}"; write it as Europe/Lisbon` })
  )
}
