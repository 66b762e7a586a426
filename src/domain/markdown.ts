/**
 * Text from a chat made safe for Markdown: what a writer puts into a post passes through here.
 */

/**
 * A text without what no reader should meet: control characters, marks that turn the direction of
 * the text around them, unpaired surrogates. Line ends become "\n".
 */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(unwanted, "")
    .replace(/\p{Cs}/gu, "\ufffd")

/** A name or a title from a chat on one line, without what no reader should meet; "…" where nothing else is in it. */
export const cleanLine = (text: string): string => clean(text).replace(/\n+/g, " ").trim() || "…"

/**
 * A text as Markdown that reads as the text: nothing in it starts a heading, a list, a quote, code,
 * a link, HTML, a rule, a table, a template or front matter. Lines are kept by hard breaks.
 */
export const escapeText = (text: string): string =>
  clean(text)
    .split("\n")
    .map((line) => escapeLine(line.trim()))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/(?<!\n)\n(?!\n)/g, "\\\n")

/**
 * A link, or the escaped label alone when the address is not one to follow: only http, https and
 * mailto, and never with a user name, which is how one host poses as another.
 */
export const link = (address: string, label: string): string => {
  const url = safeUrl(address)
  return url === null ? escapeText(label) : `[${escapeText(label)}](<${url}>)`
}

/** An address fit to be a link's target, normalised and without a character that means something in Markdown; or null. */
export const safeUrl = (address: string): string | null => {
  if (!/^(?:https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(address) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (!schemes.has(url.protocol) || url.username !== "" || url.password !== "") return null
  return url.href.replace(
    /[<>{}`\\|\s"']/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
  )
}

/** The links of a text, as they stand in it, without the punctuation that follows them. */
export const linksOf = (text: string): ReadonlyArray<string> => text.match(address)?.map(withoutTail) ?? []

/** A link for people: its host and the start of its path. */
export const labelOf = (url: string): string => {
  const bare = readable(url)
    .replace(/^(?:https?:\/\/(?:www\.)?|mailto:)/i, "")
    .replace(/\/$/, "")
  return bare.length <= 48 ? bare : `${bare.slice(0, 47)}…`
}

/** A text as Markdown, like `escapeText`, with the links in it as links. */
export const escapeWithLinks = (text: string): string => {
  const found: Array<string> = []
  const held = text.replace(/[\ue000\ue001]/g, "").replace(address, (whole) => {
    const url = withoutTail(whole)
    found.push(url)
    return `\ue000${found.length - 1}\ue001${whole.slice(url.length)}`
  })
  return escapeText(held).replace(/\ue000(\d+)\ue001/g, (_, at: string) => {
    const url = found[Number(at)] ?? ""
    return link(url, labelOf(url))
  })
}

const address = /https?:\/\/[^\s<>"“”«»\p{Cc}\u2066-\u2069\u202a-\u202e]+/giu

/** Trailing punctuation belongs to the sentence, a closing bracket only when the link has opened none. */
const withoutTail = (url: string): string => {
  const trimmed = url.replace(/[.,;:!?…'’*_~]+$/, "")
  const closes = trimmed.endsWith(")") && !trimmed.includes("(")
  return closes ? withoutTail(trimmed.slice(0, -1)) : trimmed
}

const readable = (url: string): string => {
  const text = url.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    const decoded = Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8")
    return /^[\p{L}\p{M}\p{N}]+$/u.test(decoded) ? decoded : bytes
  })
  return text
}

const schemes = new Set(["http:", "https:", "mailto:"])

/** Controls but tab and line feed; bidirectional overrides, embeddings and isolates; U+FEFF and U+FFF9–B. */
const unwanted = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu

const escapeLine = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>{}|~$&]/g, "\\$&")
    .replace(/(?<=\{)%/g, "\\%")
    .replace(/^[#+=:-]/, "\\$&")
    .replace(/^(\d{1,9})([.)])/, "$1\\$2")
    .replace(/!(?=\\\[|\ue000)/g, "\\!")
