import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, rmdirSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { beforeAll, describe, expect, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Ref from "effect/Ref"
import * as SiteLock from "../../src/site/SiteLock.js"
import { bundle } from "../support/crashBundle.js"
import { tempSite } from "../tracking/tempSite.js"

let program = ""

beforeAll(async () => {
  program = await bundle(new URL("../support/crashLock.ts", import.meta.url))
})

describe("SiteLock between processes", () => {
  it.scopedLive("a second process says who has the lock, and gets it when the first ends", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const first = yield* contender(site)
      expect(yield* first.line).toBe("held")
      const second = yield* contender(site)
      expect(yield* second.line).toBe(`waiting ${first.pid}`)
      first.letGo()
      expect(yield* second.line).toBe("held")
      second.letGo()
      expect(yield* Effect.all([first.end, second.end])).toEqual([0, 0])
    })
  )

  it.scopedLive("kill -9 frees it at once, also one of a process that got it by waiting", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const first = yield* contender(site)
      expect(yield* first.line).toBe("held")
      const second = yield* contender(site)
      expect(yield* second.line).toBe(`waiting ${first.pid}`)
      first.kill()
      yield* first.end
      rmdirSync(join(site, "turn"))
      expect(yield* second.line).toBe("held")
      const third = yield* contender(site)
      expect(yield* third.line).toBe(`waiting ${second.pid}`)
      second.kill()
      yield* second.end
      rmdirSync(join(site, "turn"))
      expect(yield* third.line).toBe("held")
    })
  )

  it.scopedLive("of eight at once, on a site that has no lock yet, each gets it once, one at a time", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const all = yield* Effect.replicateEffect(contender(site), 8)
      for (const { letGo } of all) letGo()
      expect(yield* Effect.forEach(all, ({ end }) => end)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
      const lines = yield* Effect.forEach(all, ({ rest }) => rest)
      expect(lines.map((said) => said.filter((line) => line === "held").length)).toEqual([
        1, 1, 1, 1, 1, 1, 1, 1
      ])
    })
  )
})

