/**
 * Cuts a stream of messages into windows.
 */
import * as Chunk from "effect/Chunk"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Message } from "../domain/Message.js"
import type { Window, WindowSpec } from "../domain/Window.js"
import { makeMemory } from "./memory.js"

/**
 * The windows of a chat, in order: every message is in exactly one of them. At most two windows are
 * held at a time.
 *
 * Days and hours are the chat's own: a day starts at midnight in `zone`, steps of several days or hours
 * are counted from Monday, 5 January 1970, so that a longer export of the same chat is cut at the same
 * places. Windows without messages do not exist. A message older than the window it arrives in (phones
 * sort by arrival) stays in that window. Messages outside of `range`, from its first instant to before its
 * second, are in no window; those before it are remembered, so that a window is the same whichever range
 * it is in.
 */
export const windows =
  (spec: WindowSpec, zone: DateTime.TimeZone, range: readonly [from: number, until: number] = always) =>
  <E, R>(messages: Stream.Stream<Message, E, R>): Stream.Stream<Window, E, R> =>
    Stream.suspend(() => {
      const cutter = makeCutter(spec, zone)
      return messages.pipe(
        Stream.mapChunks((chunk) => {
          const closed: Array<Window> = []
          for (const message of chunk) {
            if (message.timestamp >= range[1]) continue
            const window = message.timestamp < range[0] ? cutter.pass(message) : cutter.add(message)
            if (window !== null) closed.push(window)
          }
          return Chunk.unsafeFromArray(closed)
        }),
        Stream.concat(
          Stream.suspend(() => {
            const last = cutter.end()
            return last === null ? Stream.empty : Stream.make(last)
          })
        )
      )
    })

const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

/** Where the count of days and hours begins: a Monday, at midnight of the wall clock. */
const anchor = Date.UTC(1970, 0, 5)

const hour = 3_600_000

const makeCutter = (spec: WindowSpec, zone: DateTime.TimeZone) => {
  const boundary = makeBoundary(spec, zone)
  const zoneName = DateTime.zoneToString(zone)
  let own: Array<Message> = []
  let context: ReadonlyArray<Message> = []
  let index = 0
  let base = ""
  let repeats = 0
  let label = ""
  const memory = makeMemory()
  let before: ReadonlyArray<Message> = []
  let repeated: Array<number> = []

  const close = (): Window | null => {
    const [first, last] = [own[0], own[own.length - 1]]
    if (first === undefined || last === undefined) return null
    repeats = label === base ? repeats + 1 : 1
    base = label
    const window: Window = {
      index: index++,
      key: repeats === 1 ? label : `${label}-${repeats}`,
      start: first.timestamp,
      end: last.timestamp,
      size: own.length,
      zone: zoneName,
      messages: own,
      context,
      ...(before.length > 0 && hasFewWords(own) ? { before } : {}),
      ...(repeated.length > 0 ? { repeats: repeated } : {})
    }
    context = spec.overlap === 0 ? [] : own.slice(own.length - Math.ceil(own.length * spec.overlap))
    own = []
    repeated = []
    return window
  }

  return {
    /** The window that this message closes; null if none. */
    add: (message: Message): Window | null => {
      const closed = boundary.opens(message, own.length) ? close() : null
      if (own.length === 0) {
        label = boundary.label(message)
        before = memory.latest()
      }
      if (memory.isRepeat(message)) repeated.push(own.length)
      own.push(message)
      return closed
    },
    /** Hears a message that is in no window. */
    pass: (message: Message): null => {
      memory.isRepeat(message)
      return null
    },
    end: close
  }
}

/** Letters under which a window hardly tells its language. */
const few = 60

const hasFewWords = (messages: ReadonlyArray<Message>): boolean => {
  let letters = 0
  for (const { author, text } of messages) {
    if (author !== null) letters += text.replace(/https?:\/\/\S+/gi, "").match(/\p{L}/gu)?.length ?? 0
    if (letters >= few) return false
  }
  return true
}

/** Whether a message opens a new window, and what a window that it opens is called. */
interface Boundary {
  readonly opens: (message: Message, size: number) => boolean
  readonly label: (message: Message) => string
}

const makeBoundary = (spec: WindowSpec, zone: DateTime.TimeZone): Boundary => {
  switch (spec.stepUnit) {
    case "messages":
      return { opens: (_, size) => size >= spec.stepSize, label: minuteLabel(zone) }
    case "bytes":
      return bytesBoundary(spec.stepSize, zone)
    case "days":
      return clockBoundary(spec.stepSize * 24 * hour, zone, "2025-10-28".length)
    case "hours":
      return clockBoundary(spec.stepSize * hour, zone, "2025-10-28T14".length)
  }
}

const bytesBoundary = (limit: number, zone: DateTime.TimeZone): Boundary => {
  let bytes = 0
  return {
    opens: (message, size) => {
      const length = Buffer.byteLength(message.text)
      const opens = size > 0 && bytes + length > limit
      bytes = opens || size === 0 ? length : bytes + length
      return opens
    },
    label: minuteLabel(zone)
  }
}

const clockBoundary = (length: number, zone: DateTime.TimeZone, labelLength: number): Boundary => {
  let step = Number.NEGATIVE_INFINITY
  let until = Number.NEGATIVE_INFINITY
  return {
    opens: ({ timestamp }) => {
      if (timestamp < until) return false
      step = Math.floor((wallClock(timestamp, zone) - anchor) / length)
      until = instant(anchor + (step + 1) * length, zone)
      return true
    },
    label: () => new Date(anchor + step * length).toISOString().slice(0, labelLength)
  }
}

/** The start's minute in the chat's zone: `2025-10-28T1409`. Never earlier than the one before it. */
const minuteLabel = (zone: DateTime.TimeZone) => {
  let latest = Number.NEGATIVE_INFINITY
  return (message: Message): string => {
    latest = Math.max(latest, message.timestamp)
    return new Date(wallClock(latest, zone)).toISOString().slice(0, 16).replace(":", "")
  }
}

/** An instant as the zone's wall clock shows it, in milliseconds as if it were UTC. */
const wallClock = (timestamp: number, zone: DateTime.TimeZone): number =>
  timestamp + DateTime.zonedOffset(DateTime.unsafeMakeZoned(timestamp, { timeZone: zone }))

/** The instant at which the zone's wall clock shows a time, the later one across a gap; or the end of time. */
const instant = (wall: number, zone: DateTime.TimeZone): number =>
  DateTime.makeZoned(wall, { timeZone: zone, adjustForTimeZone: true }).pipe(
    Option.match({ onNone: () => Number.POSITIVE_INFINITY, onSome: ({ epochMillis }) => epochMillis })
  )
