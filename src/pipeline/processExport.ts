/**
 * The main job: from an export to a site, every window a tracked run.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { fingerprint } from "../domain/Fingerprint.js"
import type { Spent } from "../domain/Run.js"
import { headLength, isKnown } from "../site/pictures/withoutMetadata.js"
import { markdownPath } from "../site/postPath.js"
import * as SitePrices from "../site/SitePrices.js"
import type { SiteSettings } from "../site/SiteSettings.js"
import { SiteStore } from "../site/SiteStore.js"
import { type SetAside, setAside } from "../site/setAside.js"
import type { Survey } from "../sources/Source.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import { Scrub } from "../tracking/errorText.js"
import { Prices } from "../tracking/Prices.js"
import * as RunTracking from "../tracking/RunTracking.js"
import type { EngineOptions } from "./Engine.js"
import { againWhereNamesChanged } from "./knownPeople.js"
import { type Obeyed, obey } from "./obey.js"
import { type ExportOptions, openExport } from "./openExport.js"
import { namesForgotten, type OpenSite, openSite, rememberExport } from "./openSite.js"
import { renderSite } from "./renderSite.js"
import type { WindowResult } from "./runWindow.js"
import { fixedParts, runWindows, type WindowPipeline, type WindowsEnd } from "./runWindows.js"
import type * as Stage from "./Stage.js"
import { CurrentChat, currentChat } from "./standard.js"
import type { Counts, Tally } from "./tally.js"

/** What to process and how. Everything but the export has a default. */
export interface ProcessOptions extends ExportOptions, Partial<EngineOptions> {
  /**
   * The stages to run again although nothing changed; `all` for every one. Between stages nothing is
   * kept, so any stage of a window means the whole window; `site` means the pages alone. Default: none.
   */
  readonly refresh?: string
  /** Whether files that were edited by hand are replaced; they go to `.egregora/replaced`. Default: false. */
  readonly force?: boolean
  /** The most that calls of language models may cost, in US dollars. Default: no limit. */
  readonly budget?: number
  /** What the site's own person says of it, for its pages. Default: nothing. */
  readonly settings?: SiteSettings
  /** Told when another process is at work on the site, with its pid where that is known. */
  readonly onWait?: (holder: number | null) => Effect.Effect<void>
  /** Told when the export has been read through once and the site is ours. */
  readonly onSurvey?: (survey: Survey) => Effect.Effect<void>
  /** Told of each window as it ends, in order. */
  readonly onWindow?: (result: WindowResult) => Effect.Effect<void>
  /** Told of each picture that was made smaller, or could not be: how many are done, and of how many. */
  readonly onPicture?: (done: number, all: number) => Effect.Effect<void>
}

/** What was done. */
export interface Summary {
  /** Messages that were taken. */
  readonly messages: number
  /** Windows by how they ended. */
  readonly windows: Counts
  /** What calls of language models took; null where none was called. */
  readonly spent: Spent | null
  /** Posts in the site now. */
  readonly posts: number
  readonly seconds: number
  /** The path of the home page. */
  readonly home: string
  /** What people asked for in the chat and got, in numbers; null where nobody asked for anything. */
  readonly obeyed: Obeyed | null
  /** Files that were edited by hand and kept as they are. */
  readonly edited: ReadonlyArray<string>
  /** What the user should know, a line each. */
  readonly warnings: ReadonlyArray<string>
}

/**
 * A `process` that gave no blog, or ended before its last window. `message` is one line.
 * - `Options`: what it was asked for cannot be done.
 * - `Nothing`: no window could be written.
 * - `Failures`: more windows failed than may.
 * - `Budget`: a call was not made because the budget might have been passed. The next one goes on from there.
 * - `Stopped`: it was told to stop. The next one goes on from there.
 */
export class ProcessError extends Data.TaggedError("ProcessError")<{
  readonly reason: "Options" | "Nothing" | "Failures" | "Budget" | "Stopped"
  /** Windows by how they ended; null where none was begun. */
  readonly windows: Counts | null
  readonly message: string
}> {}

