import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { main } from "./cli/Cli.js"

// Whoever reads our output may stop reading, as `head` does: that is no error, and ends no work either.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE" && process.argv[2] === "process") return
  if (code === "EPIPE") process.exit(0)
  process.stderr.write(`egregora: standard output cannot be written to: ${message}\n`, () => process.exit(1))
})

// Nor is it one if nobody reads how far the work is: it goes on.
process.stderr.on("error", () => {})

NodeRuntime.runMain(main(process.argv.slice(2)), {
  disableErrorReporting: true,
  disablePrettyLogger: true,
  teardown: (exit, onExit) =>
    onExit(Exit.isFailure(exit) ? (Cause.isInterruptedOnly(exit.cause) ? 130 : 1) : Number(exit.value))
})
