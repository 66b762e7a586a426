/** Opens a database for reading: `FILE`. Counts the rows of `t`, and again when its stdin ends. */
import * as Effect from "effect/Effect"
import { make } from "../../src/storage/DuckDb.js"

Effect.runPromise(
  Effect.scoped(
    Effect.gen(function* () {
      const db = yield* make({ file: process.argv[2] ?? "", readOnly: true })
      const count = Effect.map(db.rows("SELECT count(s)::DOUBLE AS n FROM t"), ([row]) => {
        process.stdout.write(`${row?.["n"]}\n`)
      })
      yield* count
      yield* Effect.promise(() => new Promise((ended) => process.stdin.on("end", ended).resume()))
      yield* count
    })
  )
)
