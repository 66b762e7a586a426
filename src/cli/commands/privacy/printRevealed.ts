/**
 * What `egregora privacy reveal` does.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { isPseudonym } from "../../../domain/pickPseudonym.js"
import { RevealError, type Revealed, revealNames } from "../../../pipeline/revealNames.js"
import * as SiteStore from "../../../site/SiteStore.js"
import * as detect from "../../../sources/detect.js"
import type { OpenOptions } from "../../../sources/Source.js"
import { count } from "../../runText.js"
import { printableJson, printableLine } from "../../terminal.js"
import { pad, widest } from "../../wrap.js"

/** What `privacy reveal` was asked for. */
export interface RevealWords {
  /** Pseudonyms and aliases, and the paths of exports of one chat. */
  readonly words: ReadonlyArray<string>
  /** The folder of the blog. */
  readonly site: string
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
  const fs = yield* FileSystem.FileSystem
  const [asked, paths] = yield* Effect.partition(words, (word) =>
    isPseudonym(word)
      ? Effect.fail(word)
      : Effect.flatMap(
          Effect.orElseSucceed(fs.exists(word), () => false),
          (isThere) => (isThere ? Effect.succeed(word) : Effect.fail(word))
        )
  )
  const everybody = yield* revealNames({ reading, ...(paths.length === 0 ? {} : { exports: paths }) }).pipe(
    Effect.provide(Layer.merge(SiteStore.layer(site), detect.layer(source)))
  )
  const found = everybody.filter((one) => asked.length === 0 || asked.some(isCalled(one)))
  if (json) yield* Console.log(printableJson(found))
  else if (found.length > 0) yield* Console.log(table(found))
  const missing = asked.filter((word) => !found.some((one) => isCalled(one)(word)))
  if (missing.length > 0) {
    const noFile = missing.some((word) => !isPseudonym(word))
      ? `, and there ${missing.length === 1 ? "is no such file" : "are no such files"}`
      : ""
    return yield* new RevealError({
      message: printableLine(
        `nobody is called ${missing.join(" or ")} on this blog${noFile}; \`egregora privacy reveal\` shows everybody`
      )
    })
  }
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Whether it is somebody's pseudonym or alias, in any case. */
const isCalled =
  ({ pseudonym, shown }: Revealed) =>
  (word: string): boolean =>
    [pseudonym, shown].some(
      (name) => name?.normalize("NFC").toLowerCase() === word.normalize("NFC").toLowerCase()
    )

/** Without a column for what people are called where nobody asked for anything. */
const table = (revealed: ReadonlyArray<Revealed>): string => {
  const rows = [
    ["Pseudonym", "On the blog", "Name", "Messages"],
    ...revealed.map(({ pseudonym, shown, name, messages }) => [
      pseudonym,
      printableLine(shown ?? "opted out"),
      printableLine(name),
      count(messages)
    ])
  ]
  const isPlain = revealed.every(({ pseudonym, shown }) => pseudonym === shown)
  const widths = [0, 1, 2, 3].map((column) => widest(rows.map((row) => row[column] ?? "")))
  return rows
    .map(([pseudonym = "", shown = "", name = "", messages = ""]) =>
      [
        pad(pseudonym, widths[0] ?? 0),
        ...(isPlain ? [] : [pad(shown, widths[1] ?? 0)]),
        pad(name, widths[2] ?? 0),
        messages.padStart(widths[3] ?? 0)
      ].join("  ")
    )
    .join("\n")
}
