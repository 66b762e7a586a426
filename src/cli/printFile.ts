/**
 * Files on standard output.
 */
import { createReadStream, openSync, rmSync } from "node:fs"
import { pipeline } from "node:stream/promises"
import * as Effect from "effect/Effect"
import { printable } from "./terminal.js"

/**
 * Prints a text file as fast as the reader of standard output takes it, and removes it first where the
 * system lets that be: a reader who stops reading ends the program at once. Gives whether all of it was
 * printed; what went wrong is told where the program listens to standard output.
 */
export const printFile = (file: string): Effect.Effect<boolean> =>
  Effect.promise(() => {
    const descriptor = openSync(file, "r")
    try {
      rmSync(file)
    } catch {
      // Some systems keep what is open.
    }
    const text = createReadStream(file, { fd: descriptor, encoding: "utf8" })
    return pipeline(text, fitForScreen, process.stdout, { end: false }).then(
      () => true,
      () => false
    )
  })

/** What is in a run must not steer a terminal; a pipe gets it as it is. */
async function* fitForScreen(chunks: AsyncIterable<string>) {
  for await (const chunk of chunks) yield process.stdout.isTTY ? printable(chunk) : chunk
}
