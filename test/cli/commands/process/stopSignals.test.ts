import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { beforeAll, describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { stopSignals } from "../../../../src/cli/commands/process/stopSignals.js"
import { bundle } from "../../../support/crashBundle.js"

let program = ""

beforeAll(async () => {
  program = await bundle(new URL("../../../support/crashSignals.ts", import.meta.url))
})

const finishing = "stopping: finishing the windows in hand (Ctrl-C again to stop now)"
const leaving = "stopping now: leaving the blog whole (Ctrl-C again to leave at once)"

describe("stopSignals in a process", () => {
  it.live("are not heeded while the export is read: the first Ctrl-C interrupts", () =>
    Effect.gen(function* () {
      const child = yield* start("line")
      yield* child.says("reading")
      child.signal("SIGINT")
      yield* child.says("interrupted")
      expect(yield* child.end).toStrictEqual({ code: 130, signal: null, stderr: [] })
    }).pipe(Effect.scoped)
  )

  it.live("Ctrl-C once asks to stop", () =>
    Effect.gen(function* () {
      const child = yield* start("stop")
      yield* child.begins
      child.signal("SIGINT")
      yield* child.says("stop")
      yield* child.says("end 130")
      child.goOn()
      expect(yield* child.end).toStrictEqual({ code: 130, signal: null, stderr: [finishing] })
    }).pipe(Effect.scoped)
  )

  it.live("twice asks to halt, and a Ctrl-C that npm hands on is the same one", () =>
    Effect.gen(function* () {
      const child = yield* start("halt")
      yield* child.begins
      child.signal("SIGINT")
      yield* child.says("stop")
      child.signal("SIGINT")
      yield* Effect.sleep("300 millis")
      expect(child.stderr).toStrictEqual([finishing])
      child.signal("SIGINT")
      yield* child.says("halt")
      yield* child.says("end 130")
      child.goOn()
      expect(yield* child.end).toStrictEqual({ code: 130, signal: null, stderr: [finishing, leaving] })
    }).pipe(Effect.scoped)
  )

  it.live("a third time ends the process, whatever it is at", () =>
    Effect.gen(function* () {
      const child = yield* start("stuck")
      yield* child.begins
      child.signal("SIGTERM")
      yield* child.says("stop")
      yield* child.says("halt")
      yield* child.says("stuck")
      child.signal("SIGINT")
      expect(yield* child.end).toStrictEqual({ code: null, signal: "SIGINT", stderr: [leaving] })
    }).pipe(Effect.scoped)
  )

  it.live("SIGTERM asks to halt at once, and more of them nothing more", () =>
    Effect.gen(function* () {
      const child = yield* start("line")
      yield* child.begins
      child.signal("SIGTERM")
      yield* Effect.sleep("200 millis")
      child.signal("SIGTERM")
      yield* Effect.sleep("200 millis")
      child.goOn()
      yield* child.says("end 143")
      child.goOn()
      expect(yield* child.end).toStrictEqual({ code: 143, signal: null, stderr: [leaving] })
    }).pipe(Effect.scoped)
  )

  it.live("the first Ctrl-C after the end of the scope interrupts again", () =>
    Effect.gen(function* () {
      const child = yield* start("line")
      yield* child.begins
      child.goOn()
      yield* child.says("end 0")
      child.signal("SIGINT")
      yield* child.says("interrupted")
      expect(yield* child.end).toStrictEqual({ code: 130, signal: null, stderr: [] })
    }).pipe(Effect.scoped)
  )
})

describe("stopSignals", () => {
  it.effect("takes the place of other listeners from heed to the end of the scope, and no longer", () =>
    Effect.gen(function* () {
      const heard: Array<string> = []
      const others = { SIGINT: () => heard.push("SIGINT"), SIGTERM: () => heard.push("SIGTERM") }
      const names = ["SIGINT", "SIGTERM"] as const
      for (const name of names) process.on(name, others[name])
      const before = names.map((name) => process.listeners(name))
      const said: Array<string> = []
      yield* Effect.scoped(
        Effect.gen(function* () {
          const { heed, exitCode, stop } = yield* stopSignals((line) => Effect.sync(() => said.push(line)))
          expect(names.map((name) => process.listeners(name))).toStrictEqual(before)
          yield* heed
          process.emit("SIGINT", "SIGINT")
          yield* stop
          expect([heard, said, yield* exitCode]).toStrictEqual([[], [finishing], 130])
        })
      )
      expect(names.map((name) => process.listeners(name))).toStrictEqual(before)
      for (const name of names) process.off(name, others[name])
    })
  )
})

/** The program as a process, which is gone when the scope closes. */
const start = (end: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [program, end])
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      const stderr: Array<string> = []
      createInterface({ input: child.stderr }).on("line", (line) => stderr.push(line))
      const closed = once(child, "close")
      const next = Effect.promise((): Promise<IteratorResult<string, unknown>> => lines.next())
      const says = (expected: string) =>
        Effect.map(next, ({ value }) => {
          expect(value).toBe(expected)
        })
      const goOn = () => child.stdin.write("\n")
      return {
        stderr,
        says,
        goOn,
        begins: Effect.zipRight(Effect.tap(says("reading"), goOn), says("working")),
        signal: (signal: NodeJS.Signals) => child.kill(signal),
        end: Effect.map(
          Effect.promise((): Promise<ReadonlyArray<unknown>> => closed),
          ([code, signal]) => ({ code, signal, stderr })
        )
      }
    }),
    ({ signal }) => Effect.sync(() => signal("SIGKILL"))
  )
