import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Run } from "../../src/domain/Run.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { layerMemory, RunStore, type RunStoreError } from "../../src/tracking/RunStore.js"
import * as RunStoreDuckDb from "../../src/tracking/RunStoreDuckDb.js"
import { runStoreContract } from "../contracts/runStore.js"
import { tempSite } from "./tempSite.js"

runStoreContract("in memory", layerMemory, { numRuns: 100 })
runStoreContract(
  "in DuckDB",
  Layer.orDie(Layer.provide(RunStoreDuckDb.layer, DuckDb.layer({ file: ":memory:" }))),
  { numRuns: 15 }
)

/** What is merged first is in a file, and what is merged later is laid over it for each question. */
const laidOver: Layer.Layer<RunStore> = Layer.scoped(
  RunStore,
  Effect.gen(function* () {
    const file = join(yield* tempSite, "runs.duckdb")
    let later: ReadonlyArray<ReadonlyArray<Run>> = []
    const inFile = <A>(use: (store: typeof RunStore.Service) => Effect.Effect<A, RunStoreError>) =>
      Effect.flatMap(RunStore, use).pipe(
        Effect.provide(Layer.provide(RunStoreDuckDb.layer, DuckDb.layer({ file }))),
        Effect.catchTag("DuckDbError", Effect.die),
        Effect.catchTag("NewerSchema", Effect.die)
      )
    const over = <A>(use: (store: typeof RunStore.Service) => Effect.Effect<A, RunStoreError>) =>
      Effect.flatMap(RunStore, (store) =>
        Effect.zipRight(Effect.forEach(later, store.merge, { concurrency: 1 }), use(store))
      ).pipe(
        Effect.provide(Layer.provide(RunStoreDuckDb.layerReadOnly, DuckDb.layer({ file, readOnly: true }))),
        Effect.catchTag("DuckDbError", Effect.die)
      )
    yield* Effect.orDie(inFile((store) => store.merge([])))
    let isFirst = true
    return {
      merge: (runs) =>
        Effect.suspend(() => {
          const batch = [...runs]
          if (batch.length === 0) return Effect.void
          if (isFirst) {
            isFirst = false
            return inFile((store) => store.merge(batch))
          }
          later = [...later, batch]
          return Effect.void
        }),
      tail: (options) => over((store) => store.tail(options)),
      range: (range) => over((store) => store.range(range)),
      children: (id) => over((store) => store.children(id)),
      derived: (id) => over((store) => store.derived(id)),
      below: (ids) => over((store) => store.below(ids)),
      worked: over((store) => store.worked),
      running: over((store) => store.running),
      list: (query) => over((store) => store.list(query)),
      stats: (filter) => over((store) => store.stats(filter)),
      outlines: over((store) => store.outlines),
      remove: (ids) => {
        const gone = new Set(ids)
        later = later.map((runs) => runs.filter(({ runId }) => !gone.has(runId)))
        return inFile((store) => store.remove(gone))
      }
    }
  })
)
runStoreContract("in DuckDB, laid over what may only be read", laidOver, { numRuns: 10 })
