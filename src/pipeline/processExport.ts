/**
 * The main job: from an export to a site, every window a tracked run.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { fingerprint } from "../domain/Fingerprint.js"
import type { Spent } from "../domain/Run.js"
import type { Window } from "../domain/Window.js"
import { isUntouched } from "../site/frontMatter.js"
import * as SitePrices from "../site/SitePrices.js"
import { SiteStore } from "../site/SiteStore.js"
import { putAside, setAside } from "../site/setAside.js"
import type { Survey } from "../sources/Source.js"
import type { Published } from "../stages/publish.js"
import { windows } from "../stages/window.js"
import * as Budget from "../tracking/Budget.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import { Scrub } from "../tracking/errorText.js"
import { Prices } from "../tracking/Prices.js"
import * as RunTracking from "../tracking/RunTracking.js"
import { Writer } from "../writers/Writer.js"
import { checkpoints, decide, inputOf, type Parts, postPath } from "./checkpoint.js"
import { Engine, type EngineOptions } from "./Engine.js"
import { type ExportOptions, type Opened, openExport } from "./openExport.js"
import { namesForgotten, type OpenSite, openSite, rememberExport } from "./openSite.js"
import { renderSite } from "./renderSite.js"
import { resultOf, runWindow, type WindowResult } from "./runWindow.js"
import type * as Stage from "./Stage.js"
import { CurrentChat } from "./standard.js"
import { type Counts, makeTally, type Tally } from "./tally.js"

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
  /** Told when another process is at work on the site, with its pid where that is known. */
  readonly onWait?: (holder: number | null) => Effect.Effect<void>
  /** Told when the export has been read through once and the site is ours. */
  readonly onSurvey?: (survey: Survey) => Effect.Effect<void>
  /** Told of each window as it ends, in order. */
  readonly onWindow?: (result: WindowResult) => Effect.Effect<void>
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
  readonly message: string
}> {}

/** From windows to published posts, such as `standard`. */
export interface WindowPipeline<E, R> {
  readonly stages: ReadonlyArray<Stage.Any>
  readonly run: (window: Window) => Effect.Effect<Published, E, R>
}

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

    const prices = yield* SitePrices.load
    const { moved, pages, spent, tally } = yield* Effect.gen(function* () {
      const { isWhole, refused, tally } = yield* runWindows(pipeline, opened, site, options)
      const moved = isWhole ? yield* replaceOthers(tally, site, survey) : 0
      const pages = yield* renderSite({
        ...site,
        refresh: options.refresh === "site" || options.refresh === everything,
        force: options.force ?? false
      })
      yield* CurrentRun.rowsIn(tally.messages)
      yield* CurrentRun.rowsOut(tally.counts.written + tally.counts.degraded)
      yield* judge(tally, isWhole, refused, options)
      return { tally, moved, pages, spent: yield* CurrentRun.spent }
    }).pipe(
      RunTracking.track({
        stage: "process",
        kind: "process",
        configHash: fingerprint({ ...(yield* fixedParts(pipeline.stages)), ...opened.settings }),
        options: JSON.stringify({ export: yield* rememberExport(options.export), ...opened.settings })
      }),
      Effect.withSpan("process"),
      Effect.provideService(CurrentChat, {
        pseudonyms: site.pseudonyms,
        attachment: opened.chat.attachment
      }),
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
      edited: [...tally.edited.map(postPath), ...pages.edited],
      warnings: [...survey.warnings, ...pages.warnings, ...movedLine(moved)]
    }
    return summary
  }).pipe(Effect.scoped)

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
        message: `there is no stage "${refresh}" to refresh; there are ${names.join(", ")}`
      })
}

/** The parts of a fingerprint that all windows share. */
export const fixedParts = (stages: ReadonlyArray<Stage.Any>): Effect.Effect<Parts> =>
  Effect.map(Effect.serviceOption(Writer), (writer) => ({
    ...(Option.isSome(writer) ? { writer: `${writer.value.name} ${writer.value.version}` } : {}),
    ...Object.fromEntries(stages.map(({ name, version }) => [`stage ${name}`, version]))
  }))

/**
 * Runs the windows that need it. `isWhole` tells whether each of them came to its own end, `refused` why
 * a call of a language model was not made.
 */
