/**
 * `--json` with the fields that are wanted, as `--json stage,status`.
 */
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Run } from "../domain/Run.js"
import { type RunJson, runJson } from "./runJson.js"
import { UsageError } from "./UsageError.js"

/** `--json [FIELDS]`. */
export const jsonFieldsOption = Options.text("json").pipe(
  Options.withPseudoName("[FIELDS]"),
  Options.withDescription(
    "Print a JSON array: instants in ISO 8601, null where nothing is known. All fields, or some, as --json stage,status. Default: a table."
  ),
  Options.optional
)

/** `--json` without fields means all of them; the command library knows no such option. */
export const bareJson = (words: ReadonlyArray<string>): ReadonlyArray<string> =>
  words.flatMap((word, at) => {
    const [, fields] = /^--json=(.*)$/.exec(word) ?? []
    if (fields !== undefined) return ["--json", fields]
    return word === "--json" && (words[at + 1] ?? "-").startsWith("-") ? [word, all] : [word]
  })

/** The JSON of a run with the fields that were asked for, in the order in which they were. */
export type PickFields = (run: Run) => Partial<RunJson>

/** How a run is printed; none where `--json` was not given. */
export const parseFields = (
  given: Option.Option<string>
): Effect.Effect<Option.Option<PickFields>, UsageError> => {
  if (Option.isNone(given)) return Effect.succeedNone
  if (given.value === all) return Effect.succeedSome(runJson)
  const names = given.value.split(",").map((name) => name.trim())
  const fields = names.flatMap((name) => runFields.find((field) => field === name) ?? [])
  const unknown = names.find((name) => !runFields.some((field) => field === name))
  return unknown === undefined
    ? Effect.succeedSome(picked(fields))
    : new UsageError({
        message: `--json: there is no field ${JSON.stringify(unknown)}; there are ${runFields.join(", ")}`
      })
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const all = "all"

const picked =
  (fields: ReadonlyArray<keyof RunJson>): PickFields =>
  (run) => {
    const json = runJson(run)
    return Object.fromEntries(fields.map((field) => [field, json[field]]))
  }

/** The compiler sees to it that none is missing. */
const known: Readonly<Record<keyof RunJson, true>> = {
  runId: true,
  parentId: true,
  kind: true,
  stage: true,
  status: true,
  attempt: true,
  window: true,
  startedAt: true,
  finishedAt: true,
  durationSeconds: true,
  rowsIn: true,
  rowsOut: true,
  llmCalls: true,
  tokens: true,
  spent: true,
  outputs: true,
  skipped: true,
  originId: true,
  error: true,
  reasons: true,
  tenantId: true,
  inputFingerprint: true,
  parts: true,
  configHash: true,
  options: true,
  codeRef: true,
  traceId: true,
  pid: true,
  host: true
}

const isField = (name: string): name is keyof RunJson => name in known

const runFields: ReadonlyArray<keyof RunJson> = Object.keys(known).filter(isField)
