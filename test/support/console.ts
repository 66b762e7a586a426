import * as Console from "effect/Console"
import * as Effect from "effect/Effect"

/** What an effect gave back and what it printed, a line each. */
export interface Printed<A> {
  readonly result: A
  readonly out: ReadonlyArray<string>
  readonly err: ReadonlyArray<string>
}

/** Runs an effect with a console of its own. */
export const captured = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<Printed<A>, E, R> =>
  Effect.suspend(() => {
    const out: Array<string> = []
    const err: Array<string> = []
    const into = (lines: Array<string>) => (text: unknown) =>
      Effect.sync(() => void lines.push(...String(text).split("\n")))
    return Effect.flatMap(Console.consoleWith(Effect.succeed), (console) =>
      Effect.withConsole(effect, { ...console, log: into(out), error: into(err) })
    ).pipe(Effect.map((result) => ({ result, out, err })))
  })
