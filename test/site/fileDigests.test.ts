import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/TestClock"
import * as FileDigests from "../../src/site/fileDigests.js"

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const wrong = "0".repeat(64)

const withFile = <A, E>(use: (file: string) => Effect.Effect<A, E>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "egregora-"))),
    (folder) =>
      Effect.suspend(() => {
        const file = join(folder, "a.md")
        writeFileSync(file, "abc")
        return use(file)
      }),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  )

const stampOf = (file: string): string => {
  const { ctimeNs, ino, mtimeNs, size } = statSync(file, { bigint: true })
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`
}

/** A moment at which nothing of now is young. */
const later = Effect.suspend(() => TestClock.setTime(Date.now() + 60_000))

const notAsked = Effect.die("asked for")

describe("fileDigests", () => {
  it.effect("reads a file once, whoever asks", () =>
    withFile((file) =>
      Effect.gen(function* () {
        yield* later
        const first = FileDigests.make(() => "")
        expect(yield* first.of("a.md", file, notAsked)).toBe(sha256("abc"))
        expect(first.text()).toBe(`${sha256("abc")} ${stampOf(file)} a.md\n`)
        const lying = FileDigests.make(() => first.text().replace(sha256("abc"), wrong))
        expect(yield* lying.of("a.md", file, notAsked)).toBe(wrong)
        expect(lying.text()).toBe(`${wrong} ${stampOf(file)} a.md\n`)
      })
    )
  )

  it.effect("sees an edit that keeps size and time", () =>
    withFile((file) =>
      Effect.gen(function* () {
        utimesSync(file, 1_000_000, 1_000_000)
        yield* later
        const first = FileDigests.make(() => "")
        yield* first.of("a.md", file, notAsked)
        // The clocks of some file systems tick every ten milliseconds.
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 20)))
        writeFileSync(file, "abd")
        utimesSync(file, 1_000_000, 1_000_000)
        const second = FileDigests.make(first.text)
        expect([
          yield* first.of("a.md", file, notAsked),
          yield* second.of("a.md", file, notAsked)
        ]).toStrictEqual([sha256("abd"), sha256("abd")])
      })
    )
  )

  it.effect("reads again what was touched, and what it knows nothing sound of", () =>
    withFile((file) =>
      Effect.gen(function* () {
        yield* later
        const before = stampOf(file)
        utimesSync(file, 1_000_000, 1_000_000)
        const texts = [
          `${wrong} ${before} a.md\n`,
          `${wrong} ${stampOf(file)} b.md\n`,
          `${wrong} ${stampOf(file)}a.md\n`,
          `${wrong.slice(1)} ${stampOf(file)} a.md\n`,
          `${wrong} ${stampOf(file)} a.m`,
          `{"a.md":"${wrong}"}`,
          "\u0000\ufffd\n\n \n"
        ]
        const found = yield* Effect.forEach(texts, (text) =>
          FileDigests.make(() => text).of("a.md", file, notAsked)
        )
        expect(found).toStrictEqual(texts.map(() => sha256("abc")))
      })
    )
  )

  it.effect("does not trust the stamp of a file that may change again in the same tick", () =>
    withFile((file) =>
      Effect.gen(function* () {
        const changed = Number(statSync(file, { bigint: true }).ctimeNs / 1_000_000n)
        const digests = FileDigests.make(() => "")
        const found: Array<string> = []
        for (const age of [-5_000, 0, 20, 22]) {
          yield* TestClock.setTime(changed + age)
          yield* digests.of("a.md", file, notAsked)
          found.push(digests.text())
        }
        expect(found).toStrictEqual(["", "", "", `${sha256("abc")} ${stampOf(file)} a.md\n`])
      })
    )
  )

  it("takes whole seconds for those of a clock that knows nothing finer", () => {
    const whole = { ctimeNs: 1_700_000_000_000_000_000n, mtimeNs: 1_600_000_000_000_000_001n }
    const finer = { ctimeNs: 1_600_000_000_000_000_000n, mtimeNs: 1_700_000_000_000_000_001n }
    const at = (age: number) => 1_700_000_000_000 + age
    expect([20, 21, 3_000, 3_001].map((age) => FileDigests.hasSettled(whole, at(age)))).toStrictEqual([
      false,
      false,
      false,
      true
    ])
    expect([20, 21].map((age) => FileDigests.hasSettled(finer, at(age)))).toStrictEqual([false, true])
  })

  it.effect("forgets what is gone and what nobody asked for", () =>
    withFile((file) =>
      Effect.gen(function* () {
        yield* later
        const text = `${wrong} ${stampOf(file)} a.md\n${wrong} 1 2 3 4 b.md\n`
        const digests = FileDigests.make(() => text)
        expect(digests.text()).toBe("")
        yield* digests.of("a.md", file, notAsked)
        expect(digests.text()).toBe(`${wrong} ${stampOf(file)} a.md\n`)
        rmSync(file)
        expect(yield* digests.of("a.md", file, notAsked)).toBeNull()
        expect(digests.text()).toBe("")
      })
    )
  )

  it.effect("leaves what is large to be read in pieces, once", () =>
    withFile((file) =>
      Effect.gen(function* () {
        writeFileSync(file, Buffer.alloc(2 ** 20 + 1))
        yield* later
        const digests = FileDigests.make(() => "")
        expect(yield* digests.of("a.md", file, Effect.succeed(wrong))).toBe(wrong)
        expect(yield* digests.of("a.md", file, notAsked)).toBe(wrong)
      })
    )
  )
})
