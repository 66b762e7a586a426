import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/TestClock"
import { vi } from "vitest"
import { RunTracking } from "../../src/tracking/RunTracking.js"
import { layer } from "../../src/tracking/SiteTracking.js"
import { tempSite } from "./tempSite.js"

/** How long each merge takes, in milliseconds, and when they began. */
const merges = vi.hoisted(() => ({ take: 0, begun: [] as Array<number> }))
vi.mock("../../src/tracking/mergeJournals.js", async (original) => {
  const Clock = await import("effect/Clock")
  const Effect = await import("effect/Effect")
  const mergeJournals = () =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      merges.begun.push(now)
      return Effect.delay(Effect.void, merges.take)
    })
  return { ...(await original<object>()), mergeJournals }
})

it.scoped.each([
  ["every five seconds", 0, [5_000, 10_000, 15_000, 20_000]],
  ["a twentieth of the time where a merge takes long", 600, [5_000, 17_600, 30_200, 42_800]]
] as const)("merges %s", ([, take, begun]) =>
  Effect.gen(function* () {
    merges.take = take
    merges.begun = []
    const site = yield* tempSite
    // The end of the layer merges once more, which takes time on the same clock.
    const tracked = yield* Effect.fork(
      Effect.provide(Effect.zipRight(RunTracking, Effect.sleep("45 seconds")), layer(site, { codeRef: "1" }))
    )
    yield* TestClock.adjust("2 minutes")
    yield* Fiber.join(tracked)
    expect(merges.begun.slice(0, 4)).toEqual(begun)
  })
)
