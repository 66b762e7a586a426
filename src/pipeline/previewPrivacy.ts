/**
 * What would be hidden of a chat, counted before anything is written.
 */
import { extname } from "node:path"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { identity, plainName } from "../domain/identity.js"
import { typeOf } from "../domain/mediaFile.js"
import { type NameForms, nameForms } from "../domain/nameForms.js"
import { fold, wordsOf } from "../domain/nameMatcher.js"
import * as Pseudonym from "../domain/Pseudonym.js"
import type { PersonalDataKind } from "../domain/personalData.js"
import type { PeopleBook } from "../site/PeopleBook.js"
import { isCleaned } from "../site/pictures/withoutMetadata.js"
import type { WishBook } from "../site/WishBook.js"
import type { Chat, Survey } from "../sources/Source.js"
import { together } from "./everybody.js"
import { titleOf } from "./openSite.js"
import { seeWishes } from "./settleWishes.js"

/** How a name was found in texts: as `FormKind` says, in a mention, or in a number or an e-mail address. */
export type FoundAs = Extract<Pseudonym.Hidden, { readonly what: "name" }>["how"]

/** Somebody of a chat, and what of them stands in its texts. */
export interface PersonPreview {
  readonly name: string
  readonly pseudonym: string
  /** Whether they opted out in the chat, so that nothing of theirs would be used. */
  readonly optedOut: boolean
  /** What they chose to be called instead of the pseudonym; null where they did not. */
  readonly alias: string | null
  /** Messages of theirs in the export; 0 for somebody who was only named, or is not in it any more. */
  readonly messages: number
  /** How often they were found in texts, by how. */
  readonly found: Readonly<Partial<Record<FoundAs, number>>>
  /** Some of what stood there, each once. */
  readonly written: ReadonlyArray<string>
}

/**
 * A name that is not hidden everywhere:
 * - `shared`: several people have it, so it becomes "someone"
 * - `word`: it is a word too, or has two letters, so it counts with a capital, behind @ and #, and in links
 * - `short`: one letter, or signs alone; it is hidden as an author and in mentions, and not looked for in texts
 */
export interface Caution {
  readonly why: "shared" | "word" | "short"
  readonly name: string
  readonly people: ReadonlyArray<string>
  /** `shared`: how often it was replaced. `word`: how often it was left. */
  readonly times: number
}

/** What becomes of files that messages have. */
export type FileEnd = "cleaned" | "copied" | "left"

/** What would be hidden. */
export interface PrivacyPreview {
  /** The title that the blog would have; null for none of the chat's own. */
  readonly title: string | null
  readonly people: ReadonlyArray<PersonPreview>
  /** Mentions of people whom the chat does not name. */
  readonly strangers: number
  readonly cautions: ReadonlyArray<Caution>
  /** Numbers and addresses of nobody whom the chat names, with masked examples. */
  readonly data: ReadonlyArray<{
    readonly kind: PersonalDataKind
    readonly count: number
    readonly examples: ReadonlyArray<string>
  }>
  /** Links that are cut to their host. */
  readonly links: number
  /**
   * Files in the export by what would become of them where a post shows them, and by their extension:
   * `cleaned` of metadata, `copied` as they are, or `left` out of the site.
   */
  readonly files: ReadonlyArray<{ readonly end: FileEnd; readonly extension: string; readonly count: number }>
}

/**
 * Reads a chat once more and counts. Memory follows its people, not its messages. `known` is what a blog knows,
 * where there is one: whom, and what they asked for.
 */
export const previewPrivacy = Effect.fn("previewPrivacy")(function* (
  chat: Chat,
  key: Redacted.Redacted<Uint8Array>,
  known: { readonly people: PeopleBook; readonly wishes: WishBook } | null
) {
  const { people, survey } = yield* together(known?.people ?? [], chat.survey)
  const tally = makeTally()
  const pseudonyms = Pseudonym.make({ ...people, key, onHidden: tally.add })
  const files = new Map<string, PrivacyPreview["files"][number]>()
  const addFile = (entry: string): void => {
    const extension = extname(entry).slice(1).toLowerCase()
    const known = files.get(extension)
    files.set(extension, { end: known?.end ?? endOf(entry), extension, count: (known?.count ?? 0) + 1 })
  }
  yield* Stream.runForEachChunk(chat.messages, (chunk) =>
    Effect.sync(() => {
      for (const message of chunk) {
        pseudonyms.message(message)
        if (message.media !== null) addFile(message.media)
        for (const entry of message.details?.attachments ?? []) addFile(entry)
      }
    })
  )
  const names = namesOf(survey)
  const { settled } = seeWishes({ survey, people, key, known: known?.wishes ?? null })
  const out = new Set(Array.from(settled.out, identity))
  const aliases = new Map(Array.from(settled.aliases, ([name, alias]) => [identity(name), alias]))
  const preview: PrivacyPreview = {
    title: titleOf(survey, settled.names),
    people: Array.from(names, ([id, name]) => ({
      name,
      pseudonym: pseudonyms.name(name),
      optedOut: out.has(id),
      alias: aliases.get(id) ?? null,
      messages: messagesOf(survey, id),
      ...tally.person(id)
    })),
    strangers: tally.strangers(),
    cautions: cautionsOf(names, nameForms([...names.keys()], people.scripts, people.aliases), tally.word),
    data: tally.data(),
    links: tally.links(),
    files: [...files.values()].sort((a, b) => a.end.localeCompare(b.end) || b.count - a.count)
  }
  return preview
})

