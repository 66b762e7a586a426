/**
 * Tracks windows until it is killed: `SITE MERGE_EVERY`. Each transition is acknowledged by a line on
 * stdout, `running ID` or `completed ID`, after its record was written.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as CurrentRun from "../../src/tracking/CurrentRun.js"
import { track } from "../../src/tracking/RunTracking.js"
import { layer } from "../../src/tracking/SiteTracking.js"

const [site = "", mergeEvery = ""] = process.argv.slice(2)

const say = (line: string) => Effect.sync(() => void process.stdout.write(`${line}\n`))

const acknowledged = (stage: string, inner: Effect.Effect<unknown>) =>
  CurrentRun.get.pipe(
    Effect.map(Option.match({ onNone: () => "none", onSome: (run) => run.runId })),
    Effect.tap((id) => say(`running ${id}`)),
    Effect.zipLeft(inner),
    track({ stage, kind: stage === "process" ? "process" : "window" }),
    Effect.flatMap((id) => say(`completed ${id}`))
  )

const windows = Effect.iterate(0, {
  while: (index) => index < 100_000,
  body: (index) => Effect.as(acknowledged(`window_${index}`, Effect.sleep("2 millis")), index + 1)
})

Effect.runPromise(
  Effect.provide(
    acknowledged("process", windows),
    layer(site, { codeRef: "test", mergeEvery: Number(mergeEvery) })
  )
)
