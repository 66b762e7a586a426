/**
 * The body of a post as HTML. Raw HTML in it is shown as text, links lead to http, https, mailto or
 * the site's own media, and pictures are the site's own.
 */
import * as Effect from "effect/Effect"
import type MarkdownIt from "markdown-it"
import { safeUrl } from "../domain/markdown.js"
import { typeOf } from "../domain/mediaFile.js"
import { escapeHtml, type Html, trusted } from "./html.js"
import type { Labels } from "./labels/Labels.js"
import { type Direction, directionOfText } from "./language.js"
import { initialOf, type Person } from "./people.js"
import { picture } from "./pictures/picture.js"
import type { Versions } from "./pictures/versions.js"
import { byline, type Heading, nameHeadings, permalink, textOf, wordsOf } from "./postText.js"

/** What the page around a body knows. */
export interface Surroundings {
  /** The people of the post by name. */
  readonly people: ReadonlyMap<string, Pick<Person, "slug" | "tone">>
  /** Names of files in the site's `media` folder. */
  readonly media: Pick<ReadonlySet<string>, "has">
  /** The smaller versions of its pictures. */
  readonly versions: Versions
  readonly labels: Labels
  /** Of the page; a paragraph that is written the other way says so. */
  readonly direction: Direction
}

/** A body as the page shows it, and what it says. */
export interface RenderedBody {
  readonly html: Html
  readonly headings: ReadonlyArray<Heading>
  /** Without markup. */
  readonly text: string
  /** Whether it shows files of the site's, or should. */
  readonly hasFiles: boolean
}

/** Makes the function that renders bodies; the Markdown library is loaded here. */
export const makeRenderer: Effect.Effect<(markdown: string, surroundings: Surroundings) => RenderedBody> =
  Effect.map(
    Effect.promise(() => import("markdown-it")),
    ({ default: Markdown }) => {
      const markdown = Markdown({ html: false, linkify: false, typographer: false })
      markdown.validateLink = (url) => ownMedia(url) !== null || safeUrl(url) !== null
      markdown.core.ruler.push("egregora_messages", decorateMessages)
      markdown.renderer.rules["heading_open"] = headingOpen
      markdown.renderer.rules["heading_close"] = headingClose
      markdown.renderer.rules["image"] = image
      markdown.renderer.rules["link_open"] = linkOpen
      markdown.renderer.rules["link_close"] = linkClose
      return (source, surroundings) => {
        const env: Env = { ...surroundings, open: [], hasFiles: false }
        const tokens = markdown.parse(source, env)
        const headings = nameHeadings(tokens)
        const text = textOf(tokens)
        const html = trusted(markdown.renderer.render(tokens, markdown.options, env))
        return { headings, text, html, hasFiles: env.hasFiles }
      }
    }
  )

interface Env extends Surroundings {
  /** How the links around the current token are to be closed. */
  readonly open: Array<string>
  hasFiles: boolean
}

type StateCore = Parameters<Parameters<MarkdownIt["core"]["ruler"]["push"]>[1]>[0]
type Rule = NonNullable<MarkdownIt["renderer"]["rules"][string]>

const ownMedia = (url: string): string | null =>
  /^\.\.\/media\/([a-z0-9]+\.[a-z0-9]+)$/.exec(url)?.[1] ?? null

/**
 * A quote that begins with a paragraph `**Name** · 14:15` is a message: a bubble in its author's
 * colour: without the name where they just spoke, and with a link to their page where they first do. A list item that begins with a participant's name gets
 * their sign.
 */
