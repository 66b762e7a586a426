/** Merges the journals of a site, once it gets to: `SITE`. Prints how many runs it took. */
import * as Effect from "effect/Effect"
import { mergeJournals } from "../../src/tracking/mergeJournals.js"

Effect.runPromise(Effect.retry(mergeJournals(process.argv[2] ?? ""), { times: 5 })).then(({ runs }) => {
  process.stdout.write(`${runs}\n`)
})
