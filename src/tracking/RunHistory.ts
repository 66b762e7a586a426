/**
 * Reading the history of a site: the table of runs with the journals folded over it.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type { Run, RunId } from "../domain/Run.js"
import type { RunFilter, RunQuery, StageStats } from "./RunQuery.js"

/** A history that cannot be read at all. `message` is one line with what to do. */
export class HistoryError extends Data.TaggedError("HistoryError")<{ readonly message: string }> {}

/** What comes with every answer. */
export interface Answer {
  /** What the reader should be told, a line each. */
  readonly notes: ReadonlyArray<string>
  /** Whether the whole history could be read; if not, a note says what could not. */
  readonly isWhole: boolean
}

/** Some runs. */
export interface Found extends Answer {
  readonly runs: ReadonlyArray<Run>
}

/** What the runs amount to, stage by stage. */
export interface Stats extends Answer {
  readonly stats: ReadonlyArray<StageStats>
}

/** A file for other programs to read. */
export interface ExportTarget {
  /** `json` is one object a line. */
  readonly format: "parquet" | "csv" | "json"
  readonly file: string
}

/** How many runs were written. */
export interface Exported extends Answer {
  readonly runs: number
}

/** The most runs that `find` gives. */
export const mostFound = 20

/**
 * Reads, and never writes. It works while a pipeline runs, and shows a run whose process is gone as
 * failed. Where the table cannot be opened the journals are shown, and a note says so.
 */
export class RunHistory extends Context.Tag("egregora/RunHistory")<
  RunHistory,
  {
    /** The latest runs by their start, newest last; stages only when asked for. */
    readonly tail: (options: {
      readonly limit: number
      readonly stages: boolean
    }) => Effect.Effect<Found, HistoryError>
    /** Runs whose id starts with the given text (hexadecimal, with or without dashes), newest last; at most `mostFound`. */
    readonly find: (prefix: string) => Effect.Effect<Found, HistoryError>
    /** The runs directly inside a run, in the order of their start. */
    readonly children: (id: RunId) => Effect.Effect<Found, HistoryError>
    /** The runs that take over the work of a run, or repeat it, in the order of their start. */
    readonly derived: (id: RunId) => Effect.Effect<Found, HistoryError>
    /** The children of any of some runs and what derives from one of them: one step down the lineage. */
    readonly below: (ids: ReadonlyArray<RunId>) => Effect.Effect<Found, HistoryError>
    /** Where each window stands: see `RunStore.worked`. */
    readonly worked: Effect.Effect<Found, HistoryError>
    /** The runs that are asked for, in the order asked for. */
    readonly list: (query: RunQuery) => Effect.Effect<Found, HistoryError>
    /** What the runs that are meant amount to; the stage that took longest in all comes first. */
    readonly stats: (filter: RunFilter) => Effect.Effect<Stats, HistoryError>
    /**
     * Writes every run into a file, with all that is known of it: whole, or not at all. What is there
     * under that name is replaced.
     */
    readonly export: (target: ExportTarget) => Effect.Effect<Exported, HistoryError>
  }
>() {}
