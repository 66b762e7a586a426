/**
 * What the history keeps of an error: enough to act on, nothing private.
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"

/**
 * Hides names in a text before it is stored. The default changes nothing; `process` puts the chat's
 * pseudonyms here.
 */
export class Scrub extends Context.Reference<Scrub>()("egregora/Scrub", {
  defaultValue: () => (text: string) => text
}) {}

/** The longest error that is stored, in UTF-16 units. */
export const maxErrorLength = 4_000

/** A cause as stored text: pretty-printed, keys and names hidden, cut at `maxErrorLength`. */
export const describe = (cause: Cause.Cause<unknown>, scrub: (text: string) => string): string =>
  clean(Cause.isInterruptedOnly(cause) ? "interrupted" : Cause.pretty(cause), scrub)

/** A text as it is stored: keys and names hidden, cut at `maxErrorLength`. */
export const clean = (text: string, scrub: (text: string) => string): string =>
  hideSecrets(scrub(text)).slice(0, maxErrorLength)

/**
 * Replaces what looks like a credential: bearer tokens, `sk-…` style keys, passwords in URLs and
 * `key=value` pairs whose name says that the value is secret.
 */
export const hideSecrets = (text: string): string =>
  text
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, "$1 ***")
    .replace(/\b(?:sk|pk|rk|key|ghp|gho|xox[abp])[-_][\w-]{12,}/gi, "***")
    .replace(/\bAIza[\w-]{20,}/g, "***")
    .replace(/(\/\/[^\s/:@]+):[^\s/@]+@/g, "$1:***@")
    .replace(
      /\b((?:x-)?api[-_]?key|token|secret|password|authorization)(["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi,
      "$1$2***"
    )
