/**
 * What every page does beside being read: the colours that somebody chose, "/" for the search, and what
 * happened on this day. It runs before the page is drawn, so that colours do not change before one's eyes.
 */
const states = ["auto", "light", "dark"] as const
type State = (typeof states)[number]

const stored = "egregora-colours"
const signs: Record<State, string> = { auto: "◐", light: "○", dark: "●" }

const root = document.documentElement

const read = (): State => {
  try {
    const known = localStorage.getItem(stored)
    return states.find((state) => state === known) ?? "auto"
  } catch {
    return "auto"
  }
}

const write = (state: State): void => {
  try {
    localStorage.setItem(stored, state)
  } catch {
    // A browser that keeps nothing shows what was chosen as long as the page is open.
  }
}

const apply = (state: State): void => {
  if (state === "auto") delete root.dataset["theme"]
  else root.dataset["theme"] = state
}

const wireColours = (button: HTMLButtonElement): void => {
  const name = button.textContent ?? ""
  let state = read()
  const show = (): void => {
    const label = `${name}: ${button.dataset[state] ?? state}`
    button.textContent = signs[state]
    button.setAttribute("aria-label", label)
    button.title = label
    apply(state)
  }
  button.addEventListener("click", () => {
    state = states[(states.indexOf(state) + 1) % states.length] ?? "auto"
    write(state)
    show()
  })
  // Another page of the site, in another window.
  addEventListener("storage", ({ key }) => {
    if (key !== stored) return
    state = read()
    show()
  })
  show()
  button.hidden = false
}

/** Shows that something happened on this day, if the list of days that have posts has it: `2025: 0502 0503`. */
const wireToday = (teaser: HTMLElement): void => {
  const now = new Date()
  const [month = "", day = ""] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0"))
  const link = teaser.querySelector("a")
  const years: Array<string> = []
  let year = ""
  for (const part of (teaser.dataset["days"] ?? "").split(" ")) {
    if (part.endsWith(":")) year = part.slice(0, -1)
    else if (part === month + day) years.push(year)
  }
  if (link === null || years.length === 0) return
  link.href += `#${month}-${day}`
  link.append(` · ${years.join(", ")}`)
  teaser.hidden = false
}

apply(read())
addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector<HTMLButtonElement>("button.colours")
  if (button !== null) wireColours(button)
  const teaser = document.querySelector<HTMLElement>("[data-days]")
  if (teaser !== null) wireToday(teaser)
})
addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, key, metaKey, target } = event
  const isTyping = target instanceof HTMLElement && target.matches("input, select, textarea")
  if (key !== "/" || altKey || ctrlKey || metaKey || isTyping) return
  const field = document.querySelector<HTMLInputElement>("input[type=search]")
  const link = document.querySelector<HTMLAnchorElement>("a[rel=search]")
  event.preventDefault()
  if (field !== null) field.focus()
  else if (link !== null) location.assign(link.href)
})

export {}
