/**
 * Several exports of one chat, read as one: of other phones, other languages, other times.
 */
import { realpath } from "node:fs/promises"
import { basename, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { identity } from "../../domain/identity.js"
import { type Chat, ExportError, type OpenOptions, type Source } from "../Source.js"
import { type Clocks, clocks, MOST_APART } from "./clocks.js"
import { type Common, compare } from "./compare.js"
import { inOrder } from "./inOrder.js"
import { minuteOf } from "./likeness.js"
import { merged } from "./merged.js"
import { byCodePoint, namesakes } from "./namesakes.js"
import type { Part } from "./Part.js"
import { Sketch } from "./Sketch.js"

/**
 * Opens exports of one chat and gives one chat, with its messages in the order of their times and each of
 * them once, whatever the order of the paths. One path is read as it is, and only put in order.
 *
 * Beside the survey of each, all are read through twice before this returns: once for what they have in
 * common, which tells who is whom and how the clocks differ, and once for the survey of the whole. Fails as
 * `open` does, and with `NotOneChat` where nothing shows that they are of one chat.
 */
export const open: (
  source: typeof Source.Service,
  paths: ReadonlyArray<string>,
  options: OpenOptions
) => Effect.Effect<Chat, ExportError, Scope.Scope> = Effect.fn("Several.open")(function* (
  source: typeof Source.Service,
  paths: ReadonlyArray<string>,
  options: OpenOptions
) {
  const own = yield* different(paths)
  const [first, ...more] = own
  if (first === undefined) return yield* refuse("no export is given")
  if (more.length === 0) return yield* Effect.flatMap(source.open(first, options), inOrder)

  const names = labels(own)
  const opened = yield* Effect.forEach(own, (path, at) =>
    Effect.map(openOne(source, path, options), (chat) => ({ path, name: names[at] ?? path, chat }))
  )
  yield* sameApplication(opened)
  const sketched = yield* Effect.forEach(opened, (part) => sketchOf(part, opened))
  const parts = yield* sameClock(source, [...sketched].sort(bySize), options)
  parts.sort(byAge)
  const commons = compareAll(parts)
  yield* connected(parts, commons)
  const people = namesakes(
    parts.map(({ chat }) => new Set([...chat.survey.authors.keys(), ...chat.survey.others])),
    commons.flatMap(({ common }) => common.votes),
    {
      of: parts.map(({ chat }) => chat.survey.accounts ?? new Map()),
      known: options.known ?? new Map()
    }
  )
  return yield* merged(parts, {
    zone: options.zone,
    people,
    sameIds:
      commons.some(({ common }) => common.messages > 0) && commons.every(({ common }) => common.sameIds)
  })
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

type Opened = Pick<Part, "path" | "name" | "chat">

const refuse = (message: string) => new ExportError({ reason: "NotOneChat", message })

/** The paths without those that lead to one file. */
const different = (paths: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(
    Effect.forEach(paths, (path) =>
      Effect.map(
        Effect.orElseSucceed(
          Effect.tryPromise(() => realpath(path)),
          () => resolve(path)
        ),
        (real) => [real, path] as const
      )
    ),
    (found) =>
      found
        .filter(([real], at) => found.findIndex(([other]) => other === real) === at)
        .map(([, path]) => path)
  )

/** The names of the files; the whole path where two have one name. */
const labels = (paths: ReadonlyArray<string>): ReadonlyArray<string> =>
  paths.map((path) =>
    paths.some((other) => other !== path && basename(other) === basename(path)) ? path : basename(path)
  )

/** A date order that is asked for is for those files that leave it open. */
const openOne = (source: typeof Source.Service, path: string, options: OpenOptions) => {
  const { dateOrder: _, ...rest } = options
  return source.open(path, options).pipe(
    Effect.catchIf(
      ({ reason }) => reason === "DateOrder",
      () => source.open(path, rest)
    ),
    Effect.flatMap(inOrder)
  )
}

const sameApplication = ([first, ...others]: ReadonlyArray<Opened>): Effect.Effect<void, ExportError> => {
  const other = others.find(({ chat }) => chat.survey.source !== first?.chat.survey.source)
  return first === undefined || other === undefined
    ? Effect.void
    : refuse(
        `${first.name} is of ${first.chat.survey.source} and ${other.name} of ${other.chat.survey.source}; give exports of one application, or make a blog of each`
      )
}

const sketchOf = <A extends Opened>(part: A, all: ReadonlyArray<Opened>) =>
  Effect.gen(function* () {
    const sketch = new Sketch()
    const spans = all
      .filter(({ path }) => path !== part.path)
      .map(({ chat }) => [chat.survey.first - MOST_APART, chat.survey.last + MOST_APART] as const)
    yield* Stream.runForEachChunk(part.chat.messages, (messages) =>
      Effect.sync(() => {
        for (const message of messages) {
          const { timestamp } = message
          sketch.add(
            message,
            spans.some(([from, until]) => timestamp >= from && timestamp <= until)
          )
        }
      })
    )
    return { ...part, sketch }
  })

/**
 * The one that reaches back furthest is first, then the larger one. What several have is taken from the first
 * of them, with its names and times: so one that is added and brings nothing new changes nothing.
 */
const byAge = (a: Part, b: Part): number => {
  const [one, other] = [a.chat.survey, b.chat.survey]
  return (
    minuteOf(one.first) - minuteOf(other.first) ||
    other.messages - one.messages ||
    minuteOf(other.last) - minuteOf(one.last) ||
    Number(b.sketch.hasSeconds) - Number(a.sketch.hasSeconds) ||
    a.sketch.digest - b.sketch.digest ||
    byCodePoint(a.name, b.name)
  )
}

/** The largest is first. */
const bySize = (a: Part, b: Part): number => b.chat.survey.messages - a.chat.survey.messages || byAge(a, b)

/**
 * Reads what is of another time zone with the times of that. The zone that was given is taken for that of the
 * first export with which all the others have a zone.
 */
const sameClock = Effect.fnUntraced(function* (
  source: typeof Source.Service,
  sketched: ReadonlyArray<Part>,
  options: OpenOptions
) {
  for (const reference of sketched) {
    const found = sketched.map((part) => ({
      part,
      clock: part === reference ? same : clocks(reference.sketch.texts, part.sketch.texts, options.zone)
    }))
    if (found.some(({ clock }) => clock._tag === "Unknown")) continue
    return yield* Effect.forEach(found, ({ part, clock }) => {
      if (clock._tag !== "Zone") return Effect.succeed(part)
      const { behind, zone } = clock
      const how = `${spanText(Math.abs(behind))} ${behind > 0 ? "behind" : "ahead of"} that of ${reference.name}`
      return openOne(source, part.path, { ...options, zone }).pipe(
        Effect.flatMap((chat) => sketchOf({ ...part, chat }, sketched)),
        Effect.map(
          (own): Part => ({ ...own, clock: `${part.name}: its clock is ${how}, as in ${zone}; read so` })
        )
      )
    })
  }
  return yield* refuse(
    `the times of ${sketched.map(({ name }) => name).join(" and ")} differ, and by no time zone that there is; give them one by one, each with a folder of its own`
  )
})

const same: Clocks = { _tag: "Same" }

const spanText = (milliseconds: number): string => {
  const minutes = Math.round(milliseconds / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""]
    .filter((text) => text !== "")
    .join(" ")
}

interface Compared {
  readonly one: Part
  readonly other: Part
  readonly common: Common
}

const compareAll = (parts: ReadonlyArray<Part>): ReadonlyArray<Compared> =>
  parts.flatMap((one, at) =>
    parts.slice(at + 1).map((other, more) => ({
      one,
      other,
      common: compare(one, other, [at, at + 1 + more])
    }))
  )

/** Fails where an export has nothing to do with the others. */
const connected = (
  parts: ReadonlyArray<Part>,
  commons: ReadonlyArray<Compared>
): Effect.Effect<void, ExportError> => {
  const [first, ...others] = parts
  if (first === undefined) return Effect.void
  const joined = new Set([first])
  for (let grown = true; grown; ) {
    grown = false
    for (const { one, other, common } of commons) {
      if (joined.has(one) === joined.has(other) || !isOneChat(one, other, common)) continue
      joined.add(one).add(other)
      grown = true
    }
  }
  const alone = others.find((part) => !joined.has(part))
  return alone === undefined
    ? Effect.void
    : refuse(
        `${alone.name} seems to be of another chat than ${first.name}: they have no messages in common; if they are of one, say so with --group-name`
      )
}

/** One chat has messages in common, or its name, or people, unless both should have the same messages and do not. */
const isOneChat = (one: Part, other: Part, { messages, possible }: Common): boolean => {
  const [mine, its] = [one.chat.survey, other.chat.survey]
  if (messages > 0 && messages * SHARED >= possible) return true
  const names = [mine.name, its.name].map((name) => name?.normalize("NFC"))
  if (names[0] !== undefined && names[1] !== undefined) return names[0] === names[1]
  if (possible >= SILENT) return false
  const people = new Set([...mine.authors.keys()].map(identity))
  return [...its.authors.keys()].some((name) => people.has(identity(name)))
}

/** One in so many of the messages that both may hold must be in both. */
const SHARED = 10
/** So many messages of one time, none of which is in both, are of two chats. */
const SILENT = 10
