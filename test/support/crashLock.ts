/**
 * Takes the lock of a site: `SITE`. Says `waiting PID` if it must wait, and `held` once it has it; holds it
 * until its stdin ends. While it holds it there is a folder `turn`, which only one process can make.
 */
import { once } from "node:events"
import { mkdirSync, rmdirSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import { acquire } from "../../src/site/SiteLock.js"

const site = process.argv[2] ?? ""
const turn = join(site, "turn")

const say = (line: string) => Effect.sync(() => void process.stdout.write(`${line}\n`))

const work = Effect.acquireUseRelease(
  Effect.sync(() => mkdirSync(turn)),
  () =>
    Effect.zipRight(
      say("held"),
      Effect.promise(() => once(process.stdin.resume(), "end"))
    ),
  () => Effect.sync(() => rmdirSync(turn))
)

Effect.runPromise(
  acquire(site, { onWait: (holder) => say(`waiting ${holder}`) }).pipe(Effect.zipRight(work), Effect.scoped)
)
