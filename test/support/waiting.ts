/**
 * Processes an export with a stage that says `waiting` in its second window and goes on when stdin ends:
 * `EXPORT OUTPUT`.
 */
import { once } from "node:events"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../src/AppLayer.js"
import type { Window } from "../../src/domain/Window.js"
import * as Pipeline from "../../src/pipeline/Pipeline.js"
import { processExport } from "../../src/pipeline/processExport.js"
import * as Stage from "../../src/pipeline/Stage.js"
import { standard } from "../../src/pipeline/standard.js"

const [exportFile = "", output = ""] = process.argv.slice(2)

const wait = Stage.make("wait", (window: Window) =>
  Effect.as(
    window.index === 1
      ? Effect.promise(async () => {
          process.stdout.write("waiting\n")
          process.stdin.resume()
          await once(process.stdin, "end")
        })
      : Effect.void,
    window
  )
)

Effect.runPromise(
  processExport(standard.pipe(Pipeline.insertAfter("privacy", wait)), { export: exportFile }).pipe(
    Effect.provide(AppLayer.layer({ output }))
  )
)
