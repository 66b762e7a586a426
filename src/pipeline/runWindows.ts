/**
 * The windows of a `process`, each if it needs it.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Run } from "../domain/Run.js"
import type { Window } from "../domain/Window.js"
import { isUntouched } from "../site/frontMatter.js"
import { markdownPath } from "../site/postPath.js"
import { SiteStore } from "../site/SiteStore.js"
import { putAside } from "../site/setAside.js"
import type { ExportError } from "../sources/Source.js"
import type { Published } from "../stages/publish.js"
import * as Budget from "../tracking/Budget.js"
import { Writer } from "../writers/Writer.js"
import { type Choices, checkpoints, decide, inputOf, type Parts } from "./checkpoint.js"
import { Engine, type EngineOptions } from "./Engine.js"
import type { OpenSite } from "./openSite.js"
import {
  isSkipped,
  type Judged,
  nameOf,
  resultOf,
  runWindow,
  type WindowResult,
  type Worked
} from "./runWindow.js"
import type * as Stage from "./Stage.js"
import { makeTally, type Tally } from "./tally.js"

/** From windows to published posts, such as `standard`. */
export interface WindowPipeline<E, R> {
  readonly stages: ReadonlyArray<Stage.Any>
  readonly run: (window: Window) => Effect.Effect<Published, E, R>
}

/** Which windows, and how. */
export interface WindowsOptions extends Partial<EngineOptions>, Choices {
  readonly windows: Stream.Stream<Window, ExportError>
  /** The most that calls of language models may cost, in US dollars. Default: no limit. */
  readonly budget?: number
  /** The run of which these repeat the work, and which is their parent. Default: none. */
  readonly replayed?: Run
  /** Told of each window as it ends, in order. */
  readonly onWindow?: (result: WindowResult) => Effect.Effect<void>
}

/** What became of the windows. */
export interface WindowsEnd {
  readonly tally: Tally
  /** Whether each of them came to its own end. */
  readonly isWhole: boolean
  /** Why a call of a language model was not made, if one was not: from there on no window was begun. */
  readonly refused: Budget.Refusal | null
}

/**
 * Runs the windows that need it; the others are runs too, which say why they had nothing to do. Those
 * never reach the engine, whose care costs more than their work.
 */
export const runWindows = <E, R>(
  pipeline: WindowPipeline<E, R>,
  site: OpenSite,
  { windows, replayed, ...options }: WindowsOptions
) =>
  Effect.gen(function* () {
    const engine = yield* Engine
    const fixed = yield* fixedParts(pipeline.stages)
    const known = checkpoints(site.worked)
    const hiding = { message: site.pseudonyms.message, people: site.people }
    const tally = makeTally()
    let [read, ended] = [0, 0]
    let [readAll, interrupted] = [false, false]
    const told = inOrder((result) => {
      tally.add(result)
      return options.onWindow?.(result) ?? Effect.void
    })
    const end = (judged: Nth, exit: Exit.Exit<Worked, unknown>): Effect.Effect<void> => {
      ended++
      interrupted ||= Exit.isInterrupted(exit)
      return told.add(judged.nth, resultOf(judged, exit))
    }

    const judge = (window: Window) => {
      const input = inputOf(window, hiding, fixed, known.get(window.key))
      return Effect.map(
        Effect.exit(decide(window, input, known.get(window.key), options)),
        (decision): Nth => ({ window, input, decision, nth: read++ })
      )
    }
    const program = runWindow({
      run: (window) => Effect.zipRight(options.force ? makeRoom(window) : Effect.void, pipeline.run(window)),
      ...(replayed === undefined ? {} : { replayed })
    })
    const skipped = (judged: Nth) =>
      Effect.flatMap(Effect.exit(Effect.uninterruptible(program(judged))), (exit) => end(judged, exit))
    const needed = windows.pipe(
      Stream.mapEffect(judge),
      Stream.filterEffect((judged) =>
        isSkipped(judged) ? Effect.as(skipped(judged), false) : Effect.succeed(true)
      ),
      Stream.concat(Stream.execute(Effect.sync(() => (readAll = true))))
    )

    const { limited, refused, spent } = yield* limit(options.budget)
    const finished = engine.run(
      needed,
      (judged) => limited(Effect.withSpan(program(judged), nameOf(judged.window))),
      {
        concurrency: options.concurrency ?? 1,
        maxFailures: options.maxFailures ?? Number.POSITIVE_INFINITY,
        stop: Effect.raceFirst(options.stop ?? Effect.never, spent),
        ...(options.halt === undefined ? {} : { halt: options.halt })
      }
    )
    yield* Stream.runForEach(finished, ({ window, exit }) => end(window, exit))
    yield* told.rest
    const whole: WindowsEnd = {
      tally: tally.get(),
      isWhole: readAll && ended === read && !interrupted,
      refused: yield* refused
    }
    return whole
  })

/** The parts of a fingerprint that all windows share: the writer's version and the stages'. */
export const fixedParts = (stages: ReadonlyArray<Stage.Any>): Effect.Effect<Parts> =>
  Effect.map(Effect.serviceOption(Writer), (writer) => ({
    ...(Option.isSome(writer) ? { writer: `${writer.value.name} ${writer.value.version}` } : {}),
    ...Object.fromEntries(stages.map(({ name, version }) => [`stage ${name}`, version]))
  }))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** A window with its place among those that were read. */
interface Nth extends Judged {
  readonly nth: number
}

/** Tells results in the order of their windows, one at a time, in whatever order they come. */
const inOrder = (tell: (result: WindowResult) => Effect.Effect<void>) => {
  const waiting = new Map<number, WindowResult>()
  let next = 0
  let telling = false
  const tellNext: Effect.Effect<void> = Effect.suspend(() => {
    const result = waiting.get(next)
    telling = result !== undefined
    if (result === undefined) return Effect.void
    waiting.delete(next++)
    return Effect.zipRight(tell(result), tellNext)
  })
  return {
    add: (nth: number, result: WindowResult): Effect.Effect<void> =>
      Effect.suspend(() => {
        waiting.set(nth, result)
        return telling ? Effect.void : tellNext
      }),
    /** What waits for a window that was never begun. */
    rest: Effect.suspend(() =>
      Effect.forEach(
        [...waiting].sort(([a], [b]) => a - b),
        ([, result]) => tell(result),
        { discard: true }
      )
    )
  }
}

/** Holds work to a budget; `spent` completes when it has refused a call. */
const limit = Effect.fnUntraced(function* (dollars: number | undefined) {
  const spent = yield* Deferred.make<void>()
  const budget = dollars === undefined ? null : yield* Budget.make(dollars)
  const refused: Effect.Effect<Budget.Refusal | null> = budget?.refused ?? Effect.succeed(null)
  const tell = Effect.flatMap(refused, (refusal) =>
    refusal === null ? Effect.void : Deferred.succeed(spent, undefined)
  )
  return {
    refused,
    spent: Deferred.await(spent),
    limited: <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
      budget === null ? work : Effect.ensuring(Effect.provideService(work, Budget.Budget, budget), tell)
  }
})

/** Keeps what somebody wrote into a post that is about to be replaced. */
const makeRoom = Effect.fnUntraced(function* ({ key }: Window) {
  const store = yield* SiteStore
  const text = yield* store.read(markdownPath(key))
  if (text !== null && !isUntouched(text)) yield* putAside(markdownPath(key), text)
})
