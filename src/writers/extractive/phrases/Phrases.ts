/**
 * What the extractive writer says of its own in a language. `{name}` and its like are filled in.
 */
export interface Phrases {
  /** Opening and closing quotation marks. */
  readonly quotes: readonly [string, string]
  /** What closes a sentence. */
  readonly stop: string
  readonly messages: Plural
  readonly people: Plural
  readonly pictures: Plural
  /** The first sentence of a post: how much was written and when. */
  readonly sameDay: string
  readonly severalDays: string
  readonly asked: string
  readonly wrote: string
  readonly onlyPictures: string
  readonly noText: string
  /** Where all that was said had been said before, in an earlier post. */
  readonly nothingNew: string
  readonly inPassing: string
  readonly links: string
  readonly tookPart: string
  readonly picture: string
  readonly video: string
  readonly audio: string
  readonly document: string
  readonly file: string
  /** Files that were sent and are not in the export. */
  readonly absent: Plural
  readonly location: string
  readonly contact: string
  /** More pictures than a conversation shows. */
  readonly more: Plural
  /** Who made the post, and how: said in each. */
  readonly selected: string
  /** Above a message that somebody else wrote first. */
  readonly forwarded: string
  readonly words: WordFacts
}

/** A noun with its number, `{n}`, in the forms that `Intl.PluralRules` tells apart for the language. */
export type Plural = { readonly [form in Exclude<Intl.LDMLPluralRule, "other">]?: string } & {
  readonly other: string
}

/** What tells in a language which words can be a topic. */
interface WordFacts {
  /** Words after which a noun comes. */
  readonly determiners: string
  /** Words before which a noun comes; none in most languages. */
  readonly followers?: string
  /** What stands before a noun in the same word: the article in Arabic. */
  readonly beginning?: RegExp
  /** Where the noun stands among the words after a determiner. */
  readonly noun: "first" | "last"
  /** The ending that a light stemmer takes off. */
  readonly ending: RegExp
  /** Endings of words that are seldom a topic: verbs and adverbs. */
  readonly unlikely: RegExp
  /** Words that are none whatever stands around them. */
  readonly never?: RegExp
}
