/**
 * What the tokens of a post's Markdown say: its headings, which get names, and its words without markup.
 */
import type MarkdownIt from "markdown-it"

/** A heading of a post and the name by which links lead to it. */
export interface Heading {
  readonly id: string
  readonly text: string
}

type Tokens = ReturnType<MarkdownIt["parse"]>

/**
 * Names the headings of the second level after what they say, so that a link holds while they stay. Those that
 * hold no link get one to themselves: their tokens' `meta` says so.
 */
export const nameHeadings = (tokens: Tokens): ReadonlyArray<Heading> => {
  const taken = new Set(reserved)
  return tokens.flatMap((token, at) => {
    if (token.type !== "heading_open" || token.tag !== "h2") return []
    const inline = tokens[at + 1]
    const text = wordsOf(inline)
    const name =
      text
        .toLowerCase()
        .match(/[\p{L}\p{N}\p{M}]+/gu)
        ?.join("-")
        .slice(0, 60) ?? "part"
    let id = name
    for (let n = 2; taken.has(id); n++) id = `${name}-${n}`
    taken.add(id)
    token.attrSet("id", id)
    const isPlain = inline?.children?.every(({ type }) => type !== "link_open" && type !== "image") === true
    for (const end of [token, tokens[at + 2]]) if (end !== undefined) end.meta = isPlain ? permalink : null
    return [{ id, text }]
  })
}

/** What is in the `meta` of the paragraph that says who wrote a message. */
export const byline = "byline"

/** What is in the `meta` of the tokens of a heading that links to itself. */
export const permalink = "permalink"

/**
 * The words of a post without who said them when, what lists its people, and the writer's own words below
 * the last line; a dot between one paragraph and the next.
 */
export const textOf = (tokens: Tokens): string => {
  const last = tokens.findLastIndex(({ level, type }) => type === "hr" && level === 0)
  const parts: Array<string> = []
  tokens.slice(0, last === -1 ? tokens.length : last).forEach((token, at) => {
    if (token.type !== "inline") return
    const [before, around] = [tokens[at - 1], tokens[at - 2]]
    const isBy = before?.meta === byline
    const isPerson = around?.type === "list_item_open" && around.attrGet("data-sign") !== null
    const isAside = token.children?.[0]?.type === "em_open" && token.children.at(-1)?.type === "em_close"
    if (!isBy && !isPerson && !isAside) parts.push(wordsOf(token))
  })
  return parts
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "")
    .join(" · ")
}

/** What a block says, without markup. */
export const wordsOf = (token: Tokens[number] | undefined): string =>
  (token?.children ?? [])
    .map(({ content, type }) =>
      type === "text" || type === "code_inline"
        ? content
        : type === "softbreak" || type === "hardbreak"
          ? " "
          : ""
    )
    .join("")

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What a page calls its own parts. */
const reserved = ["main"]
