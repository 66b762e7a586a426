/**
 * Texts that a spreadsheet would take for formulas: whoever opens a file of comma-separated values must not
 * run what somebody wrote into a chat.
 */

/**
 * How a text begins that is made harmless, as a regular expression that JavaScript (with `u`) and RE2 both
 * read: as a formula does, also in the full width of East Asian scripts, after any white space, and after
 * any apostrophes, so that what `harmless` does can be undone.
 */
export const formula: string = "^'*[\\s\\v\\p{Z}\uFEFF]*[=+\\-@＝＋－＠]"

/**
 * A text with an apostrophe before it if it would be a formula. To undo it, take one apostrophe from what
 * begins with one and matches `formula`.
 */
export const harmless = (text: string): string => (expression.test(text) ? `'${text}` : text)

const expression = new RegExp(formula, "u")
