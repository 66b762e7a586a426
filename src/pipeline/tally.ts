/**
 * What became of the windows of a `process`.
 */
import type { WindowResult } from "./runWindow.js"

/** Windows by how they ended. */
export type Counts = Readonly<Record<WindowResult["status"], number>>

/** What is known of the windows that have ended. */
export interface Tally {
  readonly counts: Counts
  /** Messages in them. */
  readonly messages: number
  readonly firstFailure: WindowResult | null
  /** Their keys, whatever became of them. */
  readonly keys: ReadonlySet<string>
  /** Of `keys`, those whose posts are as this run would have them. */
  readonly current: ReadonlySet<string>
  /** Of `keys`, those whose posts were edited by hand and kept. */
  readonly edited: ReadonlyArray<string>
  /** The first and the last instant of each, in milliseconds since the epoch. */
  readonly spans: ReadonlyArray<readonly [start: number, end: number]>
}

/** Counts windows one after the other. */
export const makeTally = (): {
  readonly add: (result: WindowResult) => void
  readonly get: () => Tally
} => {
  const counts = { written: 0, degraded: 0, failed: 0, reused: 0, edited: 0, partial: 0, empty: 0 }
  const keys = new Set<string>()
  const current = new Set<string>()
  const edited: Array<string> = []
  let messages = 0
  let firstFailure: WindowResult | null = null
  const spans: Array<readonly [start: number, end: number]> = []
  return {
    add: (result) => {
      counts[result.status]++
      keys.add(result.key)
      if (isCurrent(result)) current.add(result.key)
      if (result.status === "edited") edited.push(result.key)
      if (result.status === "failed") firstFailure ??= result
      messages += result.messages
      spans.push([result.start, result.end])
    },
    get: () => ({ counts: { ...counts }, messages, firstFailure, keys, current, edited, spans })
  }
}

const isCurrent = ({ status }: WindowResult): boolean =>
  status === "written" || status === "degraded" || status === "reused"
