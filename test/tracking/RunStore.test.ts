import * as Layer from "effect/Layer"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { layerMemory } from "../../src/tracking/RunStore.js"
import * as RunStoreDuckDb from "../../src/tracking/RunStoreDuckDb.js"
import { runStoreContract } from "../contracts/runStore.js"

runStoreContract("in memory", layerMemory, { numRuns: 100 })
runStoreContract(
  "in DuckDB",
  Layer.orDie(Layer.provide(RunStoreDuckDb.layer, DuckDb.layer({ file: ":memory:" }))),
  { numRuns: 15 }
)
