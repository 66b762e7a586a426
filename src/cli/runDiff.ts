/**
 * What two runs differ in.
 */
import type { Spent } from "../domain/Run.js"
import { runJson } from "./runJson.js"
import { leaves } from "./runOptions.js"
import type { Side } from "./runSide.js"

/** The sections of a comparison, in the order in which they are told. */
export const sections = ["input", "configuration", "code", "outputs", "result", "metrics"] as const
/** One of the sections. */
export type Section = (typeof sections)[number]

/** One thing that is not the same. A value is as `--json` prints it, null where there is none. */
export interface Difference {
  readonly section: Section
  /** As in a run's JSON, `window.key` for what lies deeper; the path for an output. */
  readonly field: string
  readonly a: unknown
  readonly b: unknown
}

/** Every difference, by sections. */
export const differences = (a: Side, b: Side): ReadonlyArray<Difference> => {
  const [left, right] = [fieldsOf(a), fieldsOf(b)]
  return sections.flatMap((section) =>
    [...new Set([...left[section].keys(), ...right[section].keys()])].flatMap((field) => {
      const values = { a: left[section].get(field) ?? null, b: right[section].get(field) ?? null }
      return same(values.a, values.b) ? [] : [{ section, field, ...values }]
    })
  )
}

/** Whether a difference is more than the time that the same work took. */
export const matters = ({ field, section }: Difference): boolean =>
  section !== "metrics" || field !== "durationSeconds"

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

type Fields = Readonly<Record<Section, ReadonlyMap<string, unknown>>>

const fieldsOf = ({ options, outputs, run }: Side): Fields => {
  const json = runJson(run)
  return {
    input: new Map<string, unknown>([
      ["window.key", json.window?.key],
      ["window.start", json.window?.start],
      ["window.end", json.window?.end],
      ["rowsIn", json.rowsIn],
      ["inputFingerprint", json.inputFingerprint],
      ...named("parts.", Object.entries(run.parts ?? {}))
    ]),
    configuration: new Map<string, unknown>([
      ["configHash", json.configHash],
      ...named("options.", leaves(options))
    ]),
    code: new Map([["codeRef", json.codeRef]]),
    outputs: new Map(outputs.map(({ path, sha256 }) => [path, sha256])),
    result: new Map<string, unknown>([
      ["status", json.status],
      ["skipped", json.skipped],
      ["attempt", json.attempt],
      ["error", json.error],
      ["reasons", json.reasons.length === 0 ? null : json.reasons]
    ]),
    metrics: new Map<string, unknown>([
      ["durationSeconds", json.durationSeconds],
      ["rowsOut", json.rowsOut],
      ["llmCalls", json.llmCalls],
      ["tokens", json.tokens],
      ...spentFields(json.spent)
    ])
  }
}

/** No unpriced calls are nothing to tell. */
const spentFields = (spent: Spent | null): ReadonlyArray<readonly [string, unknown]> => {
  if (spent === null) return []
  const told = { ...spent, unpricedCalls: spent.unpricedCalls || null }
  return named("spent.", Object.entries(told))
}

const named = (
  prefix: string,
  entries: ReadonlyArray<readonly [string, unknown]>
): ReadonlyArray<readonly [string, unknown]> => entries.map(([name, value]) => [`${prefix}${name}`, value])
