/**
 * What a spreadsheet gets of a history: the same as `runs list --csv` gives it.
 */
import { join } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { harmless } from "../../src/domain/spreadsheet.js"
import { quoted } from "../../src/storage/DuckDb.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"
import { begun, leaveJournal, self } from "./someRuns.js"
import { tempSite } from "./tempSite.js"

const starts = [
  "",
  "'",
  "''",
  " ",
  "\t",
  "\n",
  "\r",
  "\v",
  "\f",
  "\u00a0",
  "\u2028",
  "\u3000",
  "'\ufeff",
  "a"
]
const signs = ["", "=", "+", "-", "@", "＝", "＋", "－", "＠", "x"]
const texts = starts.flatMap((start) => signs.map((sign) => `${start}${sign}1, "2"`))

it.scopedLive("no text in comma-separated values is a formula, and other formats have them as they are", () =>
  Effect.gen(function* () {
    const site = yield* tempSite
    leaveJournal(
      site,
      "1-1-a.ndjson",
      self,
      texts.map((text, at) => begun(at, { stage: text, tenantId: at === 0 ? null : text }))
    )
    const exported = (format: "csv" | "json") => {
      const file = join(site, `runs.${format}`)
      return Effect.flatMap(RunHistory, (history) => history.export({ format, file })).pipe(
        Effect.provide(layer(site)),
        Effect.zipRight(Effect.promise(() => columnsOf(format, file)))
      )
    }
    expect(yield* exported("csv")).toStrictEqual([
      texts.map(harmless),
      [null, ...texts.slice(1).map(harmless)]
    ])
    expect(yield* exported("json")).toStrictEqual([texts, [null, ...texts.slice(1)]])
  })
)

/** The stages and the tenants in a file, as another program reads them. */
const columnsOf = async (format: "csv" | "json", file: string) => {
  const instance = await DuckDBInstance.create(":memory:")
  const connection = await instance.connect()
  const from =
    format === "csv" ? `read_csv(${quoted(file)}, all_varchar = true)` : `read_json(${quoted(file)})`
  const reader = await connection.runAndReadAll(`SELECT stage, tenant_id FROM ${from}`)
  const columns = reader.getColumns()
  connection.disconnectSync()
  instance.closeSync()
  return columns
}