/**
 * Processes an export with a pipeline.
 *
 * Nothing is written before the export has been read through once. One process at a time works on a
 * site, and a second one waits. A window whose work an earlier run did is skipped. A window that fails is
 * counted in the summary and is no error here, unless nothing was written or more failed than may.
 * Whatever happens to windows, and when the work is stopped, the site that is left shows all posts that
 * were written.
 */
export const processExport = <E, R>(pipeline: WindowPipeline<E, R>, options: ProcessOptions) =>
  Effect.gen(function* () {
    const started = yield* Clock.currentTimeMillis
    yield* checkRefresh(options.refresh, pipeline.stages)
    const opened = yield* openExport(options)
    const { survey } = opened.chat
    const site = yield* openSite(survey, {
      realNames: options.realNames ?? false,
      onWait: options.onWait ?? (() => Effect.void)
    })
    yield* options.onSurvey?.(survey) ?? Effect.void
    const { forgotten, obeyed, warnings, withhold } = yield* obey(opened, site.wishes)

    const prices = yield* SitePrices.load
    const { others, pages, spent, tally } = yield* Effect.gen(function* () {
      const force = options.force ?? false
      const end = yield* runWindows(pipeline, site, {
        ...options,
        windows: opened.windows(withhold(opened.chat.messages)),
        range: opened.range,
        refresh: options.refresh !== undefined && options.refresh !== "site",
        force
      })
      const { tally } = end
      const others = end.isWhole ? yield* replaceOthers(tally, site, survey, force) : nothingMoved
      const pages = yield* renderSite({
        ...site,
        settings: options.settings,
        refresh: options.refresh === "site" || options.refresh === everything,
        force,
        onPicture: options.onPicture
      })
      yield* CurrentRun.rowsIn(tally.messages)
      yield* CurrentRun.rowsOut(tally.counts.written + tally.counts.degraded)
      yield* judge(end, options)
      return { tally, others, pages, spent: yield* CurrentRun.spent }
    }).pipe(
      RunTracking.track({
        stage: "process",
        kind: "process",
        configHash: fingerprint({ ...(yield* fixedParts(pipeline.stages)), ...opened.settings }),
        options: JSON.stringify({ export: yield* rememberExport(options), ...opened.settings })
      }),
      Effect.withSpan("process"),
      Effect.provideService(CurrentChat, currentChat(site.pseudonyms, opened.chat.attachment)),
      Effect.provideService(Scrub, site.pseudonyms.text),
      Effect.provideService(Prices, prices)
    )

    const summary: Summary = {
      messages: tally.messages,
      windows: tally.counts,
      spent,
      posts: pages.posts,
      seconds: ((yield* Clock.currentTimeMillis) - started) / 1000,
      home: pages.home,
      // Where names had to go, the posts that were edited went too: see `replaceOthers`.
      edited: [
        ...(site.forgetNames ? [] : [...tally.edited, ...others.edited].map(markdownPath)),
        ...pages.edited
      ],
      obeyed: obeyed(),
      warnings: [
        ...survey.warnings,
        ...warnings,
        ...forgottenLine(forgotten.filter((key) => !tally.current.has(key)).length),
        ...pages.warnings,
        ...movedLine(others.moved),
        ...absentLine(site, tally),
        ...(yield* uncleaned(tally))
      ]
    }
    return summary
  }).pipe(Effect.scoped, againWhereNamesChanged)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** What `refresh` says for every stage. */
const everything = "all"

const checkRefresh = (
  refresh: string | undefined,
  stages: ReadonlyArray<Stage.Any>
): Effect.Effect<void, ProcessError> => {
  const names = [everything, ...stages.map(({ name }) => name), "site"]
  return refresh === undefined || names.includes(refresh)
    ? Effect.void
    : new ProcessError({
        reason: "Options",
        windows: null,
        message: `there is no stage "${refresh}" to refresh; there are ${names.join(", ")}`
      })
}

