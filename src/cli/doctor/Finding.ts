/** What a check of a blog found. */
export interface Finding {
  /** What was looked at, in a word. */
  readonly subject: string
  /** An error needs somebody to do something; a warning will pass, or does no harm. */
  readonly level: "ok" | "warning" | "error"
  /** One line: what is so, and what to do where that is not well. */
  readonly message: string
}