const decorateMessages = (state: StateCore): void => {
  const env: Env = state.env
  const raw = (content: string) => {
    const token = new state.Token("html_inline", "", 0)
    token.content = content
    return token
  }
  let speaker: string | null = null
  const heard = new Set<string>()
  state.tokens.forEach((token, at) => {
    if (token.type === "heading_open") speaker = null
    if (token.type === "paragraph_open" && token.meta !== byline) {
      const direction = directionOf(wordsOf(state.tokens[at + 1]), env)
      if (direction !== null) token.attrSet("dir", direction)
    }
    if (token.type !== "blockquote_open" && token.type !== "list_item_open") return
    const line = state.tokens[at + 2]
    const [open, name, close, rest, ...more] = (line?.children ?? []).filter(
      ({ content, type }) => type !== "text" || content !== ""
    )
    if (
      line === undefined ||
      open?.type !== "strong_open" ||
      name?.type !== "text" ||
      close?.type !== "strong_close"
    )
      return
    const who = name.content
    const person = env.people.get(who)
    const linked =
      person === undefined || (token.type === "blockquote_open" && heard.has(who))
        ? [open, name, close]
        : [raw(`<a href="../profiles/${person.slug}.html">`), name, raw("</a>")]
    const time = /^ · (\d\d:\d\d)$/.exec(rest?.content ?? "")?.[1]
    const tone = `tone-${person?.tone ?? 0}`
    if (token.type === "list_item_open") {
      if (person === undefined) return
      token.attrJoin("class", tone)
      token.attrSet("data-sign", initialOf(who))
      line.children = [...linked, ...(rest === undefined ? [] : [rest]), ...more]
    } else if (time !== undefined && more.length === 0) {
      const isSame = speaker === who
      const by = state.tokens[at + 1]
      token.attrJoin("class", `message ${tone}${isSame ? " same" : ""}`)
      if (by !== undefined) by.meta = byline
      if (!isSame) token.attrSet("data-sign", initialOf(who))
      line.children = [...(isSame ? [] : [...linked, raw(" ")]), raw(time)]
      speaker = who
      heard.add(who)
    }
  })
}

/** The direction of a paragraph where it is not the page's; the names that people have on the site turn none. */
const directionOf = (text: string, { direction, people }: Surroundings): Direction | null => {
  const own = directionOfText(text)
  if (own === null || own === direction) return null
  let unnamed = text
  for (const name of people.keys()) unnamed = unnamed.replaceAll(name, "")
  const besides = directionOfText(unnamed)
  return besides === null || besides === direction ? null : besides
}

/** A heading that has a name leads to itself. */
const headingOpen: Rule = (tokens, at, options, _env, renderer) => {
  const token = tokens[at]
  const opened = renderer.renderToken(tokens, at, options)
  return token?.meta === permalink
    ? `${opened}<a href="#${encodeURIComponent(token.attrGet("id") ?? "")}">`
    : opened
}

const headingClose: Rule = (tokens, at, options, _env, renderer) => {
  const closed = renderer.renderToken(tokens, at, options)
  return tokens[at]?.meta === permalink ? `</a>${closed}` : closed
}

const image: Rule = (tokens, at, options, env: Env, renderer) => {
  const src = tokens[at]?.attrGet("src") ?? ""
  const alt = renderer.renderInlineAsText(tokens[at]?.children ?? [], options, env)
  const name = ownMedia(src)
  env.hasFiles = true
  if (name === null || !env.media.has(name))
    return `<span class="missing">${escapeHtml(alt)} (${env.labels.missing})</span>`
  const { isTall, shown } = picture(env, `media/${name}`, { root: "../", alt })
  return env.open.length > 0
    ? shown.markup
    : `<a class="picture${isTall ? " tall" : ""}" href="${src}">${shown.markup}</a>`
}

const linkOpen: Rule = (tokens, at, _options, env: Env) => {
  const href = tokens[at]?.attrGet("href") ?? ""
  const name = ownMedia(href)
  if (name !== null) env.hasFiles = true
  const type = name === null ? null : typeOf(name)
  if (name !== null && !env.media.has(name))
    return opening(env, `<span class="missing">`, ` (${env.labels.missing})</span>`)
  if (type === "audio" || type === "video")
    return opening(
      env,
      `<${type} controls preload="none" src="${href}"></${type}> <span class="caption">`,
      "</span>"
    )
  return opening(
    env,
    `<a href="${escapeHtml(href)}"${name === null ? ` rel="noopener noreferrer nofollow"` : ""}>`,
    "</a>"
  )
}

const opening = (env: Env, before: string, after: string): string => {
  env.open.push(after)
  return before
}

const linkClose: Rule = (_tokens, _at, _options, env: Env) => env.open.pop() ?? "</a>"
