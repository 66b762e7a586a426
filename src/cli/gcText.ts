/**
 * What `runs gc` tells of what it did, or would do.
 */
import type { RunKind } from "../domain/Run.js"
import type { Swept } from "../tracking/gc.js"
import { bytesText } from "./bytes.js"
import { counted } from "./counted.js"
import { count, localTime } from "./runText.js"

/** For people. */
export const gcText = (swept: Swept, dryRun: boolean): string => {
  const { after, before, left, needed } = swept
  const say = dryRun ? future : past
  const span = spanOf(swept)
  const stay = `${counted(left, "run")} ${left === 1 && !dryRun ? "stays" : say.stay}`
  return [
    span === null
      ? `nothing to remove: ${stay}`
      : `${say.removed} ${removedText(swept)}, ${spanText(span)}; ${stay}`,
    ...(needed === 0 ? [] : [neededText(needed)]),
    ...(before === after
      ? []
      : [`the database ${say.has} ${bytesText(after)}, and ${say.had} ${bytesText(before)}`])
  ].join("\n")
}

/** For programs: instants in ISO 8601, sizes in bytes. */
export const gcJson = (swept: Swept, dryRun: boolean) => {
  const span = spanOf(swept)
  return {
    dryRun,
    removed: {
      runs: swept.removed.length,
      ...Object.fromEntries(countsOf(swept).map(([kind, count]) => [names[kind][1], count])),
      from: span === null ? null : new Date(span.from).toISOString(),
      to: span === null ? null : new Date(span.to).toISOString()
    },
    needed: swept.needed,
    left: swept.left,
    bytesBefore: swept.before,
    bytesAfter: swept.after
  }
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const past = { removed: "removed", stay: "stay", has: "has", had: "had" }
const future = { removed: "would remove", stay: "would stay", has: "would have about", had: "has" }

const names = {
  process: ["process", "processes"],
  window: ["window", "windows"],
  stage: ["stage", "stages"],
  task: ["task", "tasks"]
} as const satisfies Readonly<Record<RunKind, readonly [one: string, many: string]>>

const kinds: ReadonlyArray<RunKind> = ["process", "window", "stage", "task"]

const countsOf = ({ removed }: Swept): ReadonlyArray<readonly [RunKind, number]> =>
  kinds.map((kind) => [kind, removed.filter((run) => run.kind === kind).length])

/** When the first and the last of what goes began. */
const spanOf = ({ removed }: Swept): { readonly from: number; readonly to: number } | null =>
  removed.reduce<{ readonly from: number; readonly to: number } | null>(
    (span, { startedAt }) => ({
      from: Math.min(span?.from ?? startedAt, startedAt),
      to: Math.max(span?.to ?? startedAt, startedAt)
    }),
    null
  )

const spanText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `begun ${localTime(from)}` : `begun from ${localTime(from)} to ${localTime(to)}`

const neededText = (needed: number): string => {
  const [are, them] = needed === 1 ? ["is", "it"] : ["are", "them"]
  return `${count(needed)} of these ${are} beyond the limits: resume needs ${them}, or what stays comes from ${them}`
}

/** `13 runs (1 process, 12 windows)`. */
const removedText = (swept: Swept): string => {
  const parts = countsOf(swept).flatMap(([kind, count]) => {
    const [one, many] = names[kind]
    return count === 0 ? [] : [counted(count, one, many)]
  })
  return `${counted(swept.removed.length, "run")} (${parts.join(", ")})`
}
