/**
 * A program that heeds signals as `process` does: `UNTIL`, where it goes on when it may (`line`), when it is
 * asked to `stop` or to `halt`, or hangs after a halt (`stuck`). It says on stdout what it is at, and waits
 * for a line on stdin before it heeds signals, where it may go on, and at its end.
 */
import { once } from "node:events"
import { createInterface } from "node:readline"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { stopSignals } from "../../src/cli/commands/process/stopSignals.js"

const until = process.argv[2] ?? ""

const say = (line: string) => Effect.sync(() => void process.stdout.write(`${line}\n`))
const stdin = createInterface({ input: process.stdin })
const line = Effect.promise(() => once(stdin, "line"))

const hang = Effect.sync(() => {
  process.stdout.write("stuck\n")
  for (;;);
})

const work = Effect.gen(function* () {
  const { heed, stop, halt, exitCode } = yield* stopSignals()
  // Not before runMain listens.
  yield* Effect.sleep(1)
  yield* Effect.zipRight(say("reading"), line)
  yield* heed
  yield* say("working")
  if (until === "line") yield* line
  else yield* Effect.zipRight(stop, say("stop"))
  if (until === "halt" || until === "stuck") yield* Effect.zipRight(halt, say("halt"))
  if (until === "stuck") yield* Effect.delay(hang, "300 millis")
  return (yield* exitCode) ?? 0
})

NodeRuntime.runMain(
  Effect.scoped(work).pipe(
    Effect.tap((code) => Effect.zipRight(say(`end ${code}`), line)),
    Effect.onInterrupt(() => say("interrupted"))
  ),
  { teardown: (exit) => process.exit(Exit.isSuccess(exit) ? Number(exit.value) : 130) }
)
