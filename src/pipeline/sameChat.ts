/**
 * Whether an export is of the chat that a site is of. `.egregora/chat` says which that is, in fingerprints: of its name, and
 * of its people with the key.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { fingerprint } from "../domain/Fingerprint.js"
import { type SiteError, SiteStore } from "../site/SiteStore.js"
import type { Survey } from "../sources/Source.js"

/** A site that is of another chat. `message` is one line. */
export class AnotherChat extends Data.TaggedError("AnotherChat")<{ readonly message: string }> {}

/** What is known of a site's chat; nothing of a site that has none. */
export interface KnownChat {
  readonly name: string | null
  /** Everybody whom an export of it had, by each of their names. */
  readonly people: ReadonlyArray<string>
}

/**
 * Refuses to mix two chats in one site: posts of the same day would replace each other. Chats are two if
 * both have a name and it is not the same, or if nobody is in both. Gives what is known now, for `rememberChat`.
 */
export const sameChat = Effect.fn("sameChat")(function* (survey: Survey, secret: string) {
  const store = yield* SiteStore
  const known = yield* knownChat
  const own = survey.name === null ? null : fingerprint(survey.name.normalize("NFC"))
  const people = peopleMarks(survey, secret)
  const hasOtherName = own !== null && known.name !== null && own !== known.name
  const knownPeople = new Set(known.people)
  const isOfOthers =
    known.people.length > 0 && people.length > 0 && !people.some((person) => knownPeople.has(person))
  if (hasOtherName || isOfOthers) {
    const [why, remedy] = hasOtherName
      ? ["", `if it is the same chat under other names, remove ${chatMark} from it`]
      : [
          ": nobody of that one is in this one",
          `if it is the same chat, .egregora/key may not be the blog's key: put that back, for with another one everybody has a new pseudonym; if only the people's names changed, remove ${chatMark} from it`
        ]
    return yield* new AnotherChat({
      message: `${store.root} is the blog of another chat${why}; choose another folder (or, ${remedy})`
    })
  }
  const chat: KnownChat = {
    name: own ?? known.name,
    people: [...new Set([...knownPeople, ...people])].sort()
  }
  return chat
})

/** Remembers a chat that is the site's. */
export const rememberChat = (chat: KnownChat): Effect.Effect<void, SiteError, SiteStore> =>
  Effect.flatMap(SiteStore, (store) => store.write(chatMark, `${JSON.stringify(chat)}\n`))

/** How many names of a chat's people a survey does not have. */
export const absentFrom = (survey: Survey, { people }: KnownChat, secret: string): number => {
  const marks = new Set(peopleMarks(survey, secret))
  return people.filter((mark) => !marks.has(mark)).length
}

/** Whether people of a chat are those of the site, as far as is known, by the key whose digits `secret` are. */
export const isOfSite = Effect.fnUntraced(function* (survey: Survey, secret: string) {
  const { people } = yield* knownChat
  return people.length === 0 || peopleMarks(survey, secret).some((mark) => people.includes(mark))
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const chatMark = ".egregora/chat"

/** Everybody, by each of their names. */
const peopleMarks = ({ aliases, authors, others }: Survey, secret: string): ReadonlyArray<string> =>
  [...authors.keys(), ...others, ...[...(aliases?.values() ?? [])].flat()].map((person) =>
    fingerprint([secret, person]).slice(0, 16)
  )

const knownChat = Effect.gen(function* () {
  const store = yield* SiteStore
  return Option.getOrElse(decodeChat((yield* store.read(chatMark)) ?? ""), () => nobody)
})

const nobody: KnownChat = { name: null, people: [] }

const decodeChat = Schema.decodeOption(
  Schema.parseJson(Schema.Struct({ name: Schema.NullOr(Schema.String), people: Schema.Array(Schema.String) }))
)
