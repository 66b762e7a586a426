/**
 * Chats in many languages whose people are known: nothing of them is in anything that a `process` leaves, or in
 * what a writer is given. No writer that calls a model exists yet, so there are no prompts: what it will be
 * made of is the window, and that is looked at.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../src/AppLayer.js"
import type { Window } from "../../src/domain/Window.js"
import * as Pipeline from "../../src/pipeline/Pipeline.js"
import { processExport } from "../../src/pipeline/processExport.js"
import * as Stage from "../../src/pipeline/Stage.js"
import { standard } from "../../src/pipeline/standard.js"
import { tempFolder } from "../support/exports.js"
import { leaks, type Place, placesIn, unseen } from "../support/leaks.js"
import {
  type CorpusRow,
  corpus,
  discordOf,
  laterOf,
  secretsOf,
  slackOf,
  telegramOf,
  whatsAppOf
} from "../support/privacyCorpus.js"
import { zip } from "../support/zip.js"

class Trouble extends Error {
  readonly _tag = "Trouble"
}

/** Processes an export, and gives what was left of it, what writers were given, and what went wrong. */
const processed = Effect.fnUntraced(function* (
  row: CorpusRow,
  name: string,
  content: string | Uint8Array,
  hide: boolean,
  folder?: string
) {
  const own = folder ?? (yield* tempFolder)
  mkdirSync(join(own, "in"), { recursive: true })
  const path = join(own, "in", name)
  writeFileSync(path, content)
  const output = join(own, "blog")
  const given: Array<Place> = []
  const spy = Stage.make("spy", (window: Window) =>
    Effect.sync(() => {
      given.push({ where: `window ${window.key}`, text: JSON.stringify(window) })
      return window
    })
  )
  const trouble = Stage.make("trouble", (window: Window) =>
    window.index === 1
      ? Effect.fail(
          new Trouble(`cannot do: ${window.messages.map(({ author, text }) => `${author}: ${text}`)}`)
        )
      : Effect.succeed(window)
  )
  const spied = standard.pipe(Pipeline.insertAfter("privacy", spy), Pipeline.insertBefore("privacy", trouble))
  const pipeline = hide ? spied : Pipeline.remove("privacy")(spied)
  const options = {
    export: path,
    zone: DateTime.zoneUnsafeMakeNamed(row.zone),
    window: { stepSize: 1, stepUnit: "messages", overlap: 0 },
    concurrency: 2,
    realNames: !hide
  } as const
  const results: Array<Place> = []
  const summary = yield* processExport(pipeline, {
    ...options,
    onWindow: ({ status, key, error }) =>
      Effect.sync(() => {
        if (status === "failed") results.push({ where: `failed ${key}`, text: String(error) })
      })
  }).pipe(Effect.provide(AppLayer.layer({ output })))
  const places = yield* Effect.promise(() => placesIn(output))
  return { given, places, summary, failed: results.length }
})

const exportsOf = (row: CorpusRow) =>
  Effect.promise(async () => {
    const { name, files } = whatsAppOf(row)
    return [
      [name, await zip(files)],
      ["result.json", telegramOf(row)],
      ["discord.json", discordOf(row)],
      ["slack.zip", await zip(slackOf(row))]
    ] as const
  })

const whatsApp = (row: CorpusRow) => Effect.map(exportsOf(row), ([first]) => first)

describe("with names hidden, nothing of anybody is left", () => {
  for (const row of corpus) {
    it.scopedLive(`of a chat in ${row.language}`, () =>
      Effect.gen(function* () {
        const { names, numbers } = secretsOf(row)
        const [name, content] = yield* whatsApp(row)
        const { given, places, failed, summary } = yield* processed(row, name, content, true)
        expect(failed).toBe(1)
        expect(summary.posts).toBeGreaterThan(20)
        expect(given.length).toBeGreaterThan(20)
        expect(leaks(places, [...names, ...numbers])).toEqual([])
        expect(leaks(given, [...names, ...numbers])).toEqual([])
      })
    )
  }

  for (const row of corpus.filter(({ language }) => ["de", "ru", "zh", "ar"].includes(language))) {
    it.scopedLive(`of chats of other applications in ${row.language}`, () =>
      Effect.gen(function* () {
        const { names } = secretsOf(row)
        const [, ...others] = yield* exportsOf(row)
        for (const [name, content] of others) {
          const { given, places, summary } = yield* processed(row, name, content, true)
          expect([name, summary.posts > 2]).toEqual([name, true])
          expect([name, leaks([...places, ...given], names)]).toEqual([name, []])
        }
      })
    )
  }
})

describe("in a later export without those who are gone, nothing of them is left", () => {
  for (const row of corpus) {
    it.scopedLive(`of a chat in ${row.language}`, () =>
      Effect.gen(function* () {
        const { names } = secretsOf(row)
        const [name, content] = yield* whatsApp(row)
        const later = laterOf(row)
        const folder = yield* tempFolder
        yield* processed(row, name, content, true, folder)
        const { given, places, summary } = yield* processed(row, later.name, later.text, true, folder)
        expect(summary.windows.written).toBeGreaterThan(2)
        expect(leaks([...places, ...given], names)).toEqual([])

        const alone = yield* processed(row, later.name, later.text, true)
        expect(leaks(alone.places, names).length).toBeGreaterThan(0)
      })
    )
  }
})

describe("with nothing hidden, all of it is found", () => {
  for (const row of corpus.filter(({ language }) => ["en", "de", "ru", "zh", "tr"].includes(language))) {
    it.scopedLive(`of a chat in ${row.language}`, () =>
      Effect.gen(function* () {
        const { names, numbers } = secretsOf(row)
        const [name, content] = yield* whatsApp(row)
        const { given, places } = yield* processed(row, name, content, false)
        expect(unseen(places, [...names, ...numbers])).toEqual([])
        expect(unseen(given, [...names, ...numbers])).toEqual([])
        expect(
          leaks(
            places.filter(({ where }) => /^table/.test(where)),
            names
          ).length
        ).toBeGreaterThan(0)
        expect(
          leaks(
            places.filter(({ where }) => /ndjson|\.duckdb$/.test(where)),
            names
          ).length
        ).toBeGreaterThan(0)
      })
    )
  }
})
