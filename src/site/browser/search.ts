/*! Contains MiniSearch (https://github.com/lucaong/minisearch), (c) Luca Ongaro, MIT licence. */
/**
 * The search page: finds posts while somebody types. What it shows of a chat is only ever text.
 */
import MiniSearch from "minisearch"
import type { SearchData, SearchWords } from "./data.js"
import { excerpt, type Piece, pieces } from "./excerpt.js"
import { askedFor, isUnspaced, termsOf } from "./words.js"

declare global {
  var egregoraSearch: SearchData | undefined
}

/** Results that are shown at once. */
const most = 50

const start = (form: HTMLFormElement, status: HTMLElement, list: HTMLElement, data: SearchData): void => {
  const language = document.documentElement.lang
  const words: SearchWords = JSON.parse(form.dataset["words"] ?? "{}")
  const plural = new Intl.PluralRules(language)
  const date = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeZone: "UTC"
  })
  const input = form.querySelector("input")
  const filters = [...form.querySelectorAll("select")]
  if (input === null) return

  const index = new MiniSearch<{ id: number; title: string; tags: string; people: string; text: string }>({
    fields: ["title", "tags", "people", "text"],
    tokenize: (text) => termsOf(text).map(({ term }) => term),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => [...askedFor(text)],
      boost: { title: 4, tags: 3, people: 2 },
      prefix: true,
      // Numbers and pairs of signs are other ones as soon as one sign is.
      fuzzy: (term) => (term.length > 3 && !/\d/.test(term) && !isUnspaced(term) ? 0.2 : false),
      weights: { fuzzy: 0.3, prefix: 0.6 },
      combineWith: "AND"
    }
  })
  const named = (at: ReadonlyArray<number>, names: ReadonlyArray<string>) =>
    at.map((it) => names[it] ?? "").join(" \n ")
  const indexed = index.addAllAsync(
    data.posts.map(([, title, , text, people, tags], id) => ({
      id,
      title,
      tags: named(tags, data.tags),
      people: named(people, data.people),
      text
    })),
    { chunkSize: 50 }
  )

  /** The posts that somebody asks for, the best first, with the terms that were found; null if nobody asks. */
  const find = () => {
    const query = input.value.trim()
    const [person, tag, year] = filters.map(({ value }) => value)
    if (query === "" && !person && !tag && !year) return null
    const personAt = data.people.indexOf(person ?? "")
    const tagAt = data.tags.indexOf(tag ?? "")
    const fits = (id: number): boolean => {
      const post = data.posts[id]
      return (
        post !== undefined &&
        (!person || post[4].includes(personAt)) &&
        (!tag || post[5].includes(tagAt)) &&
        (!year || post[2].startsWith(year))
      )
    }
    if (askedFor(query).length === 0) {
      return [...data.posts.keys()]
        .filter((id) => query === "" && fits(id))
        .map((id) => ({ id, terms: noTerms }))
    }
    const filter = ({ id }: { readonly id: number }) => fits(id)
    const all = index.search(query, { filter })
    const found = all.length > 0 ? all : index.search(query, { filter, combineWith: "OR" })
    return found.map(({ id, terms }) => ({ id: Number(id), terms: new Set(terms) }))
  }

  const show = (): void => {
    const found = find()
    list.replaceChildren(...(found ?? []).slice(0, most).flatMap(({ id, terms }) => item(id, terms)))
    status.textContent = found === null ? "" : found.length === 0 ? words.nothing : countOf(found.length)
    remember()
  }

  const countOf = (n: number): string =>
    `${n.toLocaleString(language)}${words.spaced ? " " : ""}${words.post[plural.select(n)] ?? words.post["other"] ?? ""}`

  const item = (id: number, terms: ReadonlySet<string>): ReadonlyArray<HTMLElement> => {
    const post = data.posts[id]
    if (post === undefined) return []
    const [key, title, day, text, , tags] = post
    const link = element("a", pieces(title, terms))
    link.href = `posts/${encodeURIComponent(key)}.html`
    const heading = element("h2", [link])
    const time = element("time", [date.format(Date.parse(`${day}T12:00Z`))])
    time.dateTime = day
    const lead = element("p", excerpt(text, terms))
    lead.className = "lead"
    lead.dir = "auto"
    heading.dir = "auto"
    const when = element("p", [time, ...tags.slice(0, 4).map((at) => ` · #${data.tags[at] ?? ""}`)])
    when.className = "when"
    return [element("li", [when, heading, lead])]
  }

  /** The address says what is asked for, so that it can be kept and sent. */
  const remember = (): void => {
    const asked = [input, ...filters].flatMap(({ name, value }) => (value === "" ? [] : [[name, value]]))
    const address = `${location.pathname}${asked.length === 0 ? "" : `?${new URLSearchParams(asked)}`}`
    try {
      history.replaceState(null, "", address)
    } catch {
      // A browser may refuse that for files; then the address stays as it is.
    }
  }

  const links = (): ReadonlyArray<HTMLElement> => [input, ...list.querySelectorAll("a")]
  const move = (event: Event, steps: number): void => {
    const all = links()
    const at = document.activeElement instanceof HTMLElement ? all.indexOf(document.activeElement) : -1
    const next = at === -1 ? undefined : all[at + steps]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }

  const asked = new URLSearchParams(location.search)
  for (const field of [input, ...filters]) field.value = asked.get(field.name) ?? ""
  for (const field of filters) if (field.selectedIndex === -1) field.value = ""
  form.addEventListener("input", show)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    links()[1]?.focus()
  })
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.target instanceof HTMLSelectElement) return
    if (event.key === "ArrowDown") move(event, 1)
    else if (event.key === "ArrowUp") move(event, -1)
    else if (event.key === "Escape" && document.activeElement !== input) input.focus()
    else if (event.key === "Escape") {
      event.preventDefault()
      input.value = ""
      show()
    }
  })
  for (const part of document.querySelectorAll<HTMLElement>("[data-without-script]")) part.hidden = true
  form.hidden = false
  input.focus()
  show()
  // What was typed meanwhile is looked for again when all is known.
  void indexed.then(show)
}

const noTerms: ReadonlySet<string> = new Set()

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: ReadonlyArray<Node | Piece>
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name)
  for (const part of content) {
    made.append(typeof part === "object" && "found" in part ? element("mark", [part.found]) : part)
  }
  return made
}

const form = document.querySelector<HTMLFormElement>("form[data-words]")
const status = document.querySelector<HTMLElement>("[data-status]")
const list = document.querySelector<HTMLElement>("[data-results]")
if (form !== null && status !== null && list !== null && globalThis.egregoraSearch !== undefined) {
  start(form, status, list, globalThis.egregoraSearch)
}
