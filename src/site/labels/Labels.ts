/**
 * The words that the site has of its own.
 */

/** All of them in a language. */
export interface Labels {
  /** The title of a site whose chat has no name. */
  readonly untitled: string
  readonly home: string
  readonly posts: string
  /** Before the titles of posts that follow each other and have little to tell, with its colon. */
  readonly quiet: string
  readonly people: string
  readonly earlier: string
  readonly later: string
  readonly bestLines: string
  readonly tookPart: string
  readonly firstSeen: string
  readonly lastSeen: string
  readonly message: PluralForms
  readonly person: PluralForms
  readonly post: PluralForms
  readonly missing: string
  readonly gallery: string
  readonly picture: string
  readonly video: string
  readonly audio: string
  readonly document: string
  readonly notFound: string
  readonly skip: string
  readonly madeBy: string
  readonly numbers: NumbersLabels
  readonly finding: FindingLabels
}

/** Those by which readers find their way: search, tags, the timeline, the best posts, colours. */
export interface FindingLabels {
  readonly menu: string
  readonly search: string
  readonly tags: string
  readonly timeline: string
  readonly top: string
  readonly onThisDay: string
  readonly contents: string
  /** Of the filters. */
  readonly person: string
  readonly anyone: string
  readonly tag: string
  readonly anyTag: string
  readonly year: string
  readonly anyYear: string
  readonly nothingFound: string
  readonly withoutScript: string
  /** Of the button, before its state. */
  readonly colours: string
  readonly auto: string
  readonly light: string
  readonly dark: string
  /** What the score of a post is made of. */
  readonly topIs: string
  readonly score: string
  readonly participation: string
  readonly conversation: string
  readonly applause: string
  readonly novelty: string
  readonly answer: PluralForms
  readonly reaction: PluralForms
  readonly newWord: PluralForms
}

/** Those of the numbers. `{…}` stands for what a page puts there. */
export interface NumbersLabels {
  readonly title: string
  readonly messages: string
  /** Messages through time, by how long a period is; and what one such period is called. */
  readonly by: { readonly day: string; readonly week: string; readonly month: string; readonly year: string }
  readonly day: string
  readonly week: string
  readonly month: string
  readonly year: string
  readonly byHour: string
  readonly byClock: string
  readonly hour: string
  readonly allDay: string
  readonly whoWrites: string
  readonly whoAnswers: string
  /** How the chart of answers is read, and what an answer is. */
  readonly answersRead: string
  readonly answersMean: string
  readonly emoji: string
  readonly hosts: string
  readonly words: string
  /** What a chart finds: `{what}` had the most, `{n}`. */
  readonly most: string
  /** The most answers: from `{who}` to `{whom}`, `{n}`. */
  readonly mostAnswers: string
  readonly asTable: string
  /** Those of a list that are not shown at once; `{n}` are left. */
  readonly more: string
  readonly activeDays: string
  /** `{days}` is a span such as "21 days". */
  readonly ofDays: string
  readonly perDay: string
  readonly onActiveDays: string
  readonly busiestDay: string
  readonly longest: string
  readonly streak: string
  readonly silence: string
  readonly files: string
  readonly reactions: string
  readonly signs: string
  readonly links: string
  /** Posts whose numbers are not known: `{posts}`. */
  readonly uncounted: string
  readonly throughTime: string
  readonly talksAbout: string
  readonly ownWords: string
  readonly answers: string
  readonly answeredBy: string
}

/** The forms of a noun that `Intl.PluralRules` tells apart for the language. */
export type PluralForms = { readonly [form in Exclude<Intl.LDMLPluralRule, "other">]?: string } & {
  readonly other: string
}
