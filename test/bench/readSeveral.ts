/** Run as a child: opens and reads the exports at `argv`, and prints the milliseconds of each and the peak. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { open as openOne } from "../../src/sources/detect.js"
import * as Several from "../../src/sources/several/Several.js"

const [, , ...paths] = process.argv

const timed = Effect.gen(function* () {
  const begin = performance.now()
  const chat = yield* Several.open(
    { name: "auto", open: (path, options) => openOne(path, { ...options, source: "auto" }) },
    paths,
    { zone: "Europe/Lisbon" }
  )
  const opened = performance.now()
  let count = 0
  yield* Stream.runForEachChunk(chat.messages, (messages) =>
    Effect.sync(() => {
      count += messages.length
    })
  )
  return {
    messages: count,
    duplicates: chat.survey.merged?.duplicates ?? 0,
    opening: opened - begin,
    reading: performance.now() - opened,
    peak: process.resourceUsage().maxRSS * 1.024e-3
  }
})

Effect.runPromise(Effect.scoped(timed)).then((result) => process.stdout.write(JSON.stringify(result)))
