import { existsSync } from "node:fs"
import axe from "axe-core"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"

/** The Chromium that is here; undefined where there is none. `.ci/run` installs Debian's. */
export const browserPath: string | undefined = [
  process.env["CHROMIUM"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
].find((path) => path !== undefined && existsSync(path))

/** Starts the browser. It looks up nothing on the network by itself. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync"
    ]
  })

/** A page, and what it did that a page of ours must not do: a line each. */
export interface Watched {
  readonly page: Page
  /** Errors and warnings of the console, exceptions, dialogs, and requests that left the site. */
  readonly wrongs: Array<string>
}

/** Opens pages whose addresses must all begin with `base`. */
export const watch = async (
  browser: Browser,
  base: string,
  options: BrowserContextOptions = {}
): Promise<Watched> => {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const wrongs: Array<string> = []
  page.on("console", (line) => {
    if (line.type() === "error" || line.type() === "warning") wrongs.push(`${page.url()}: ${line.text()}`)
  })
  page.on("pageerror", (error) => wrongs.push(`${page.url()}: ${error.message}`))
  page.on("dialog", (dialog) => {
    wrongs.push(`${page.url()}: a dialog, ${dialog.message()}`)
    return dialog.dismiss()
  })
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) wrongs.push(`${page.url()}: asked for ${request.url()}`)
  })
  return { page, wrongs }
}

/** What `axe-core` finds wrong for people who cannot see, hear or point well: a line for each element. */
export const inaccessible = async (page: Page): Promise<ReadonlyArray<string>> => {
  // The policy of the pages lets no script in; this one comes through the debugger's door.
  await page.evaluate(axe.source)
  const found: unknown = await page.evaluate(
    "axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => [id, help, target.join(' ')].join(': '))))"
  )
  return Array.isArray(found) ? found.map(String) : [String(found)]
}
