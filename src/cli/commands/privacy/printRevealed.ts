/**
 * What `egregora privacy reveal` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import { isPseudonym } from "../../../domain/Pseudonym.js"
import { RevealError, type Revealed, revealNames } from "../../../pipeline/revealNames.js"
import * as SiteStore from "../../../site/SiteStore.js"
import * as detect from "../../../sources/detect.js"
import type { OpenOptions } from "../../../sources/Source.js"
import { count } from "../../runText.js"
import { findSite } from "../../site.js"
import { printableJson, printableLine } from "../../terminal.js"
import { pad, widest } from "../../wrap.js"

/** What `privacy reveal` was asked for. */
export interface RevealWords {
  /** Pseudonyms, and the paths of exports of one chat. */
  readonly words: ReadonlyArray<string>
  readonly site: Option.Option<string>
  readonly source: string
  readonly reading: OpenOptions
  readonly json: boolean
}

/** Prints whose pseudonyms are: those that were asked for, else all. Fails for one that nobody has. */
export const reveal = Effect.fn("privacy.reveal")(function* ({
  json,
  reading,
  site,
  source,
  words
}: RevealWords) {
  const asked = words.filter(isPseudonym)
  const paths = words.filter((word) => !isPseudonym(word))
  const folder = yield* findSite(site)
  const everybody = yield* revealNames({ reading, ...(paths.length === 0 ? {} : { exports: paths }) }).pipe(
    Effect.provide(Layer.merge(SiteStore.layer(folder), detect.layer(source)))
  )
  const found = everybody.filter(({ pseudonym }) => asked.length === 0 || asked.includes(pseudonym))
  if (json) yield* Console.log(printableJson(found))
  else if (found.length > 0) yield* Console.log(table(found))
  const missing = asked.filter((pseudonym) => found.every((one) => one.pseudonym !== pseudonym))
  if (missing.length > 0) {
    return yield* new RevealError({
      message: `nobody of the chat is ${missing.join(", ")}; \`egregora privacy reveal\` shows everybody`
    })
  }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const table = (revealed: ReadonlyArray<Revealed>): string => {
  const rows = [
    ["Pseudonym", "Name", "Messages"],
    ...revealed.map(({ pseudonym, name, messages }) => [pseudonym, printableLine(name), count(messages)])
  ]
  const widths = [0, 1, 2].map((column) => widest(rows.map((row) => row[column] ?? "")))
  return rows
    .map(([pseudonym = "", name = "", messages = ""]) =>
      [pad(pseudonym, widths[0] ?? 0), pad(name, widths[1] ?? 0), messages.padStart(widths[2] ?? 0)].join(
        "  "
      )
    )
    .join("\n")
}
