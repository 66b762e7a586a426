/**
 * Whatever happens to the journal while it is written, the history is what was written to it.
 */
import { rmSync } from "node:fs"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FastCheck from "effect/FastCheck"
import * as Scope from "effect/Scope"
import type { Run } from "../../src/domain/Run.js"
import * as DuckDb from "../../src/storage/DuckDb.js"
import { make } from "../../src/tracking/JournalFile.js"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { databaseFile, mergeJournals } from "../../src/tracking/mergeJournals.js"
import { byStart, RunStore } from "../../src/tracking/RunStore.js"
import * as RunStoreDuckDb from "../../src/tracking/RunStoreDuckDb.js"
import { history } from "../contracts/arbitraryRun.js"
import { historyOf, journalNames, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

const happenings = FastCheck.infiniteStream(
  FastCheck.constantFrom("nothing", "nothing", "nothing", "rotate", "merge", "remove", "look")
)

it.effect.prop(
  "any interleaving and repetition of lines, through rotations and merges, amounts to the ideal history",
  [history, happenings],
  ([{ ideal, lines }, happenings]) =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const scope = yield* Scope.make()
      const journal = yield* Scope.extend(make(journalFolder(site), self), scope)
      const wanted = [...ideal].sort(byStart).map(own)
      for (const line of lines) {
        yield* journal.append(own(line))
        switch (happenings.next().value) {
          case "rotate":
            yield* journal.rotate
            break
          case "merge":
            yield* Effect.zipRight(journal.rotate, mergeJournals(site))
            break
          case "remove":
            // What its process has handed on, and nobody has merged, is lost with the folder.
            if (journalNames(site).length > 1) break
            rmSync(journalFolder(site), { recursive: true })
            yield* journal.rotate
            break
          case "look": {
            const known = new Set((yield* historyOf(site)).runs.map(({ runId }) => runId))
            expect(known.has(line.runId)).toBe(true)
          }
        }
      }
      expect(yield* historyOf(site)).toEqual({ runs: wanted, notes: [], isWhole: true })
      yield* Scope.close(scope, Exit.void)
      yield* mergeJournals(site)
      expect(journalNames(site)).toEqual([])
      expect(yield* stored(site)).toEqual(wanted)
    }).pipe(Effect.scoped),
  { fastCheck: { numRuns: 25 } }
)

/** A run of this process, which lives: what is open stays so. */
const own = (run: Run): Run => ({ ...run, process: self })

const stored = (site: string) =>
  Effect.flatMap(RunStore, (store) => store.tail({ limit: 1_000, stages: true })).pipe(
    Effect.provide(RunStoreDuckDb.layerReadOnly),
    Effect.provide(DuckDb.layer({ file: databaseFile(site), readOnly: true }))
  )
