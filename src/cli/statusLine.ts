/**
 * One line at the bottom of a terminal that says how things stand, below lines that stay.
 */
import * as Terminal from "@effect/platform/Terminal"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Screen } from "./terminal.js"
import { columns, cut } from "./wrap.js"

/** Lines that stay, and one that does not. */
export interface StatusLine {
  /** Prints a line that stays. */
  readonly print: (line: string) => Effect.Effect<void>
  /** Says how things stand. */
  readonly show: (text: string) => Effect.Effect<void>
}

/**
 * The status line of standard output; it is gone when the scope closes. Where that is no terminal there is
 * none. It needs no escape codes: what is to go is written over with spaces.
 */
export const make: Effect.Effect<StatusLine, never, Scope.Scope | Terminal.Terminal> = Effect.gen(
  function* () {
    const { width } = yield* Screen
    if (!Number.isFinite(width)) return { print: (line) => Console.log(line), show: () => Effect.void }
    const terminal = yield* Terminal.Terminal
    let shown = 0
    const write = (text: string) => Effect.ignore(terminal.display(text))
    const erase = Effect.suspend(() => {
      const blank = shown === 0 ? Effect.void : write(`\r${" ".repeat(shown)}\r`)
      shown = 0
      return blank
    })
    yield* Effect.addFinalizer(() => erase)
    return {
      print: (line) => Effect.zipRight(erase, Console.log(line)),
      show: (text) =>
        Effect.suspend(() => {
          const line = cut(text, width - 1)
          const rest = " ".repeat(Math.max(0, shown - columns(line)))
          shown = columns(line)
          return write(`\r${line}${rest}`)
        })
    }
  }
)
