/**
 * One window again, as it was run before.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Run } from "../domain/Run.js"
import { WindowSpec } from "../domain/Window.js"
import * as SitePrices from "../site/SitePrices.js"
import type { SiteSettings } from "../site/SiteSettings.js"
import { Scrub } from "../tracking/errorText.js"
import { Prices } from "../tracking/Prices.js"
import { inputOf } from "./checkpoint.js"
import { againWhereNamesChanged } from "./knownPeople.js"
import { obey } from "./obey.js"
import { type ExportOptions, openExport, pathsOf } from "./openExport.js"
import { exportsOfSite, openSite } from "./openSite.js"
import { renderSite } from "./renderSite.js"
import type { WindowResult } from "./runWindow.js"
import { runWindows, type WindowPipeline } from "./runWindows.js"
import { CurrentChat, currentChat } from "./standard.js"

/** A window that cannot be run again as it was. `message` is one line that says why. */
export class ReplayError extends Data.TaggedError("ReplayError")<{ readonly message: string }> {}

/** What to run again. */
export interface ReplayOptions {
  /** The run of a window. */
  readonly run: Run
  /** The `process` that it was part of: its options are used. */
  readonly process: Run
  /** Whether a post that was edited by hand is replaced. */
  readonly force: boolean
  /** What the site's own person says of it, for its pages. Default: nothing. */
  readonly settings?: SiteSettings
  /** Told when another process is at work on the site, with its pid where that is known. */
  readonly onWait: (holder: number | null) => Effect.Effect<void>
}

/**
 * Runs a window again with the options of its `process`, whether or not there is anything to do, and
 * renders the pages. The new run is a child of the old one. The export must still hold the same messages
 * in this window; stages and writer are those of now.
 */
export const replay = <E, R>(
  pipeline: WindowPipeline<E, R>,
  { run, process, settings, force, onWait }: ReplayOptions
) =>
  Effect.gen(function* () {
    const { window: known } = run
    if (run.kind !== "window" || known === null) {
      return yield* new ReplayError({
        message: `run ${run.runId} is of no window; only windows are replayed`
      })
    }
    const used = Option.getOrNull(decodeOptions(process.options))
    if (used === null) {
      return yield* new ReplayError({
        message: `it is not known with which options run ${run.runId} was made; \`egregora process --refresh\` does all windows again`
      })
    }
    const remembered = (yield* exportsOfSite)[used.export]
    if (remembered === undefined) {
      return yield* new ReplayError({
        message: `it is not known which export run ${run.runId} was made from: .egregora/exports.json does not name it`
      })
    }
    const { chat, name, path } = remembered
    const { dateOrder, from, until, window, zone, realNames } = used
    const opened = yield* openExport({
      export: path,
      zone,
      window,
      realNames,
      reading: {
        ...(dateOrder === null ? {} : { dateOrder }),
        ...(name === null ? {} : { name }),
        ...(chat === null ? {} : { chat })
      },
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until })
    })
    const site = yield* openSite(opened.chat.survey, { realNames, onWait })
    const { withhold } = yield* obey(opened, site.wishes)
    const found = yield* Stream.runHead(
      Stream.filter(opened.windows(withhold(opened.chat.messages)), ({ key }) => key === known.key)
    )
    if (Option.isNone(found)) return yield* changed(path, known.key, "is not in it any more")
    const hiding = { message: site.pseudonyms.message, people: site.people }
    const { parts } = inputOf(found.value, hiding, {}, undefined)
    for (const part of ["messages", "context"]) {
      if (parts[part] !== run.parts?.[part]) {
        return yield* changed(path, known.key, "has other messages now")
      }
    }

    const results: Array<WindowResult> = []
    const again = runWindows(pipeline, site, {
      windows: Stream.make(found.value),
      range: opened.range,
      refresh: true,
      force,
      replayed: run,
      onWindow: (window) =>
        Effect.sync(() => {
          results.push(window)
        })
    })
    yield* again.pipe(
      Effect.zipRight(renderSite({ ...site, settings, refresh: false, force })),
      Effect.provideService(CurrentChat, currentChat(site.pseudonyms, opened.chat.attachment)),
      Effect.provideService(Scrub, site.pseudonyms.text),
      Effect.provideService(Prices, yield* SitePrices.load)
    )
    return results[0] ?? null
  }).pipe(Effect.scoped, againWhereNamesChanged)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const ProcessSettings = Schema.Struct({
  /** The name under which the site remembers the export. */
  export: Schema.String,
  zone: Schema.TimeZone,
  dateOrder: Schema.NullOr(Schema.Literal("day-first", "month-first", "year-first")),
  window: WindowSpec,
  from: Schema.NullOr(Schema.Number),
  until: Schema.NullOr(Schema.Number),
  realNames: Schema.Boolean
})

const decodeOptions = (options: string | null) =>
  Schema.decodeUnknownOption(Schema.parseJson(ProcessSettings))(options)

const changed = (path: ExportOptions["export"], key: string, how: string) => {
  const paths = pathsOf(path)
  return new ReplayError({
    message: `${paths.join(", ")} ${paths.length === 1 ? "has" : "have"} changed: window ${key} ${how}; \`egregora process\` takes ${paths.length === 1 ? "it as it is" : "them as they are"}`
  })
}
