/**
 * What `egregora preview` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { servePreview } from "../../../preview/previewServer.js"
import { previewSettings } from "../../settings/allSettings.js"
import { settingsOf } from "../../settings/findSettings.js"
import { settingsFileName } from "../../settings/settingsFile.js"
import { awaitSignal } from "../../signals.js"
import { findSite } from "../../site.js"
import { printableLine } from "../../terminal.js"
import { openBrowser } from "./openBrowser.js"

/** What `preview` was asked for. */
export interface PreviewWords {
  readonly folder: Option.Option<string>
  readonly port: Option.Option<string>
  readonly open: Option.Option<string>
}

/** Serves a site until somebody stops it, which is how it is meant to end. */
export const showSite = Effect.fn("preview")(function* (given: PreviewWords) {
  const folder = yield* findSite(given.folder)
  const { value } = yield* settingsOf(folder)
  const port = yield* value(previewSettings.port, given.port)
  const open = yield* value(previewSettings.open, given.open)
  const stopped = yield* awaitSignal
  const address = yield* servePreview({
    folder,
    withheld: [settingsFileName],
    ports: port === null ? usualPorts : [port]
  })
  yield* Console.log(address)
  yield* Console.error(`showing ${printableLine(folder)}; Ctrl-C ends it`)
  if (open && process.stdout.isTTY) yield* openBrowser(address)
  yield* stopped
}, Effect.scoped)

/** The first is the one that is documented. */
const usualPorts = Array.from({ length: 20 }, (_, next) => 4747 + next)
