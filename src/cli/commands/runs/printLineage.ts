/**
 * What `egregora runs lineage ID` does.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Branch, type Lineage, lineageOf } from "../../../tracking/lineage.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { endOf, printNotes } from "../../answer.js"
import { checkId, findRun } from "../../findRun.js"
import { lineageMermaid } from "../../lineageMermaid.js"
import { lineageTree } from "../../lineageTree.js"
import { runJson } from "../../runJson.js"
import { findSite } from "../../site.js"
import { printableJson, Screen } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"

/** What `runs lineage` was asked for. */
export interface LineageOptions {
  /** An id or the beginning of one. */
  readonly id: string
  /** How many steps in each direction. Default: all. */
  readonly depth: Option.Option<number>
  /** One JSON object instead of a tree. */
  readonly json: boolean
  /** A Mermaid flowchart instead of a tree. */
  readonly mermaid: boolean
}

/** Finds the site and prints where one of its runs comes from and what came of it. */
export const lineage = ({ site, ...options }: LineageOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    yield* checkId(options.id)
    if (options.json && options.mermaid) {
      return yield* new UsageError({ message: "--json and --mermaid are two forms of the same; give one" })
    }
    if (Option.exists(options.depth, (depth) => depth < 0)) {
      return yield* new UsageError({ message: "--depth must be 0 or more" })
    }
    const folder = yield* findSite(site)
    yield* Effect.provide(printLineage(options), RunHistoryFiles.layer(folder))
  })

/** Prints the lineage of a run of the history. */
export const printLineage = Effect.fn("runs.printLineage")(function* (options: LineageOptions) {
  const start = yield* findRun(options.id)
  const found = yield* lineageOf(start.run, Option.getOrUndefined(options.depth))
  yield* printNotes(start.notes, found.notes)
  const now = yield* Clock.currentTimeMillis
  const screen = yield* Screen
  yield* Console.log(
    options.json
      ? printableJson(lineageJson(found))
      : options.mermaid
        ? lineageMermaid(found, now)
        : lineageTree(found, { now, screen })
  )
  yield* endOf(start, found)
})

const lineageJson = ({ ancestors, descendants, run }: Lineage) => ({
  run: runJson(run),
  ancestors: ancestors.map((branch) => branchJson(branch, "ancestors")),
  descendants: descendants.map((branch) => branchJson(branch, "descendants"))
})

/** `run` is null where the history has it no more. */
const branchJson = ({ branches, edge, run, runId }: Branch, name: "ancestors" | "descendants"): unknown => ({
  edge,
  runId,
  run: run === null ? null : runJson(run),
  [name]: branches.map((branch) => branchJson(branch, name))
})