const runWindows = <E, R>(
  pipeline: WindowPipeline<E, R>,
  { messages, range, spec, zone }: Opened,
  site: OpenSite,
  { force = false, refresh, ...options }: ProcessOptions
) =>
  Effect.gen(function* () {
    const engine = yield* Engine
    const fixed = yield* fixedParts(pipeline.stages)
    const known = checkpoints(site.worked)
    const choices = { refresh: refresh !== undefined && refresh !== "site", force, taken: range }
    const tally = makeTally()
    let [read, ended] = [0, 0]
    let [readAll, interrupted] = [false, false]
    const all = windows(
      spec,
      zone
    )(messages).pipe(
      Stream.tap(() => Effect.sync(() => read++)),
      Stream.concat(Stream.execute(Effect.sync(() => (readAll = true))))
    )
    const program = runWindow({
      run: pipeline.run,
      input: (window) =>
        inputOf(
          window,
          { message: site.pseudonyms.message, people: site.people },
          fixed,
          known.get(window.key)
        ),
      decide: (window, input) =>
        Effect.tap(decide(window, input, known.get(window.key), choices), ({ work }) =>
          work && force ? makeRoom(window) : Effect.void
        )
    })
    const budget = options.budget === undefined ? null : yield* Budget.make(options.budget)
    const spent = yield* Deferred.make<void>()
    const limited = (window: Window) =>
      budget === null
        ? program(window)
        : program(window).pipe(
            Effect.provideService(Budget.Budget, budget),
            Effect.ensuring(
              Effect.flatMap(budget.refused, (refusal) =>
                refusal === null ? Effect.void : Deferred.succeed(spent, undefined)
              )
            )
          )
    const finished = engine.run(all, limited, {
      concurrency: options.concurrency ?? 1,
      maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
      stop: Effect.raceFirst(options.stop ?? Effect.never, Deferred.await(spent)),
      ...(options.halt === undefined ? {} : { halt: options.halt })
    })
    yield* Stream.runForEach(finished, (one) => {
      const result = resultOf(one)
      ended++
      interrupted ||= Exit.isInterrupted(one.exit)
      tally.add(result)
      return options.onWindow?.(result) ?? Effect.void
    })
    return {
      tally: tally.get(),
      isWhole: readAll && ended === read && !interrupted,
      refused: yield* budget?.refused ?? Effect.succeed(null)
    }
  })

/** Keeps what somebody wrote into a post that is about to be replaced. */
export const makeRoom = Effect.fnUntraced(function* ({ key }: Window) {
  const store = yield* SiteStore
  const text = yield* store.read(postPath(key))
  if (text !== null && !isUntouched(text)) yield* putAside(postPath(key), text)
})

/** Moves the posts of other windows, zones and names that this run has replaced out of the way. */
const replaceOthers = Effect.fnUntraced(function* (tally: Tally, site: OpenSite, { zone }: Survey) {
  const moved = yield* setAside({
    ...(site.forgetNames ? { keys: tally.current, spans: null } : tally),
    known: site.posts,
    zone
  })
  if (site.forgetNames) yield* namesForgotten
  return moved
})

const movedLine = (moved: number): ReadonlyArray<string> =>
  moved === 0
    ? []
    : [
        `${moved === 1 ? "1 post" : `${moved} posts`} of an earlier run with other windows or names: now in .egregora/replaced`
      ]

/** What the windows' ends mean for the whole. */
const judge = (
  { counts, firstFailure, keys }: Tally,
  isWhole: boolean,
  refused: Budget.Refusal | null,
  { maxFailures = Number.POSITIVE_INFINITY }: ProcessOptions
): Effect.Effect<void, ProcessError> => {
  const first =
    firstFailure === null ? "" : `${firstFailure.name} (${firstFailure.key}): ${firstFailure.error}`
  if (refused !== null) {
    return new ProcessError({
      reason: "Budget",
      message: `${refused.message}; the next \`process\` goes on from there`
    })
  }
  if (counts.failed > maxFailures) {
    const what =
      maxFailures === 0
        ? "stopped at the first window that failed"
        : `stopped after ${counts.failed} failures; the first`
    return new ProcessError({ reason: "Failures", message: `${what}, ${first}` })
  }
  if (!isWhole) {
    return new ProcessError({
      reason: "Stopped",
      message: `stopped after ${keys.size} windows; the next \`process\` goes on from there`
    })
  }
  if (counts.failed > 0 && counts.failed + counts.empty === keys.size) {
    return new ProcessError({ reason: "Nothing", message: `no window could be written; the first, ${first}` })
  }
  const reasons = [
    ...(counts.failed === 0 ? [] : [`${counts.failed} of ${keys.size} windows failed`]),
    ...(counts.degraded === 0 ? [] : [`${counts.degraded} of ${keys.size} windows are degraded`])
  ]
  return Effect.forEach(reasons, CurrentRun.degrade, { discard: true })
}
