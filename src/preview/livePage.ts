/**
 * A page of the site that loads itself again when the site changes.
 */
import { createHash } from "node:crypto"

/** Where a page hears of changes. Nothing of a site can have this address: it begins with a dot. */
export const eventsAddress = "/.preview/events"

/** A page as it is sent, and the Content-Security-Policy that goes with it. */
export interface LivePage {
  readonly html: string
  readonly policy: string
}

/**
 * Puts a script into a page that loads it again when the site has another version than `version`. The page's
 * own policy is widened by that script and by what it listens to, and by nothing else.
 */
export const livePage = (html: string, version: string): LivePage => {
  const policy = widened(policyTag.exec(html)?.[2] ?? strict)
  const end = html.lastIndexOf("</body>")
  const at = end === -1 ? html.length : end
  const tag = `<script data-version="${version}">${script}</script>\n`
  const live = html.slice(0, at) + tag + html.slice(at)
  return {
    html: live.replace(policyTag, (_, before: string, _policy, after: string) => before + policy + after),
    policy
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const policyTag = /(<meta\s+http-equiv="Content-Security-Policy"\s+content=")([^"]*)(")/i

/** For a page that somebody wrote without one. */
const strict =
  "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"

/** A browser has few connections to one server, and a hidden page needs none. */
const script = `(() => {
  const { version } = document.currentScript.dataset
  let source
  const listen = () => {
    source?.close()
    if (document.hidden) return
    source = new EventSource("${eventsAddress}")
    source.onmessage = ({ data }) => {
      if (data === version) return
      source.close()
      location.reload()
    }
  }
  document.addEventListener("visibilitychange", listen)
  listen()
})()`

const hash = `'sha256-${createHash("sha256").update(script).digest("base64")}'`

const widened = (policy: string): string => {
  const directives = new Map<string, ReadonlyArray<string>>()
  for (const directive of policy.split(";")) {
    const [name, ...sources] = directive.trim().split(/\s+/)
    if (name !== undefined && name !== "") directives.set(name.toLowerCase(), sources)
  }
  const widen = (name: string, source: string): void => {
    const sources = directives.get(name) ?? directives.get("default-src") ?? []
    directives.set(name, [...sources.filter((it) => it !== "'none'"), source])
  }
  widen("script-src", hash)
  widen("connect-src", "'self'")
  return [...directives].map((directive) => directive.flat().join(" ")).join("; ")
}
