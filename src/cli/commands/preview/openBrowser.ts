/**
 * The user's own browser.
 */
import { spawn } from "node:child_process"
import * as Effect from "effect/Effect"

/**
 * Asks the system to open an address. Where it has no browser nothing happens. The browser is a process of its
 * own, which a Ctrl-C in the terminal does not reach.
 */
export const openBrowser = (address: string): Effect.Effect<void> =>
  Effect.sync(() => {
    const [command = "", ...words] = [...opener, address]
    const child = spawn(command, words, { detached: true, stdio: "ignore" })
    child.on("error", () => {})
    child.unref()
  }).pipe(Effect.catchAllDefect(() => Effect.void))

/** The second word of `start` is the title of a window. */
const opener: ReadonlyArray<string> =
  process.platform === "darwin"
    ? ["open"]
    : process.platform === "win32"
      ? ["cmd", "/c", "start", ""]
      : ["xdg-open"]
