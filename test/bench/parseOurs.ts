/** Run as a child: surveys and reads the chat at `argv[2]`, and prints the milliseconds of each and the peak. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { open } from "../../src/sources/detect.js"

const [, , path = ""] = process.argv

const timed = Effect.gen(function* () {
  const begin = performance.now()
  const chat = yield* open(path, { source: "auto", zone: "Europe/Lisbon" })
  const surveyed = performance.now()
  let count = 0
  yield* Stream.runForEachChunk(chat.messages, (messages) =>
    Effect.sync(() => {
      count += messages.length
    })
  )
  const end = performance.now()
  return {
    messages: count,
    survey: surveyed - begin,
    reading: end - surveyed,
    peak: process.resourceUsage().maxRSS * 1.024e-3
  }
})

Effect.runPromise(Effect.scoped(timed)).then((result) => process.stdout.write(JSON.stringify(result)))