/** Moves the posts of other windows, zones and names that this run has replaced out of the way. */
const replaceOthers = Effect.fnUntraced(function* (
  tally: Tally,
  site: OpenSite,
  { zone }: Survey,
  force: boolean
) {
  const others = yield* setAside({
    ...(site.forgetNames ? { keys: tally.current, spans: null } : tally),
    force: force || site.forgetNames,
    known: site.posts,
    zone
  })
  if (site.forgetNames) yield* namesForgotten
  return others
})

const nothingMoved: SetAside = { moved: 0, edited: [] }

const movedLine = (moved: number): ReadonlyArray<string> =>
  moved === 0
    ? []
    : [
        `${moved === 1 ? "1 post" : `${moved} posts`} of an earlier run with other windows or names: now in .egregora/replaced`
      ]

const forgottenLine = (gone: number): ReadonlyArray<string> =>
  gone === 0
    ? []
    : [
        `${gone === 1 ? "1 post" : `${gone} posts`} that showed what somebody took back in the chat: removed, and not made again, for nothing else is left of those times, or the messages that were taken now do not reach them`
      ]

/** Told when posts were written, as what it may concern was. */
const absentLine = ({ absent }: OpenSite, { counts }: Tally): ReadonlyArray<string> =>
  absent === 0 || counts.written + counts.degraded === 0
    ? []
    : [
        `${absent === 1 ? "1 name" : `${absent} names`} of people that this blog knew ${absent === 1 ? "is" : "are"} not in what was given now, and would not be found in its texts; give the earlier exports with it`
      ]

/**
 * What of the media of the site says more than it shows, as far as anybody knows; told when posts were
 * written.
 */
const uncleaned = Effect.fnUntraced(function* ({ counts }: Tally) {
  if (counts.written + counts.degraded === 0) return []
  const store = yield* SiteStore
  let files = 0
  for (const name of yield* store.list("media")) {
    if (!isKnown(yield* store.start(`media/${name}`, headLength))) files++
  }
  if (files === 0) return []
  const [what, they] =
    files === 1
      ? ["1 file of a kind that cannot be cleaned was copied as it is", "it"]
      : [`${files} files of kinds that cannot be cleaned were copied as they are`, "they"]
  return [`${what}: ${they} may say where, when and by whom ${they} ${files === 1 ? "was" : "were"} made`]
})

/** What the windows' ends mean for the whole. */
const judge = (
  { isWhole, refused, tally: { counts, firstFailure, keys } }: WindowsEnd,
  { maxFailures = Number.POSITIVE_INFINITY }: ProcessOptions
): Effect.Effect<void, ProcessError> => {
  const first =
    firstFailure === null ? "" : `${firstFailure.name} (${firstFailure.key}): ${firstFailure.error}`
  if (refused !== null) {
    return new ProcessError({
      reason: "Budget",
      windows: counts,
      message: `${refused.message}; the next \`process\` goes on from there`
    })
  }
  if (counts.failed > maxFailures) {
    const what =
      maxFailures === 0
        ? "stopped at the first window that failed"
        : `stopped after ${counts.failed} failures; the first`
    return new ProcessError({ reason: "Failures", windows: counts, message: `${what}, ${first}` })
  }
  if (!isWhole) {
    return new ProcessError({
      reason: "Stopped",
      windows: counts,
      message: `stopped after ${keys.size} windows; the next \`process\` goes on from there`
    })
  }
  if (counts.failed > 0 && counts.failed + counts.empty === keys.size) {
    return new ProcessError({
      reason: "Nothing",
      windows: counts,
      message: `no window could be written; the first, ${first}`
    })
  }
  const reasons = [
    ...(counts.failed === 0 ? [] : [`${counts.failed} of ${keys.size} windows failed`]),
    ...(counts.degraded === 0 ? [] : [`${counts.degraded} of ${keys.size} windows are degraded`])
  ]
  return Effect.forEach(reasons, CurrentRun.degrade, { discard: true })
}
