/**
 * What `egregora privacy EXPORT` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { isOfSite, secretOf } from "../../../pipeline/openSite.js"
import { type PrivacyPreview, previewPrivacy } from "../../../pipeline/previewPrivacy.js"
import * as SiteStore from "../../../site/SiteStore.js"
import * as WishBook from "../../../site/WishBook.js"
import { layer } from "../../../sources/detect.js"
import { type OpenOptions, Source, type Survey } from "../../../sources/Source.js"
import { open } from "../../../sources/several/Several.js"
import { readKey, someKey } from "../../../stages/privacy.js"
import { findSite } from "../../site.js"
import { printableJson, printableLine, Screen } from "../../terminal.js"
import { wrap } from "../../wrap.js"
import { surveyLines } from "../process/progress.js"
import { previewText } from "./previewText.js"

/** What `privacy` was asked for. */
export interface PreviewOptions {
  readonly exportFiles: ReadonlyArray<string>
  readonly source: string
  readonly reading: OpenOptions
  readonly site: Option.Option<string>
  readonly json: boolean
}

/** Prints what would be hidden of an export, or of several of one chat. */
export const preview = Effect.fn("privacy.preview")(function* (options: PreviewOptions) {
  const named = Option.isSome(options.site) ? yield* findSite(options.site) : "output"
  const known = yield* readKey(named)
  const chat = yield* Effect.flatMap(Source, (source) =>
    open(source, options.exportFiles, options.reading)
  ).pipe(Effect.provide(layer(options.source)))
  yield* Effect.forEach(
    chat.survey.warnings,
    (warning) => Console.error(`warning: ${printableLine(warning)}`),
    { discard: true }
  )
  const isKnown =
    known !== null &&
    (yield* isOfSite(chat.survey, secretOf(known)).pipe(Effect.provide(SiteStore.layer(named))))
  if (known !== null && !isKnown) {
    yield* Console.error(
      `warning: ${printableLine(`nobody of the export is known to ${named}: it is the blog of another chat, or .egregora/key is not the key that it was made with, and its pseudonyms are others`)}`
    )
  }
  const book =
    known === null || !isKnown
      ? null
      : yield* WishBook.load(secretOf(known)).pipe(Effect.provide(SiteStore.layer(named)))
  const found = yield* previewPrivacy(chat, known ?? (yield* someKey), book)
  const site = known === null ? null : named
  yield* options.json
    ? Console.log(printableJson(json(found, chat.survey, site)))
    : Console.log(text(found, chat.survey, site, (yield* Screen).width))
}, Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** `site` is the blog whose key was used; null where the pseudonyms are made up. */
const json = (found: PrivacyPreview, { messages, platform, source }: Survey, site: string | null) => ({
  source,
  platform,
  messages,
  site,
  ...found
})

const text = (found: PrivacyPreview, survey: Survey, site: string | null, width: number): string =>
  [
    ...surveyLines(survey),
    site === null
      ? "pseudonyms made up for this: a blog makes a key of its own, and its pseudonyms from that"
      : `pseudonyms by the key of ${site}`,
    `the blog's title would be "${found.title}"`,
    "",
    ...previewText(found)
  ]
    .flatMap((line) => wrap(printableLine(line), width))
    .join("\n")
