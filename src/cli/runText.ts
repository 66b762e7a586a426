/**
 * How the parts of a run are told to people.
 */
import { createColors } from "picocolors"
import { isTerminal, type Run, type RunStatus } from "../domain/Run.js"
import { printableLine, type Shape } from "./terminal.js"
import { cut } from "./wrap.js"

/** What stands where nothing is known. */
export const nothing = "–"

/** The first eight characters of an id, which name the run in tables. */
export const shortId = (run: Pick<Run, "runId">): string => run.runId.slice(0, 8)

/** The name of a run's stage in a column: other software may have stored a whole text there. */
export const stageName = ({ stage }: Pick<Run, "stage">): string => cut(printableLine(stage), longestName)

/** The first eight digits of a fingerprint. */
export const shortHash = (hash: string): string => hash.slice(0, 8)

/** What a status does not say: `reused 5f0c12ab`, `edited`, `try 2`; empty where it says all. */
export const mark = (run: Run): string =>
  marks(run, run.originId === null ? "" : ` ${shortId({ runId: run.originId })}`)

/** The same without the run that it points to. */
export const shortMark = (run: Run): string => marks(run, "")

/** `1,204`. */
export const count = (value: number | null): string =>
  value === null ? nothing : String(value).replace(/\B(?=(?:\d{3})+$)/g, ",")

/** An instant in the machine's own zone: `2025-10-28 14:03:22`. */
export const localTime = (millis: number): string => {
  const date = new Date(millis)
  const [year, ...rest] = [
    date.getFullYear(),
    date.getMonth() + 1,
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds()
  ]
  const [month, day, hours, minutes, seconds] = rest.map((part) => String(part).padStart(2, "0"))
  return `${year}-${month}-${day} ${hours}:${minutes}:${seconds}`
}

/** An instant as somebody at a screen wants it, `3h ago`, and as a file does, `2025-10-28 14:03:22`. */
export const when = (
  millis: number,
  { now, screen }: { readonly now: number; readonly screen: Shape }
): string => (Number.isFinite(screen.width) ? ago(millis, now) : localTime(millis))

/** How long an instant lies back: `just now`, `12s ago`, `5m ago`, `3h ago`, `2d ago`, its day after a month. */
export const ago = (millis: number, now: number): string => {
  const seconds = Math.floor((now - millis) / 1000)
  if (seconds < 5) return "just now"
  if (seconds < 60) return `${seconds}s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h ago`
  return seconds < 30 * 86_400
    ? `${Math.floor(seconds / 86_400)}d ago`
    : localTime(millis).slice(0, "2025-10-28".length)
}

/** How long a run took: `20ms`, `12.3s`, `4m 05s`, `2h 03m`; how long it has been running at `now`: `12.3s…`. */
export const duration = (run: Run, now: number): string =>
  isTerminal(run) ? span(run.durationSeconds) : `${span(Math.max(0, now - run.startedAt) / 1000)}…`

/** Seconds as `duration` tells them. */
export const span = (seconds: number): string => {
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)}ms`
  if (seconds < 59.95) return `${seconds.toFixed(1)}s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}h ${two(minutes % 60)}m`
}

/** A status in its colour: green completed, red failed, yellow degraded, cyan running. */
export const status = (status: RunStatus, screen: Shape, text: string = status): string =>
  createColors(screen.colour)[statusColours[status]](text)

/** A heading. */
export const heading = (text: string, screen: Shape): string => createColors(screen.colour).bold(text)

const longestName = 40

const statusColours = { completed: "green", failed: "red", degraded: "yellow", running: "cyan" } as const

const marks = (run: Run, origin: string): string =>
  [
    ...(run.status === "completed" && run.skipped !== null ? [`${run.skipped}${origin}`] : []),
    ...(run.attempt > 1 ? [`try ${run.attempt}`] : [])
  ].join(", ")

const two = (value: number): string => String(value).padStart(2, "0")
