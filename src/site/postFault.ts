/**
 * Why a file of `posts/` is no post: for who edited it, and has to find the place.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { headOf } from "./frontMatter.js"
import { FrontMatter } from "./Markdown.js"

/** What is wrong with a file that `decode` does not read, and on which line: `line 4: "date" is missing`. */
export const faultOf: (text: string) => Effect.Effect<string> = Effect.fnUntraced(function* (text) {
  const head = headOf(text)
  if (head === null) {
    return /^\ufeff?---\s*?\n/.test(text)
      ? "line 1: the --- that opens the front matter is never closed by another"
      : "line 1: there is no front matter, which begins with a line of ---"
  }
  const { isMap, isNode, parseDocument } = yield* Effect.promise(() => import("yaml"))
  const document = parseDocument(head, { logLevel: "silent", prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) {
    const [reason = ""] = error.message.split("\n", 1)
    // A quotation mark that is not closed is missed at the end, and looked for where it was opened.
    const last = isMap(document.contents) ? document.contents.items.at(-1)?.key : null
    const opened = error.code === "MISSING_CHAR" && isNode(last) ? last.range?.[0] : undefined
    return `line ${lineAt(head, opened ?? error.pos[0])}: ${reason.replace(/[.:]$/, "")}`
  }
  const data = Either.try((): unknown => document.toJS({ maxAliasCount: 10 }))
  if (Either.isLeft(data)) return "line 2: the front matter repeats itself too often"
  const front = Schema.decodeUnknownEither(FrontMatter)(data.right)
  if (Either.isRight(front)) return "line 1: it could not be read"
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(front.left)
  const [key] = issue?.path ?? []
  if (issue === undefined || key === undefined)
    return "line 2: the front matter is no list of names and values"
  const at = head.search(new RegExp(`^["']?${String(key)}["']?:`, "m"))
  return at < 0
    ? `line 2: "${String(key)}" is missing`
    : `line ${lineAt(head, at)}: "${issue.path.join(".")}" is not as it was written`
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** The line of a place in the front matter, which begins below the first line of the file. */
const lineAt = (head: string, at: number): number => head.slice(0, at).split("\n").length + 1
