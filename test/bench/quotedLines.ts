/**
 * Which messages of a window a post quotes, found in its words: a post does not say.
 */
import MarkdownIt from "markdown-it"
import type { Post } from "../../src/domain/Post.js"
import type { Window } from "../../src/domain/Window.js"

/** Positions in the window's messages. */
export interface QuotedLines {
  /** All that the title, the lead and the body quote. */
  readonly shown: ReadonlySet<number>
  /** Those that the title or the lead quotes: what the post thinks most of. */
  readonly first: ReadonlySet<number>
}

/**
 * A block of the body quotes a message that it equals, or that it ends with after the author's name; the
 * lead and the title quote a message that they hold, or its beginning before an ellipsis. Of messages
 * with the same text, one is taken for each block.
 */
export const quotedLines = (post: Post, window: Window): QuotedLines => {
  const lines = window.messages.flatMap(({ author, text }, at) =>
    text === "" ? [] : [{ at, author: squeeze(author ?? ""), text: squeeze(text) }]
  )
  const inBody = new Set<number>()
  for (const block of blocksOf(post.body)) {
    const found = lines.find(
      ({ at, author, text }) =>
        !inBody.has(at) &&
        (isQuote(block, text) || (block.startsWith(author) && block.endsWith(text) && block !== author))
    )
    if (found !== undefined) inBody.add(found.at)
  }
  const head = [post.title, post.lead].map(squeeze)
  const first = new Set(lines.flatMap(({ at, text }) => (head.some((part) => holds(part, text)) ? [at] : [])))
  return { shown: new Set([...inBody, ...first]), first }
}

/** Markdown's blocks of text as a reader sees them, without pictures. */
const blocksOf = (body: string): ReadonlyArray<string> =>
  new MarkdownIt()
    .parse(body, {})
    .filter(({ type }) => type === "inline")
    .map(({ children }) =>
      squeeze((children ?? []).map(({ content, type }) => (type === "image" ? "" : content)).join(""))
    )

/** Without what a page may set otherwise: white space, marks of direction, the beginning of a link. */
const squeeze = (text: string): string =>
  text.normalize("NFKC").replace(/https?:\/\/(?:www\.)?|[\s\p{Cf}]/gu, "")

/** Whether a title or a lead is a text, or has it or its beginning between quotation marks. */
const holds = (part: string, text: string): boolean => {
  const at = part.indexOf(text)
  const [before, after] = [part[at - 1] ?? '"', part[at + text.length] ?? '"']
  return (
    (at >= 0 && /["“”„«‹「『]/.test(before) && /["“”»›」』]/.test(after)) ||
    [...part.matchAll(/["“„«‹「『]([^"“”„«»‹›「」『』]+)/g)].some(([, quote]) => isQuote(quote ?? "", text))
  )
}

/** Whether a quotation is a text, or its beginning before an ellipsis. */
const isQuote = (quote: string, text: string): boolean =>
  quote === text ||
  (ellipsis.test(quote) && quote.length > 12 && text.startsWith(quote.replace(ellipsis, "")))

const ellipsis = /(?:…|\.\.\.)$/
