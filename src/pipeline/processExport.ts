/**
 * The main job: from an export to a site, every window a tracked run.
 */
import * as Chunk from "effect/Chunk"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { fingerprint } from "../domain/Fingerprint.js"
import * as Pseudonym from "../domain/Pseudonym.js"
import { defaultWindowSpec, type Window, type WindowSpec } from "../domain/Window.js"
import { prepareFolder } from "../site/prepareFolder.js"
import * as Site from "../site/Site.js"
import { SiteStore } from "../site/SiteStore.js"
import { type Covered, setAside } from "../site/setAside.js"
import { type Chat, Source, type Survey } from "../sources/Source.js"
import { loadKey } from "../stages/privacy.js"
import type { Published } from "../stages/publish.js"
import { windows } from "../stages/window.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import { Scrub } from "../tracking/errorText.js"
import * as RunTracking from "../tracking/RunTracking.js"
import { Writer } from "../writers/Writer.js"
import { Engine, type EngineOptions } from "./Engine.js"
import * as Pipeline from "./Pipeline.js"
import { resultOf, runWindow, type WindowResult } from "./runWindow.js"
import type * as Stage from "./Stage.js"
import { CurrentChat } from "./standard.js"

/** What to process and how. Everything but the export has a default. */
export interface ProcessOptions extends Partial<EngineOptions> {
  /** The path of the export. */
  readonly export: string
  /** The zone of the phone that made the export. Default: the machine's. */
  readonly zone?: DateTime.TimeZone
  /** Default: one day to a window. */
  readonly window?: WindowSpec
  /** The first instant to take, in milliseconds since the epoch. Default: the chat's first. */
  readonly from?: number
  /** The instant before which to stop, in milliseconds since the epoch. Default: none. */
  readonly until?: number
  /** Whether real names stay in the posts. Default: false. */
  readonly realNames?: boolean
  /** Told when the export has been read through once and the site's folder is ready. */
  readonly onSurvey?: (survey: Survey) => Effect.Effect<void>
  /** Told of each window as it ends, in order. */
  readonly onWindow?: (result: WindowResult) => Effect.Effect<void>
}

/** What was done. */
export interface Summary {
  /** Messages that were taken. */
  readonly messages: number
  /** Windows by how they ended. */
  readonly written: number
  readonly failed: number
  readonly skipped: number
  /** Posts in the site now. */
  readonly posts: number
  readonly seconds: number
  /** The path of the home page. */
  readonly home: string
  /** What the user should know, a line each. */
  readonly warnings: ReadonlyArray<string>
}

/** A `process` that gave no blog, or was told to stop. `message` is one line. */
export class ProcessError extends Data.TaggedError("ProcessError")<{ readonly message: string }> {}

/**
 * Processes an export with a pipeline from windows to published posts, such as `standard`.
 *
 * Nothing is written before the export has been read through once. A window that fails is counted in
 * the summary and is no error here, unless nothing was written or `failFast` was asked for. Whatever
 * happens to windows, the site that is left shows all posts that were written.
 */
export const processExport = <E, R>(
  pipeline: {
    readonly stages: ReadonlyArray<Stage.Any>
    readonly run: (window: Window) => Effect.Effect<Published, E, R>
  },
  options: ProcessOptions
) =>
  Effect.gen(function* () {
    const started = yield* Clock.currentTimeMillis
    const zone = options.zone ?? DateTime.zoneMakeLocal()
    const source = yield* Source
    const chat = yield* source.open(options.export, { zone: DateTime.zoneToString(zone) })
    const taken = yield* select(chat, options, zone)
    const store = yield* SiteStore
    yield* prepareFolder(store.root)
    yield* sameChat(chat.survey)
    yield* options.onSurvey?.(chat.survey) ?? Effect.void
    const { survey } = chat
    const realNames = options.realNames ?? false
    const pseudonyms = Pseudonym.make({
      key: yield* loadKey(store.root),
      authors: survey.authors.keys(),
      others: survey.others,
      realNames
    })
    const spec = options.window ?? defaultWindowSpec
    const writer = Option.map(yield* Effect.serviceOption(Writer), ({ name, version }) => ({ name, version }))
    const config = fingerprint({
      stages: Pipeline.describe(pipeline.stages),
      writer: Option.getOrNull(writer),
      zone: survey.zone,
      window: { ...spec },
      realNames
    })

    const known = new Set(yield* store.list("posts"))
    const forgetNames = !realNames && (yield* store.exists(namesMark))
    if (realNames) yield* store.write(namesMark, "Posts of this site hold real names.\n")

    const { tally, site, moved } = yield* Effect.gen(function* () {
      const engine = yield* Engine
      const tally = yield* engine
        .run(taken.pipe(windows(spec, zone)), runWindow(pipeline.run, config), {
          concurrency: options.concurrency ?? 1,
          failFast: options.failFast ?? false
        })
        .pipe(
          Stream.map(resultOf),
          Stream.tap((result) => options.onWindow?.(result) ?? Effect.void),
          Stream.runFold(nothing(), count)
        )
      const moved = isWhole(tally, options)
        ? yield* setAside({
            ...tally,
            known,
            zone: survey.zone,
            ...(forgetNames ? { keys: tally.writtenKeys, start: -Infinity, end: Infinity } : {})
          })
        : 0
      if (forgetNames && isWhole(tally, options)) yield* store.remove(namesMark)
      const site = yield* Site.render({
        title: realNames ? (survey.name ?? untitled) : titleOf(survey, pseudonyms)
      }).pipe(RunTracking.track({ stage: "site", kind: "stage" }), Effect.withSpan("site"))
      yield* CurrentRun.rowsIn(tally.messages)
      yield* CurrentRun.rowsOut(tally.written)
      yield* judge(tally, options.failFast ?? false)
      return { tally, site, moved }
    }).pipe(
      RunTracking.track({ stage: "process", kind: "process", configHash: config }),
      Effect.withSpan("process"),
      Effect.provideService(CurrentChat, { pseudonyms, attachment: chat.attachment }),
      Effect.provideService(Scrub, pseudonyms.text)
    )

    const summary: Summary = {
      messages: tally.messages,
      written: tally.written,
      failed: tally.failed,
      skipped: tally.skipped,
      posts: site.posts,
      seconds: ((yield* Clock.currentTimeMillis) - started) / 1000,
      home: site.home,
      warnings: [
        ...survey.warnings,
        ...site.warnings,
        ...(moved === 0
          ? []
          : [
              `${moved === 1 ? "1 post" : `${moved} posts`} of an earlier run with other windows or names: now in .egregora/replaced`
            ])
      ]
    }
    return summary
  }).pipe(Effect.scoped)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** Which chat the site is of, as a fingerprint of its name. */
