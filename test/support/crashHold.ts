/** Holds a database for writing until it is killed: `FILE`. Prints `held` once it does. */
import * as Effect from "effect/Effect"
import { make } from "../../src/storage/DuckDb.js"

Effect.runPromise(
  Effect.scoped(
    make({ file: process.argv[2] ?? "" }).pipe(
      Effect.tap(() => Effect.sync(() => process.stdout.write("held\n"))),
      Effect.zipRight(Effect.sleep("1 minute"))
    )
  )
)
