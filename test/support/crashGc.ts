/** Removes the runs of a site that began before an instant: `SITE MILLIS`. Prints `begun`, then how many. */
import * as Effect from "effect/Effect"
import { collect } from "../../src/tracking/gc.js"

const [site = "", before = ""] = process.argv.slice(2)

process.stdout.write("begun\n")
Effect.runPromise(collect(site, { before: Number(before) })).then(({ removed }) => {
  process.stdout.write(`${removed.length}\n`)
})
