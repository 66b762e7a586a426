/**
 * What `egregora runs doctor` does.
 */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import { createColors } from "picocolors"
import * as SiteStore from "../../../site/SiteStore.js"
import { databaseFile } from "../../../tracking/mergeJournals.js"
import * as RunHistoryFiles from "../../../tracking/RunHistoryFiles.js"
import { checkDatabase } from "../../doctor/database.js"
import type { Finding } from "../../doctor/Finding.js"
import { checkAside, checkJournals, checkMissing, checkRuns } from "../../doctor/history.js"
import { checkOutputs } from "../../doctor/outputs.js"
import { checkSite } from "../../doctor/site.js"
import { exitCodes } from "../../exitCodes.js"
import { findSite } from "../../site.js"
import { printableJson, printableLine, Screen, type Shape } from "../../terminal.js"
import { Unsuccessful } from "../../Unsuccessful.js"
import { pad, widest, wrap } from "../../wrap.js"

/** What `runs doctor` was asked for. */
export interface DoctorOptions {
  /** Whether journals that are left are not merged. */
  readonly dryRun: boolean
  /** One JSON object instead of lines. */
  readonly json: boolean
}

/** Finds the site and tells how it is. */
export const doctor = ({ site, ...options }: DoctorOptions & { readonly site: Option.Option<string> }) =>
  Effect.gen(function* () {
    const folder = yield* findSite(site)
    const findings = yield* examine(folder, options)
    const ok = findings.every(({ level }) => level !== "error")
    yield* Console.log(
      options.json ? printableJson({ site: folder, ok, findings }) : findingsText(findings, yield* Screen)
    )
    if (!ok) return yield* new Unsuccessful({ code: exitCodes.failed })
  })

/** Everything that is to be said of a site. A merge would put a database aside that is damaged. */
export const examine = Effect.fn("runs.examine")(
  function* (folder: string, { dryRun }: Pick<DoctorOptions, "dryRun">) {
    const site = yield* checkSite
    const database = yield* checkDatabase(databaseFile(folder))
    const wait = database.usable ? (dryRun ? "without --dry-run" : null) : "when the database can be used"
    const journals = yield* checkJournals(folder, { wait })
    const runs = database.usable ? [...(yield* checkRuns(folder)), ...(yield* checkOutputs)] : []
    return [...site, ...database.findings, ...journals, ...runs, checkMissing(folder), ...checkAside(folder)]
  },
  (effect, folder) =>
    Effect.provide(effect, Layer.merge(SiteStore.layer(folder), RunHistoryFiles.layer(folder)))
)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const findingsText = (findings: ReadonlyArray<Finding>, screen: Shape): string => {
  const { green, red, yellow } = createColors(screen.colour)
  const colours = { ok: green, warning: yellow, error: red }
  const subjectWidth = widest(findings.map(({ subject }) => subject))
  const indent = "warning".length + subjectWidth + 4
  return findings
    .flatMap(({ level, message, subject }) => {
      const head = `${colours[level](pad(level, "warning".length))}  ${pad(subject, subjectWidth)}  `
      return wrap(printableLine(message), Math.max(24, screen.width - indent)).map((line, at) =>
        at === 0 ? head + line : " ".repeat(indent) + line
      )
    })
    .join("\n")
}