const chatMark = ".egregora/chat"

/** Refuses to mix two chats in one site: posts of the same day would replace each other. */
const sameChat = Effect.fnUntraced(function* ({ name }: Survey) {
  if (name === null) return
  const store = yield* SiteStore
  const own = fingerprint(name.normalize("NFC"))
  const known = yield* store.read(chatMark)
  if (known === null) return yield* Effect.asVoid(store.write(chatMark, own))
  if (known.trim() === own) return
  return yield* new ProcessError({
    message: `${store.root} is the blog of another chat; choose another folder for --output (or, if the chat was renamed, remove ${chatMark} from it)`
  })
})

/** There while posts of the site may hold real names, so that a run that hides them leaves none behind. */
const namesMark = ".egregora/real-names"

/** The group's name; that of a chat between two is the other person's, who may never have written. */
const titleOf = ({ authors, name, others }: Survey, pseudonyms: Pseudonym.Pseudonyms): string =>
  name !== null && authors.size + others.size > 2 ? pseudonyms.text(name) : untitled

const untitled = "Our chat"

interface Tally extends Omit<Covered, "known" | "zone"> {
  readonly messages: number
  readonly written: number
  readonly failed: number
  readonly skipped: number
  readonly firstFailure: WindowResult | null
  /** Of `keys`, those whose posts this run wrote. */
  readonly writtenKeys: Set<string>
}

const nothing = (): Tally & { readonly keys: Set<string> } => ({
  messages: 0,
  written: 0,
  failed: 0,
  skipped: 0,
  firstFailure: null,
  writtenKeys: new Set(),
  keys: new Set(),
  start: Number.POSITIVE_INFINITY,
  end: Number.NEGATIVE_INFINITY
})

const count = (tally: ReturnType<typeof nothing>, result: WindowResult): ReturnType<typeof nothing> => ({
  ...tally,
  messages: tally.messages + result.messages,
  keys: tally.keys.add(result.key),
  writtenKeys: result.status === "written" ? tally.writtenKeys.add(result.key) : tally.writtenKeys,
  start: Math.min(tally.start, result.start),
  end: Math.max(tally.end, result.end),
  [result.status]: tally[result.status] + 1,
  firstFailure: tally.firstFailure ?? (result.status === "failed" ? result : null)
})

/** The messages between `from` and `until`; an error when there can be none. */
const select = (
  { survey, messages }: Chat,
  options: ProcessOptions,
  zone: DateTime.TimeZone
): Effect.Effect<Chat["messages"], ProcessError> => {
  const { from = survey.first, until = survey.last + 1 } = options
  if (from > survey.last || until <= survey.first) {
    const [first, last] = [survey.first, survey.last].map((instant) =>
      DateTime.formatIsoDate(DateTime.unsafeMakeZoned(instant, { timeZone: zone }))
    )
    return new ProcessError({
      message: `no messages in the given dates: the chat goes from ${first} to ${last}`
    })
  }
  const whole = options.from === undefined && options.until === undefined
  return Effect.succeed(
    whole
      ? messages
      : Stream.mapChunks(
          messages,
          Chunk.filter(({ timestamp }) => timestamp >= from && timestamp < until)
        )
  )
}

/** Whether every window had its turn. */
const isWhole = (tally: Tally, { failFast }: ProcessOptions): boolean =>
  failFast !== true || tally.failed === 0

/** What the windows' ends mean for the whole. */
const judge = (tally: Tally, failFast: boolean): Effect.Effect<void, ProcessError> => {
  const { firstFailure, failed } = tally
  if (firstFailure === null) return Effect.void
  const what = `${firstFailure.name} (${firstFailure.key}): ${firstFailure.error}`
  if (failFast) return new ProcessError({ message: `stopped at the first window that failed, ${what}` })
  if (tally.written === 0)
    return new ProcessError({ message: `no window could be written; the first, ${what}` })
  return CurrentRun.degrade(`${failed} of ${failed + tally.written + tally.skipped} windows failed`)
}
