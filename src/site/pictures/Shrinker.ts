/**
 * Makes pictures smaller. They come from a chat and are decoded by native code, so this happens in processes of
 * their own that know nothing: one that crashes, hangs or is taken over by a picture ends no other work.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { createRequire } from "node:module"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Pool from "effect/Pool"
import type * as Scope from "effect/Scope"
import { decodePictures } from "./decodePictures.js"

/** A smaller picture, or one of the same size where it was small already. A WebP without metadata. */
export interface Smaller {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** What a picture gives. */
export interface Shrunk {
  /** The smallest first. */
  readonly versions: ReadonlyArray<Smaller>
  /** Whether the picture moves; its versions do not. */
  readonly isAnimated: boolean
}

/**
 * A picture that was not made smaller. `message` is one line.
 * - `Picture`: it is damaged, too large, or no picture.
 * - `Missing`: there is nothing here that could do it.
 */
export class ShrinkError extends Data.TaggedError("ShrinkError")<{
  readonly reason: "Picture" | "Missing"
  readonly message: string
}> {}

/** Makes smaller pictures of one, a JPEG, PNG, WebP or GIF. */
export type Shrink = (picture: Uint8Array) => Effect.Effect<Shrunk, ShrinkError>

/** Pictures that are worked on at once. */
export const atOnce = 2

/**
 * Starts what makes pictures smaller, for as long as the scope lives: processes begin with the first picture.
 * `library` is what decodes them, by the name of its package; it may not be there.
 */
export const makeShrinker = (library = "sharp"): Effect.Effect<Shrink, never, Scope.Scope> =>
  Effect.gen(function* () {
    const pool = yield* Pool.makeWithTTL({
      acquire: begin(library),
      min: 0,
      max: atOnce,
      timeToLive: "1 minute"
    })
    return (picture) =>
      Effect.gen(function* () {
        const child = yield* Pool.get(pool)
        const answer = ask(child, picture).pipe(
          Effect.timeoutFail({ duration: longest, onTimeout: () => damaged("it takes too long to decode") })
        )
        const shrunk = yield* Effect.onError(answer, () => Pool.invalidate(pool, child))
        return typeof shrunk === "string" ? yield* damaged(shrunk) : shrunk
      }).pipe(Effect.scoped)
  })

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const longest = "30 seconds"

const damaged = (message: string): ShrinkError => new ShrinkError({ reason: "Picture", message })

/** Starts a process. It gets no environment, which may hold keys, but what Windows cannot do without. */
const begin = Effect.fnUntraced(function* (library: string) {
  const missing = () =>
    new ShrinkError({ reason: "Missing", message: `pictures cannot be made smaller without "${library}"` })
  const path = yield* Effect.try({
    try: () => createRequire(import.meta.url).resolve(library),
    catch: missing
  })
  const root = process.env["SystemRoot"]
  const child = yield* Effect.acquireRelease(
    Effect.sync(() =>
      spawn(process.execPath, ["-e", `(${decodePictures})(require, process)`, path], {
        stdio: ["ignore", "ignore", "ignore", "ipc"],
        serialization: "advanced",
        windowsHide: true,
        env: root === undefined ? {} : { SystemRoot: root }
      })
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )
  const first = yield* Effect.mapError(reply(child), missing)
  return first === "ready" ? child : yield* missing()
})

const ask = (child: ChildProcess, picture: Uint8Array): Effect.Effect<Shrunk | string, ShrinkError> =>
  Effect.zipRight(
    Effect.sync(() => child.send(picture, () => undefined)),
    Effect.map(reply(child), (said) => (isShrunk(said) ? said : String(said))),
    { concurrent: true }
  )

/** The next thing that a process says; fails if it says nothing any more. */
const reply = (child: ChildProcess): Effect.Effect<unknown, ShrinkError> =>
  Effect.async((resume) => {
    const leave = () => child.off("message", heard).off("exit", ended).off("error", ended)
    const ended = () => {
      leave()
      resume(damaged("it ended what decoded it"))
    }
    const heard = (said: unknown) => {
      leave()
      resume(Effect.succeed(said))
    }
    child.on("message", heard).on("exit", ended).on("error", ended)
    if (child.exitCode !== null || child.signalCode !== null) ended()
    return Effect.sync(leave)
  })

/** What the process says is not believed: a picture may have taken it over. */
const isShrunk = (said: unknown): said is Shrunk =>
  typeof said === "object" &&
  said !== null &&
  "isAnimated" in said &&
  typeof said.isAnimated === "boolean" &&
  "versions" in said &&
  Array.isArray(said.versions) &&
  said.versions.length > 0 &&
  said.versions.every(
    (it: unknown) =>
      typeof it === "object" &&
      it !== null &&
      "width" in it &&
      Number.isSafeInteger(it.width) &&
      "height" in it &&
      Number.isSafeInteger(it.height) &&
      "bytes" in it &&
      it.bytes instanceof Uint8Array
  )
