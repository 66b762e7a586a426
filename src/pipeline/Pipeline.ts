/**
 * Stages put together: what happens to each window, in order.
 *
 * The types know each stage by name. A stage that does not take what the one before it gives, a name
 * that is not there, or a name used twice does not type-check.
 */
import * as Effect from "effect/Effect"
import { type Pipeable, pipeArguments } from "effect/Pipeable"
import type { Json } from "../domain/Fingerprint.js"
import * as Stage from "./Stage.js"

/** A list of stages in which each takes what the one before it gives. */
export interface Pipeline<Stages extends ReadonlyArray<Stage.Any>> extends Pipeable {
  readonly stages: Stages
  /** Runs a value through all stages, each a tracked run. */
  readonly run: (input: Input<Stages>) => Effect.Effect<Output<Stages>, Failure<Stages>, Requirements<Stages>>
}

/** What the first of some stages takes. */
export type Input<Stages> = Stages extends readonly [infer First, ...infer _] ? Stage.Input<First> : never
/** What the last of some stages gives. */
export type Output<Stages> = Stages extends readonly [...infer _, infer Last] ? Stage.Output<Last> : never
/** How any of some stages fails. */
export type Failure<Stages extends ReadonlyArray<Stage.Any>> = Stage.Failure<Stages[number]>
/** What some stages need. */
export type Requirements<Stages extends ReadonlyArray<Stage.Any>> = Stage.Requirements<Stages[number]>

/** A pipeline of the given stages. */
export const make = <const S extends readonly [Stage.Any, ...ReadonlyArray<Stage.Any>]>(
  ...stages: S & Checked<S>
): Pipeline<S> => fromStages<S>(stages)

/** The pipeline with a stage added behind the one of the given name. */
export const insertAfter =
  <const N extends string, const New extends Stage.Any>(name: N, stage: New) =>
  <S extends ReadonlyArray<Stage.Any>>(
    self: Pipeline<S> & Edited<S, N, InsertAfter<S, N, New>>
  ): Pipeline<InsertAfter<S, N, New>> =>
    edit<S, InsertAfter<S, N, New>>(self, (stages) =>
      stages.flatMap((s) => (s.name === name ? [s, stage] : [s]))
    )

/** The pipeline with a stage added in front of the one of the given name. */
export const insertBefore =
  <const N extends string, const New extends Stage.Any>(name: N, stage: New) =>
  <S extends ReadonlyArray<Stage.Any>>(
    self: Pipeline<S> & Edited<S, N, InsertBefore<S, N, New>>
  ): Pipeline<InsertBefore<S, N, New>> =>
    edit<S, InsertBefore<S, N, New>>(self, (stages) =>
      stages.flatMap((s) => (s.name === name ? [stage, s] : [s]))
    )

/** The pipeline with another stage in the place of the one of the given name. */
export const replace =
  <const N extends string, const New extends Stage.Any>(name: N, stage: New) =>
  <S extends ReadonlyArray<Stage.Any>>(
    self: Pipeline<S> & Edited<S, N, Replace<S, N, New>>
  ): Pipeline<Replace<S, N, New>> =>
    edit<S, Replace<S, N, New>>(self, (stages) => stages.map((s) => (s.name === name ? stage : s)))

/** The pipeline without the stage of the given name. */
export const remove =
  <const N extends string>(name: N) =>
  <S extends ReadonlyArray<Stage.Any>>(
    self: Pipeline<S> & Edited<S, N, Remove<S, N>>
  ): Pipeline<Remove<S, N>> =>
    edit<S, Remove<S, N>>(self, (stages) => stages.filter((s) => s.name !== name))

/** The names and versions of the stages: what of a pipeline decides its output. */
export const describe = (stages: ReadonlyArray<Stage.Any>): Json =>
  stages.map(({ name, version }) => ({ name, version }))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const fromStages = <S extends ReadonlyArray<Stage.Any>>(stages: S): Pipeline<S> => ({
  stages,
  run: (input) => fold<S>(stages, input),
  pipe() {
    // biome-ignore lint/complexity/noArguments: what `pipeArguments` takes
    return pipeArguments(this, arguments)
  }
})

// The static type of a list of stages is lost while it is edited or folded. The types say what comes
// out, and the tests compare both for each edit.
const edit = <S extends ReadonlyArray<Stage.Any>, T extends ReadonlyArray<Stage.Any>>(
  self: Pipeline<S>,
  change: (stages: ReadonlyArray<Stage.Any>) => ReadonlyArray<Stage.Any>
): Pipeline<T> => fromStages(change(self.stages) as T)

const fold = <S extends ReadonlyArray<Stage.Any>>(
  stages: ReadonlyArray<Stage.Any>,
  input: Input<S>
): Effect.Effect<Output<S>, Failure<S>, Requirements<S>> =>
  // @effect-diagnostics-next-line unsafeEffectTypeAssertion:off
  stages.reduce<Effect.Effect<unknown, unknown, unknown>>(
    (effect, stage) => Effect.flatMap(effect, (value) => Stage.run(stage, value as never)),
    Effect.succeed(input)
  ) as Effect.Effect<Output<S>, Failure<S>, Requirements<S>>

type InsertAfter<S, N extends string, New> = S extends readonly [infer Head, ...infer Tail]
  ? Stage.Name<Head> extends N
    ? readonly [Head, New, ...Tail]
    : readonly [Head, ...Elements<InsertAfter<Tail, N, New>>]
  : readonly []

type InsertBefore<S, N extends string, New> = S extends readonly [infer Head, ...infer Tail]
  ? Stage.Name<Head> extends N
    ? readonly [New, Head, ...Tail]
    : readonly [Head, ...Elements<InsertBefore<Tail, N, New>>]
  : readonly []

type Replace<S, N extends string, New> = S extends readonly [infer Head, ...infer Tail]
  ? Stage.Name<Head> extends N
    ? readonly [New, ...Tail]
    : readonly [Head, ...Elements<Replace<Tail, N, New>>]
  : readonly []

type Remove<S, N extends string> = S extends readonly [infer Head, ...infer Tail]
  ? Stage.Name<Head> extends N
    ? readonly [...Tail]
    : readonly [Head, ...Elements<Remove<Tail, N>>]
  : readonly []

type Elements<T> = T extends ReadonlyArray<unknown> ? T : never

/** `unknown` when the list is in order, else an object type whose only property says what is wrong. */
type Checked<S> = S extends readonly []
  ? { readonly error: "a pipeline has at least one stage" }
  : S extends readonly [infer A, infer B, ...infer Rest]
    ? [Stage.Output<A>] extends [Stage.Input<B>]
      ? Stage.Name<A> extends Stage.Name<[B, ...Rest][number]>
        ? { readonly error: `two stages are named "${Stage.Name<A>}"` }
        : Checked<readonly [B, ...Rest]>
      : { readonly error: `"${Stage.Name<B>}" does not take what "${Stage.Name<A>}" gives` }
    : unknown

type IsUnion<N, All = N> = N extends unknown ? ([All] extends [N] ? false : true) : never

type Edited<S extends ReadonlyArray<Stage.Any>, N extends string, After> =
  IsUnion<N> extends true
    ? { readonly error: "name one stage" }
    : N extends Stage.Name<S[number]>
      ? Checked<After>
      : { readonly error: `there is no stage "${N}"` }
