/**
 * What `egregora process` does once its options are known to make sense.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as AppLayer from "../../../AppLayer.js"
import { type ProcessOptions, processExport, type Summary } from "../../../pipeline/processExport.js"
import { standard } from "../../../pipeline/standard.js"
import { counted } from "../../counted.js"
import { rememberSite } from "../../site.js"
import { Unsuccessful } from "../../Unsuccessful.js"
import * as Progress from "./progress.js"

/** Processes an export into the site at `output` and prints a summary. */
export const run = ({ output, source, ...options }: ProcessOptions & Required<AppLayer.AppOptions>) =>
  Effect.gen(function* () {
    const progress = yield* Progress.make
    const services = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
    const summary = yield* processExport(standard, {
      ...options,
      ...progress,
      onSurvey: (survey) =>
        Effect.zipRight(Effect.provide(rememberSite(output), services), progress.onSurvey(survey))
    })
    yield* progress.stop
    yield* Effect.forEach(summary.warnings, (warning) => Console.error(`warning: ${warning}`), {
      discard: true
    })
    yield* Console.log(text(summary, output))
    if (summary.failed > 0) return yield* new Unsuccessful()
  }).pipe(Effect.scoped, Effect.provide(AppLayer.layer({ output, source })))

const text = (summary: Summary, output: string): string =>
  [
    `Read ${counted(summary.messages, "message")} in ${summary.seconds.toFixed(1)} s.`,
    "",
    `  Windows  ${number(summary.written)} written, ${number(summary.failed)} failed, ${number(summary.skipped)} skipped`,
    `  Posts    ${number(summary.posts)}`,
    `  Blog     ${summary.home}`,
    `  Runs     egregora runs tail --site ${quoted(output)}`
  ].join("\n")

const number = (value: number): string => value.toLocaleString("en")

/** A path as a shell takes it. */
const quoted = (path: string): string =>
  /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