describe("SiteLock.acquire", () => {
  it.scopedLive("does not tell of a wait when the lock is free, and frees it with its scope", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const told = yield* Ref.make<ReadonlyArray<number | null>>([])
      const acquire = SiteLock.acquire(site, {
        onWait: (holder) => Ref.update(told, (all) => [...all, holder])
      })
      yield* Effect.scoped(acquire)
      yield* Effect.scoped(acquire)
      expect(yield* Ref.get(told)).toEqual([])
    })
  )

  it.scopedLive("tells once of a wait, whose interruption is immediate and leaves the lock alone", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const holder = yield* contender(site)
      expect(yield* holder.line).toBe("held")
      const told = yield* Ref.make<ReadonlyArray<number | null>>([])
      const waits = yield* Deferred.make<void>()
      const waiter = yield* Effect.fork(
        Effect.scoped(
          SiteLock.acquire(site, {
            onWait: (pid) =>
              Effect.zipRight(
                Ref.update(told, (all) => [...all, pid]),
                Deferred.succeed(waits, undefined)
              )
          })
        )
      )
      yield* Deferred.await(waits)
      yield* Effect.sleep("350 millis")
      expect(yield* Ref.get(told)).toEqual([holder.pid])
      const [took] = yield* Effect.timed(Fiber.interrupt(waiter))
      expect(Duration.toMillis(took)).toBeLessThan(90)
      const another = yield* contender(site)
      expect(yield* another.line).toBe(`waiting ${holder.pid}`)
    })
  )

  it.scopedLive("keeps programs of one process apart, whatever they call the site, and others out", () =>
    Effect.gen(function* () {
      const folder = yield* tempSite
      const [site, alias] = [join(folder, "site"), join(folder, "alias")]
      mkdirSync(site)
      symlinkSync(site, alias)
      const inside = yield* Ref.make(0)
      const most = yield* Ref.make(0)
      const told = yield* Ref.make<ReadonlyArray<number | null>>([])
      const go = yield* Deferred.make<void>()
      const work = (name: string) =>
        SiteLock.acquire(name, { onWait: (holder) => Ref.update(told, (all) => [...all, holder]) }).pipe(
          Effect.zipRight(Ref.updateAndGet(inside, (now) => now + 1)),
          Effect.flatMap((now) => Ref.update(most, (before) => Math.max(before, now))),
          Effect.zipRight(Deferred.await(go)),
          Effect.zipRight(Ref.update(inside, (now) => now - 1)),
          Effect.scoped
        )
      const fibers = yield* Effect.forEach([site, alias, site], (name) => Effect.fork(work(name)))
      yield* Effect.repeat(Effect.delay(Ref.get(told), "10 millis"), { until: (all) => all.length === 2 })
      yield* Effect.sleep("250 millis")
      const stranger = yield* contender(site)
      expect(yield* stranger.line).toBe(`waiting ${process.pid}`)
      stranger.letGo()
      yield* Deferred.succeed(go, undefined)
      yield* Fiber.joinAll(fibers)
      expect([yield* Ref.get(most), yield* Ref.get(told)]).toEqual([1, [process.pid, process.pid]])
      expect(yield* stranger.line).toBe("held")
    })
  )

  it.scopedLive("makes a lock of a file that is no database", () =>
    Effect.gen(function* () {
      for (const content of ["", "x", "no database\n".repeat(5_000)]) {
        const site = yield* tempSite
        mkdirSync(join(site, ".egregora"))
        writeFileSync(join(site, ".egregora", "lock.duckdb"), content)
        const { messages } = yield* logged(SiteLock.acquire(site, silently))
        expect(messages).toEqual([])
        const stranger = yield* contender(site)
        expect(yield* stranger.line).toBe(`waiting ${process.pid}`)
      }
    })
  )

  it.scopedLive("goes on with a warning where there can be no lock", () =>
    Effect.gen(function* () {
      const site = yield* tempSite
      const lock = join(site, ".egregora", "lock.duckdb")
      mkdirSync(lock, { recursive: true })
      const { messages } = yield* logged(SiteLock.acquire(site, silently))
      expect(messages).toEqual([
        `nothing prevents two egregora from writing this blog at once: IO Error: Could not read from file "${lock}": Is a directory`
      ])
    })
  )

  it.scopedLive("says in one line that there is no such folder", () =>
    Effect.gen(function* () {
      const site = join(yield* tempSite, "nowhere")
      expect(yield* Effect.flip(SiteLock.acquire(site, silently))).toEqual(
        new SiteLock.SiteLockError({
          message: `${site} cannot be written: there is no such folder; mend that and try again`
        })
      )
    })
  )
})

const silently: SiteLock.SiteLockOptions = { onWait: () => Effect.void }

/** A process that wants the lock. `line` is the next line that it says. */
const contender = (site: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const child = spawn(process.execPath, [program, site], { stdio: ["pipe", "pipe", "inherit"] })
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
      const end = once(child, "close").then(([code]): unknown => code)
      return {
        pid: child.pid,
        line: Effect.promise((): Promise<IteratorResult<string, unknown>> => lines.next()).pipe(
          Effect.map(({ value }) => value)
        ),
        rest: Effect.promise(async () => {
          const all: Array<string> = []
          for (let next = await lines.next(); next.done !== true; next = await lines.next())
            all.push(next.value)
          return all
        }),
        end: Effect.promise(() => end),
        letGo: () => child.stdin.end(),
        kill: () => child.kill("SIGKILL")
      }
    }),
    ({ kill }) => Effect.sync(kill)
  )

/** What an effect logs. */
const logged = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    const messages: Array<unknown> = []
    const logger = Logger.make(({ message }) => void messages.push(...[message].flat()))
    return Effect.map(Effect.provide(effect, Logger.replace(Logger.defaultLogger, logger)), (value) => ({
      value,
      messages
    }))
  })
