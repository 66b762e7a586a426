/**
 * The server of the preview: this machine's own, for a browser on it.
 */
import { createServer } from "node:http"
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpServer from "@effect/platform/HttpServer"
import type { ServeError } from "@effect/platform/HttpServerError"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as SubscriptionRef from "effect/SubscriptionRef"
import { previewApp } from "./previewApp.js"
import { watchSite } from "./watchSite.js"

/** No port could be had. `message` is one line with what to do. */
export class PreviewError extends Data.TaggedError("PreviewError")<{ readonly message: string }> {}

/** What to show and where. */
export interface PreviewOptions {
  /** The folder of the site. */
  readonly folder: string
  /** Names in it that are nobody's to see. */
  readonly withheld: ReadonlyArray<string>
  /** The ports to try, in this order; 0 is any that is free. */
  readonly ports: ReadonlyArray<number>
}

/**
 * Serves a site for the length of the scope, on the loopback interface and nowhere else, and gives its address.
 * Pages that a browser shows load themselves again when they change.
 */
export const servePreview = Effect.fn("preview.serve")(function* ({
  folder,
  ports,
  withheld
}: PreviewOptions) {
  const fs = yield* FileSystem.FileSystem
  const root = yield* Effect.mapError(
    fs.realPath(folder),
    () => new PreviewError({ message: `${folder} cannot be read` })
  )
  const server = yield* listen(ports)
  // Another server may have shown its versions to the same pages on this port.
  const begun = yield* Clock.currentTimeMillis
  let count = 0
  const version = yield* SubscriptionRef.make(`${begun}.${count}`)
  yield* watchSite(
    root,
    SubscriptionRef.update(version, () => `${begun}.${++count}`)
  )
  yield* HttpServer.serveEffect(previewApp({ root, withheld, version })).pipe(
    Effect.provideService(HttpServer.HttpServer, server)
  )
  const { address } = server
  return `http://${loopback}:${address._tag === "TcpAddress" ? address.port : 0}/`
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const loopback = "127.0.0.1"

const listen = Effect.fnUntraced(function* (ports: ReadonlyArray<number>) {
  const attempts = ports.map((port) => listenOn(port))
  return yield* Effect.mapError(Effect.firstSuccessOf(attempts), (error) => {
    const code = codeOf(error)
    const [first = 0] = ports
    const which =
      ports.length === 1 ? `port ${first} of ${loopback}` : `each port from ${first} to ${ports.at(-1)}`
    const why =
      code === "EADDRINUSE"
        ? "is in use"
        : code === "EACCES"
          ? "is not yours to use"
          : `cannot be had: ${code}`
    return new PreviewError({ message: `${which} ${why}; name another with --port, as --port 0 for any` })
  })
})

const listenOn = Effect.fnUntraced(function* (port: number) {
  const node = createServer()
  const server = yield* NodeHttpServer.make(() => node, { port, host: loopback })
  // A browser keeps its connections; nobody waits for them at the end.
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      node.close()
      node.closeAllConnections()
    })
  )
  return server
})

const codeOf = ({ cause }: ServeError): string =>
  Predicate.hasProperty(cause, "code") ? String(cause.code) : String(cause)
