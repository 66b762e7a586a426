/**
 * Refusals that no test can bring about, as DuckDB words them.
 */
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import * as DuckDb from "../../src/storage/DuckDb.js"

const refusal = vi.hoisted(() => ({ message: "" }))

vi.mock("@duckdb/node-api", () => ({
  DuckDBInstance: { fromCache: () => Promise.reject(new Error(refusal.message)) }
}))

const lock = (why: string) =>
  `IO Error: Could not set lock on file "/a/runs.duckdb": ${why}. See also https://duckdb.org/docs/stable/connect/concurrency`

it.effect.each([
  ["Unlockable", lock("No locks available")],
  ["Unlockable", lock("Function not implemented")],
  [
    "Unlockable",
    lock("File locks are not supported for this file system, cannot open the file in read-write mode")
  ],
  ["Locked", lock("Conflicting lock is held in /usr/bin/node (PID 4242)")],
  ["Locked", lock("Conflicting lock is held in PID 0")],
  ["Locked", lock("Lock is already held in current process, likely another DuckDB instance")],
  ["Locked", lock("")],
  [
    "Locked",
    "IO Error: Cannot open file: The process cannot access the file because it is being used by another process."
  ]
] as const)("%s: %s", ([reason, message]) =>
  Effect.gen(function* () {
    refusal.message = message
    const error = yield* Effect.flip(Effect.scoped(DuckDb.make({ file: "/a/runs.duckdb" })))
    expect([error.reason, error.message]).toEqual([reason, message])
  })
)
