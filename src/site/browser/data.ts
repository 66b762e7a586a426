/**
 * What the pages and their scripts agree on.
 */

/** What the search looks through, as `assets/search-index.js` puts it on the page. */
export interface SearchData {
  readonly people: ReadonlyArray<string>
  readonly tags: ReadonlyArray<string>
  /** The newest first. */
  readonly posts: ReadonlyArray<
    readonly [
      /** The name of its page in `posts`. */
      key: string,
      title: string,
      /** `2025-10-28` on the chat's calendar. */
      day: string,
      /** What it says, without markup; only the beginning of a long one. */
      text: string,
      /** Positions in `people` and in `tags`. */
      people: ReadonlyArray<number>,
      tags: ReadonlyArray<number>
    ]
  >
}

/** The words that the search says, in the attribute `data-words` of its form. */
export interface SearchWords {
  /** The forms of "1 post" by `Intl.PluralRules`; the number is put before them, with or without a space. */
  readonly post: { readonly [form: string]: string | undefined }
  readonly spaced: boolean
  readonly nothing: string
}
