/**
 * Tracks windows for some seconds: `SITE SECONDS`. Prints how many transitions were acknowledged.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as RunTracking from "../../src/tracking/RunTracking.js"
import { layer } from "../../src/tracking/SiteTracking.js"

const [site = "", seconds = ""] = process.argv.slice(2)

const window = (index: number) =>
  RunTracking.track(Effect.sleep("1 millis"), { stage: `window_${index}`, kind: "window", rowsIn: index })

Effect.runPromise(
  Effect.gen(function* () {
    const until = (yield* Clock.currentTimeMillis) + Number(seconds) * 1000
    let count = 0
    while ((yield* Clock.currentTimeMillis) < until) yield* window(count++)
    const tracking = yield* RunTracking.RunTracking
    return { runs: count, dropped: yield* tracking.dropped }
  }).pipe(Effect.provide(layer(site, { codeRef: "test" })))
).then((result) => void process.stdout.write(`${JSON.stringify(result)}\n`))