/** A number or an address of which its first and its last two signs can be read. */
export const masked = (text: string): string => {
  const signs = [...text]
  const telling = signs.flatMap((sign, at) => (/[\p{L}\p{N}]/u.test(sign) ? [at] : []))
  const shown = new Set(telling.length < 6 ? [] : [telling.at(0), telling.at(-2), telling.at(-1)])
  return signs.map((sign, at) => (/[\p{L}\p{N}]/u.test(sign) && !shown.has(at) ? "•" : sign)).join("")
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Examples that are shown of one thing. */
const mostExamples = 3
const mostWritten = 4

const endOf = (entry: string): FileEnd => {
  if (typeOf(entry) === null) return "left"
  return isCleaned(entry) ? "cleaned" : "copied"
}

/** The people of a chat by their identities, as they were first written. */
const namesOf = ({ authors, others }: Survey): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  for (const name of [...authors.keys(), ...others]) {
    const id = identity(name)
    if (id !== "" && !names.has(id)) names.set(id, plainName(name))
  }
  return names
}

/** One person may have written under several spellings of one name. */
const messagesOf = ({ authors }: Survey, id: string): number => {
  let messages = 0
  for (const [author, count] of authors) if (identity(author) === id) messages += count
  return messages
}

const makeTally = () => {
  const found = new Map<string, { readonly counts: Map<FoundAs, number>; readonly written: Set<string> }>()
  const words = new Map<string, number>()
  const data = new Map<PersonalDataKind, { count: number; readonly examples: Set<string> }>()
  let [strangers, links] = [0, 0]
  return {
    add: (hidden: Pseudonym.Hidden): void => {
      switch (hidden.what) {
        case "name": {
          const known = found.get(hidden.person) ?? { counts: new Map(), written: new Set() }
          found.set(hidden.person, known)
          known.counts.set(hidden.how, (known.counts.get(hidden.how) ?? 0) + 1)
          if (known.written.size < mostWritten)
            known.written.add(hidden.written.replace(/[\u2066-\u2069]/g, ""))
          return
        }
        case "data": {
          const known = data.get(hidden.kind) ?? { count: 0, examples: new Set() }
          data.set(hidden.kind, known)
          known.count++
          if (known.examples.size < mostExamples) known.examples.add(masked(hidden.written))
          return
        }
        case "stranger":
          strangers++
          return
        case "link":
          links++
          return
        default:
          words.set(fold(hidden.written), (words.get(fold(hidden.written)) ?? 0) + 1)
      }
    },
    person: (id: string): Pick<PersonPreview, "found" | "written"> => {
      const known = found.get(id)
      return {
        found: Object.fromEntries(known?.counts ?? []),
        written: [...(known?.written ?? [])]
      }
    },
    word: (key: string): number => words.get(key) ?? 0,
    data: (): PrivacyPreview["data"] =>
      [...data].map(([kind, { count, examples }]) => ({ kind, count, examples: [...examples] })),
    strangers: () => strangers,
    links: () => links
  }
}

const cautionsOf = (
  people: ReadonlyMap<string, string>,
  { forms, sharers }: NameForms,
  times: (key: string) => number
): ReadonlyArray<Caution> => {
  const cautions = new Map<string, Caution>()
  for (const person of people.values()) {
    const whole = forms.get(fold(person))
    if (whole === undefined) {
      cautions.set(`short ${person}`, { why: "short", name: person, people: [person], times: 0 })
      continue
    }
    for (const word of new Set([...wordsOf(person)])) {
      const key = fold(word)
      const form = forms.get(key)
      if (form === undefined || (form.person !== null && !form.isWord)) continue
      const why = form.person === null ? "shared" : "word"
      const known = cautions.get(`${why} ${key}`)
      cautions.set(`${why} ${key}`, {
        why,
        name: known?.name ?? word,
        people:
          why === "shared"
            ? Array.from(sharers.get(key) ?? [], (id) => people.get(id) ?? id)
            : [...(known?.people ?? []), person],
        times: times(key)
      })
    }
  }
  return [...cautions.values()]
}
