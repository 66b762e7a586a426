/**
 * What the server of the preview answers.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"
import mime from "mime"
import parseRange from "range-parser"
import { findFile, type Served } from "./findFile.js"
import { eventsAddress, livePage } from "./livePage.js"

/** A site, and its version as far as pages care: another one means that they load themselves again. */
export interface Previewed extends Served {
  readonly version: SubscriptionRef.SubscriptionRef<string>
}

/**
 * Answers a request for a file of a site. Only who names this machine as the host is answered: a page on the
 * web whose name was turned to this machine's address is not.
 */
export const previewApp = Effect.fn("preview.answer")(function* (site: Previewed) {
  const request = yield* HttpServerRequest.HttpServerRequest
  const [address = ""] = request.url.split(/[?#]/)
  if (!isThisMachine(request.headers["host"] ?? "")) {
    return text(403, "This preview answers on 127.0.0.1 and localhost alone.\n")
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return HttpServerResponse.setHeader(text(405, "A preview can only be read.\n"), "allow", "GET, HEAD")
  }
  if (address === eventsAddress) return events(site)
  const found = yield* findFile(address, site)
  // Browsers ask for an icon that no page names, and complain in their console where there is none.
  if (found === null && address === "/favicon.ico") return HttpServerResponse.empty({ status: 204, headers })
  if (found === null) return yield* missing(site, address)
  if (found._tag === "Folder") {
    return HttpServerResponse.empty({ status: 308, headers: { ...headers, location: `${address}/` } })
  }
  const path = yield* Path.Path
  // Some systems take capitals for the same letters.
  const isSent = /^media[/\\]/i.test(path.relative(site.root, found.path))
  return /\.html$/i.test(found.path) && !isSent
    ? yield* page(site, found.path, 200)
    : yield* file(found.path, found.size, request.headers)
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** For every answer: it is what it says, nobody else's page may use it, and it is asked for anew each time. */
const headers = {
  "cache-control": "no-store",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY"
}

/** For what is no page of ours: it may show itself, and run nothing. */
const inert =
  "default-src 'self'; script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** With any port, for it may have been forwarded from another machine's. */
const isThisMachine = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host)

const text = (status: number, body: string) =>
  HttpServerResponse.text(body, { status, headers: { ...headers, "content-security-policy": inert } })

const events = ({ version }: Previewed) =>
  HttpServerResponse.stream(
    version.changes.pipe(
      Stream.map((now) => `data: ${now}\n\n`),
      Stream.encodeText
    ),
    { contentType: "text/event-stream", headers }
  )

const live = Effect.fnUntraced(function* ({ version }: Previewed, html: string, status: number) {
  const { html: body, policy } = livePage(html, yield* SubscriptionRef.get(version))
  return HttpServerResponse.text(body, {
    status,
    contentType: "text/html; charset=utf-8",
    headers: { ...headers, "content-security-policy": `${policy}; frame-ancestors 'none'` }
  })
})

const page = Effect.fnUntraced(function* (site: Previewed, path: string, status: number) {
  const html = yield* Effect.flatMap(FileSystem.FileSystem, (fs) => fs.readFileString(path))
  return yield* live(site, html, status)
})

/** The site's own page for what is not there, else one that comes back to life when there is something. */
const missing = Effect.fnUntraced(function* (site: Previewed, address: string) {
  const own = yield* findFile("/404.html", site)
  if (own?._tag === "File") return yield* page(site, own.path, 404)
  const words =
    address === "/"
      ? "There is no page here yet. It shows itself when <code>egregora process</code> has made it."
      : "There is no such page on this site."
  return yield* live(
    site,
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Not found</title>\n</head>\n<body>\n<p>${words}</p>\n</body>\n</html>\n`,
    404
  )
})

/** A file, or the part of it that a player asked for. */
const file = Effect.fnUntraced(function* (
  path: string,
  size: number,
  asked: Readonly<Record<string, string | undefined>>
) {
  const fs = yield* FileSystem.FileSystem
  const common = { ...headers, "accept-ranges": "bytes", "content-security-policy": inert }
  const range = asked["range"]
  // Without a validator nobody can say that a part belongs to what they have.
  const ranges = range === undefined || asked["if-range"] !== undefined ? -2 : parseRange(size, range)
  if (ranges === -1) {
    return HttpServerResponse.empty({
      status: 416,
      headers: { ...common, "content-range": `bytes */${size}` }
    })
  }
  const [part, ...others] = ranges === -2 || ranges.type !== "bytes" ? [] : ranges
  const isPart = part !== undefined && others.length === 0
  const [start, end] = isPart ? [part.start, part.end] : [0, size - 1]
  const length = end - start + 1
  return HttpServerResponse.stream(fs.stream(path, { offset: start, bytesToRead: length }), {
    status: isPart ? 206 : 200,
    contentType: typeOf(path),
    contentLength: length,
    headers: { ...common, ...(isPart ? { "content-range": `bytes ${start}-${end}/${size}` } : {}) }
  })
})

const typeOf = (path: string): string => {
  const type = mime.getType(path) ?? "application/octet-stream"
  return /^text\/|\/(?:javascript|json|xml)$|\+xml$/.test(type) ? `${type}; charset=utf-8` : type
}
