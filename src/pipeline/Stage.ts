/**
 * A stage: a named Effect program from one value to another.
 */
import * as Effect from "effect/Effect"
import * as RunTracking from "../tracking/RunTracking.js"

/** A named program from `In` to `Out`. */
export interface Stage<Name extends string, in In, out Out, out E = never, out R = never> {
  readonly name: Name
  /** Part of a window's fingerprint: change it when the stage would make something else of the same input. */
  readonly version: string
  readonly run: (input: In) => Effect.Effect<Out, E, R>
}

/** Any stage at all. */
export type Any = Stage<string, never, unknown, unknown, unknown>

/** The name of a stage. */
export type Name<S> = S extends Stage<infer N, infer _In, infer _Out, infer _E, infer _R> ? N : never
/** What a stage takes. */
export type Input<S> = S extends Stage<infer _N, infer In, infer _Out, infer _E, infer _R> ? In : never
/** What a stage gives. */
export type Output<S> = S extends Stage<infer _N, infer _In, infer Out, infer _E, infer _R> ? Out : never
/** How a stage fails. */
export type Failure<S> = S extends Stage<infer _N, infer _In, infer _Out, infer E, infer _R> ? E : never
/** What a stage needs. */
export type Requirements<S> = S extends Stage<infer _N, infer _In, infer _Out, infer _E, infer R> ? R : never

/** A stage of the given name. `version` defaults to "1". */
export const make = <const N extends string, In, Out, E, R>(
  name: N,
  run: (input: In) => Effect.Effect<Out, E, R>,
  options: { readonly version?: string } = {}
): Stage<N, In, Out, E, R> => ({ name, version: options.version ?? "1", run })

/** Runs a stage as a tracked run and a span of its name. */
export const run = <N extends string, In, Out, E, R>(
  stage: Stage<N, In, Out, E, R>,
  input: In
): Effect.Effect<Out, E, R> =>
  Effect.suspend(() => stage.run(input)).pipe(
    RunTracking.track({ stage: stage.name, kind: "stage" }),
    Effect.withSpan(stage.name)
  )
