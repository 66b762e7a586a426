/**
 * What `egregora privacy EXPORT` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { knownPeople } from "../../../pipeline/knownPeople.js"
import { type PrivacyPreview, previewPrivacy } from "../../../pipeline/previewPrivacy.js"
import { isOfSite } from "../../../pipeline/sameChat.js"
import * as PeopleBook from "../../../site/PeopleBook.js"
import * as SiteStore from "../../../site/SiteStore.js"
import * as WishBook from "../../../site/WishBook.js"
import type { Survey } from "../../../sources/Source.js"
import { readKey, secretOf, someKey } from "../../../stages/privacy.js"
import { openChat, type ToOpen } from "../../openChat.js"
import { printableJson, printableLine, Screen } from "../../terminal.js"
import { wrap } from "../../wrap.js"
import { surveyLines } from "../process/progress.js"
import { previewText } from "./previewText.js"

/** What `privacy` was asked for. */
export interface PreviewOptions extends ToOpen {
  /** The folder of the blog whose key gives the pseudonyms, if it has one. */
  readonly site: string
  readonly json: boolean
}

/** Prints what would be hidden of an export, or of several of one chat. */
export const preview = Effect.fn("privacy.preview")(function* (options: PreviewOptions) {
  const named = options.site
  const key = yield* readKey(named)
  const told = yield* Effect.provide(knownPeople, SiteStore.layer(named))
  const chat = yield* openChat({ ...options, reading: { ...options.reading, ...told } })
  const known = key === null ? null : yield* knownTo(named, chat.survey, key)
  const found = yield* previewPrivacy(chat, key ?? (yield* someKey), known)
  const site = key === null ? null : named
  yield* options.json
    ? Console.log(printableJson(json(found, chat.survey, site)))
    : Console.log(text(found, chat.survey, site, (yield* Screen).width))
}, Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Whom the blog of a chat knows, and what they asked for; null, and a warning, where it is not of this chat. */
const knownTo = (site: string, survey: Survey, key: Redacted.Redacted<Uint8Array>) =>
  Effect.gen(function* () {
    const secret = secretOf(key)
    if (yield* isOfSite(survey, secret)) {
      return { people: yield* PeopleBook.load(secret), wishes: yield* WishBook.load(secret) }
    }
    const why = `nobody of the export is known to ${site}: it is the blog of another chat, or .egregora/key is not the key that it was made with, and its pseudonyms are others`
    yield* Console.error(`warning: ${printableLine(why)}`)
    return null
  }).pipe(Effect.provide(SiteStore.layer(site)))

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
    found.title === null
      ? "the blog's title would say that it is your chat, in its language"
      : `the blog's title would be "${found.title}"`,
    "",
    ...previewText(found)
  ]
    .flatMap((line) => wrap(printableLine(line), width))
    .join("\n")
