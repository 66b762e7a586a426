import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as FiberId from "effect/FiberId"
import * as Layer from "effect/Layer"
import { JournalError, RunJournal } from "../../src/tracking/RunJournal.js"

const journal = (append: typeof RunJournal.Service.append): Layer.Layer<RunJournal> =>
  Layer.succeed(RunJournal, { append })

/**
 * Every way in which a journal can treat its caller. The last two keep it waiting until its timeout.
 */
export const journals = {
  healthy: journal(() => Effect.void),
  fails: journal(() => Effect.fail(new JournalError({ message: "no space left on device" }))),
  dies: journal(() => Effect.die(new Error("a defect in the journal"))),
  throws: journal(() => {
    throw new Error("thrown before there was an effect")
  }),
  "interrupts itself": journal(() => Effect.interrupt),
  hangs: journal(() => Effect.never),
  "hangs uninterruptibly": journal(() => Effect.uninterruptible(Effect.never))
}

/** How long the work below goes on after `begun`. */
export const workTime = "1 minute"

/** An effect of which it is known what it will do, and who interrupts it, in turn, once it has `begun`. */
export interface Work {
  readonly effect: (begun: Effect.Effect<unknown>) => Effect.Effect<unknown, unknown>
  readonly interruptedBy?: ReadonlyArray<FiberId.FiberId>
}

const value = { some: "value" }
const error = { _tag: "SomeError" }
const defect = new Error("a defect")
const lateDefect = new Error("a defect in a finalizer")
const unprintable = {
  get message(): string {
    throw new Error("no message")
  },
  toString(): string {
    throw new Error("no text")
  }
}

/** The values that the work below succeeds, fails and dies with, to tell them by identity. */
export const payloads: ReadonlyArray<unknown> = [value, error, defect, lateDefect, unprintable]

const outsider = FiberId.make(1_000_001, 0)
const another = FiberId.make(1_000_002, 0)
const working = Effect.sleep(workTime)
const waiting = (begun: Effect.Effect<unknown>) => Effect.zipRight(begun, Effect.never)

/** Every way in which an effect can end. */
export const works: Record<string, Work> = {
  succeeds: { effect: () => Effect.succeed(value) },
  "succeeds later": { effect: () => Effect.as(working, value) },
  fails: { effect: () => Effect.fail(error) },
  "fails later": { effect: () => Effect.zipRight(working, Effect.fail(error)) },
  "fails with nothing": { effect: () => Effect.fail(undefined) },
  "fails with what cannot be printed": { effect: () => Effect.fail(unprintable) },
  "fails with an empty cause": { effect: () => Effect.failCause(Cause.empty) },
  "fails twice at once": {
    effect: () => Effect.failCause(Cause.parallel(Cause.fail(error), Cause.die(defect)))
  },
  "fails, and dies cleaning up": {
    effect: () => Effect.ensuring(Effect.fail(error), Effect.die(lateDefect))
  },
  dies: { effect: () => Effect.die(defect) },
  throws: {
    effect: () =>
      Effect.sync(() => {
        throw defect
      })
  },
  "interrupts itself": { effect: () => Effect.interrupt },
  "passes on an interruption": { effect: () => Effect.failCause(Cause.interrupt(outsider)) },
  "passes on two interruptions": {
    effect: () => Effect.failCause(Cause.sequential(Cause.interrupt(outsider), Cause.interrupt(outsider)))
  },
  "is interrupted": { effect: waiting, interruptedBy: [outsider] },
  "is interrupted and cleans up": {
    effect: (begun) => Effect.onInterrupt(waiting(begun), () => working),
    interruptedBy: [outsider]
  },
  "is interrupted again while it cleans up": {
    effect: (begun) => Effect.onInterrupt(waiting(begun), () => working),
    interruptedBy: [outsider, another]
  },
  "is interrupted, and dies cleaning up": {
    effect: (begun) => Effect.ensuring(waiting(begun), Effect.die(lateDefect)),
    interruptedBy: [outsider]
  },
  "is interrupted where that must wait, and succeeds": {
    effect: (begun) => Effect.zipRight(begun, Effect.uninterruptible(Effect.as(working, value))),
    interruptedBy: [outsider]
  },
  "is interrupted where that must wait, and fails": {
    effect: (begun) =>
      Effect.zipRight(begun, Effect.uninterruptible(Effect.zipRight(working, Effect.fail(error)))),
    interruptedBy: [outsider]
  },
  "is interrupted with its children": {
    effect: (begun) => Effect.all([Effect.never, waiting(begun)], { concurrency: "unbounded" }),
    interruptedBy: [outsider]
  },
  "is interrupted inside a region of its own": {
    effect: (begun) => Effect.uninterruptibleMask((restore) => restore(waiting(begun))),
    interruptedBy: [outsider]
  },
  "is interrupted and takes no notice": {
    effect: (begun) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.catchAllCause(restore(waiting(begun)), () => Effect.succeed(value))
      ),
    interruptedBy: [outsider]
  }
}
