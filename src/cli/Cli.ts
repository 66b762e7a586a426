/**
 * The command line: every command, and how its end becomes an exit code and at most one line.
 */

import { stripVTControlCharacters } from "node:util"
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeTerminal from "@effect/platform-node/NodeTerminal"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { version } from "../version.js"
import { configCommand } from "./commands/config.js"
import { exportForCommand } from "./commands/export.js"
import { initCommand } from "./commands/init.js"
import { parseCommand } from "./commands/parse.js"
import { previewCommand } from "./commands/preview.js"
import { privacyCommand, privacyPreviewCommand, revealCommand, spelledPrivacy } from "./commands/privacy.js"
import { bareRefresh, processCommand } from "./commands/process.js"
import {
  diffCommand,
  doctorCommand,
  exportCommand,
  gcCommand,
  lineageCommand,
  listCommand,
  replayCommand,
  runsCommand,
  showCommand,
  spelledList,
  statsCommand,
  tailCommand,
  watchCommand
} from "./commands/runs.js"
import { exitCodes } from "./exitCodes.js"
import { NoSuchRun } from "./findRun.js"
import { type Helped, renderHelp } from "./help.js"
import { printable, Screen } from "./terminal.js"
import { Unsuccessful } from "./Unsuccessful.js"
import { UsageError } from "./UsageError.js"
import { wrongUsage } from "./wrongUsage.js"

/**
 * Runs the program with the words behind its name and gives back the exit code: see `exitCodes`. Errors are
 * told in one line on stderr, with their causes after `--debug`.
 */
export const main = (words: ReadonlyArray<string>): Effect.Effect<number> => {
  const debug = words.includes("--debug")
  const command = called(words)
  const asksForHelp =
    words.includes("--help") ||
    words.includes("-h") ||
    (command.children.length > 0 && words.join(" ") === command.name)
  const run = Effect.flatMap(Effect.console, (console) =>
    Command.run(
      Command.transformHandler(egregora, (handler) => Effect.withConsole(handler, console)),
      { name: "egregora", version }
    )(["node", "egregora", ...spelled(words)]).pipe(Effect.withConsole(forLibrary(console)))
  )
  const help = Effect.flatMap(Screen, ({ width }) => Console.log(renderHelp(command, Math.min(width, 100))))
  const asked = words[0] === "--version" ? Console.log(version) : asksForHelp ? help : run
  return asked.pipe(
    Effect.as<number>(exitCodes.done),
    Effect.catchAllCause((cause) => tell(cause, words, debug)),
    Logger.withMinimumLogLevel(debug ? LogLevel.Debug : LogLevel.Warning),
    Effect.provide(services)
  )
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const egregora = Command.make("egregora").pipe(
  Command.withDescription("Turns a group chat's export into a blog, and keeps the history of every step."),
  Command.withSubcommands([
    processCommand,
    previewCommand,
    privacyCommand,
    parseCommand,
    exportForCommand,
    runsCommand,
    initCommand,
    configCommand
  ])
)

const config = CliConfig.make({ showBuiltIns: false, showTypes: false })

const services = Layer.mergeAll(
  NodeFileSystem.layer,
  NodePath.layer,
  NodeTerminal.layer,
  Layer.succeed(CliConfig.CliConfig, config),
  Logger.replace(
    Logger.defaultLogger,
    Logger.make(({ logLevel, message }) => {
      const text = Array.isArray(message) ? message.map(String).join(" ") : String(message)
      process.stderr.write(`${logLevel._tag.toLowerCase()}: ${printable(text)}\n`)
    })
  )
)

/** The words as the command library takes them. */
const spelled = (words: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (words[0] === "privacy") return spelledPrivacy(words)
  return words[0] === "runs" && words[1] === "list" ? spelledList(words) : bareRefresh(words.flatMap(shortN))
}

/** `--n 5` and `--n=5` as the command library spells them: `-n 5`. */
const shortN = (word: string): ReadonlyArray<string> => {
  const [, value] = /^(?:--n=|-n=?)(.+)$/.exec(word) ?? []
  return word === "--n" ? ["-n"] : value === undefined ? [word] : ["-n", value]
}

/**
 * The console for the command library itself: it prints a wrong usage by itself, which is told below,
 * and help with escape codes, which belong on a terminal only.
 */
const forLibrary = (console: Console.Console): Console.Console => ({
  ...console,
  error: () => Effect.void,
  log: (...lines) =>
    console.log(
      ...lines.map((line) => (process.stdout.isTTY ? line : stripVTControlCharacters(String(line))))
    )
})

const tell = (
  cause: Cause.Cause<unknown>,
  words: ReadonlyArray<string>,
  debug: boolean
): Effect.Effect<number> => {
  if (Cause.isInterruptedOnly(cause)) return Effect.interrupt
  const error = Option.getOrElse(Cause.failureOption(cause), () => Cause.squash(cause))
  if (error instanceof Unsuccessful) return Effect.succeed(error.code)
  const usage = error instanceof UsageError || ValidationError.isValidationError(error)
  const detail = debug && !usage ? `\n${printable(Cause.pretty(cause, { renderErrorCause: true }))}` : ""
  const line =
    Cause.isFailure(cause) && (usage || hasMessage(error))
      ? lineOf(error, words)
      : `unexpected error: ${lineOf(error, words)}${debug || words[0] !== "process" ? "" : " (again with --debug for the details)"}`
  return Effect.as(Console.error(`egregora: ${line}${detail}`), codeOf(error, usage))
}

const codeOf = (error: unknown, usage: boolean): number => {
  if (usage) return exitCodes.wrongUsage
  return error instanceof NoSuchRun ? exitCodes.noSuchRun : exitCodes.failed
}

const hasMessage = Predicate.hasProperty("message")

const lineOf = (error: unknown, words: ReadonlyArray<string>): string =>
  ValidationError.isValidationError(error)
    ? oneLine(wrongUsage(error, { typed: words, spelled: spelled(words) }, called(words)))
    : oneLine(hasMessage(error) ? String(error.message) : String(error))

/** The command that the words call, as far as they name one. */
const called = ([first = "", second = ""]: ReadonlyArray<string>): Helped =>
  [`${first} ${second}`, first].flatMap((name) => named(name) ?? [])[0] ?? root

const named = (name: string): Helped | undefined =>
  [...root.children, ...runs.children, ...privacy.children].find((it) => it.name === name)

const helped = <Name extends string, R, E, A>(
  name: string,
  command: Command.Command<Name, R, E, A>,
  children: ReadonlyArray<Helped> = []
): Helped => ({ name, help: () => Command.getHelp(command, config), children })

const runs = helped("runs", runsCommand, [
  helped("runs tail", tailCommand),
  helped("runs list", listCommand),
  helped("runs watch", watchCommand),
  helped("runs show", showCommand),
  helped("runs stats", statsCommand),
  helped("runs diff", diffCommand),
  helped("runs lineage", lineageCommand),
  helped("runs replay", replayCommand),
  helped("runs export", exportCommand),
  helped("runs gc", gcCommand),
  helped("runs doctor", doctorCommand)
])

const privacy = helped("privacy", privacyPreviewCommand, [helped("privacy reveal", revealCommand)])

const root = helped("", egregora, [
  helped("process", processCommand),
  helped("preview", previewCommand),
  privacy,
  helped("parse", parseCommand),
  helped("export", exportForCommand),
  runs,
  helped("init", initCommand),
  helped("config", configCommand)
])

const oneLine = (text: string): string =>
  printable(text)
    .trim()
    .split(/\s*\n\s*/)
    .join(" ")
