import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { make } from "../../src/domain/Pseudonym.js"
import { KeyError, loadKey, privacy } from "../../src/stages/privacy.js"
import { files, message, window } from "../support/site.js"

const inFolder = <A, E>(
  effect: (folder: string, fs: FileSystem.FileSystem) => Effect.Effect<A, E, FileSystem.FileSystem>
) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    return yield* effect(`${yield* fs.makeTempDirectoryScoped()}/blog`, fs)
  }).pipe(Effect.scoped, Effect.provide(files))

const hex = (key: Redacted.Redacted<Uint8Array>) => Buffer.from(Redacted.value(key)).toString("hex")

describe("loadKey", () => {
  it.live("makes a key for its owner alone, which stays, and keeps it out of git", () =>
    inFolder((folder, fs) =>
      Effect.gen(function* () {
        const first = yield* loadKey(folder).pipe(Effect.provide(files))
        const again = yield* loadKey(folder).pipe(Effect.provide(files))
        expect(hex(again)).toBe(hex(first))
        expect(hex(first)).toMatch(/^[0-9a-f]{64}$/)
        expect(yield* fs.readFileString(`${folder}/.egregora/key`)).toBe(`${hex(first)}\n`)
        expect(yield* fs.readFileString(`${folder}/.egregora/.gitignore`)).toBe("*\n")
        expect((yield* fs.stat(`${folder}/.egregora/key`)).mode & 0o777).toBe(0o600)
        expect(String(first)).toBe("<redacted>")
      })
    )
  )

  it.live("gives everybody who asks at once the same key", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const keys = yield* Effect.all(
          Array.from({ length: 20 }, () => loadKey(folder).pipe(Effect.provide(files))),
          { concurrency: "unbounded" }
        )
        expect(new Set(keys.map(hex)).size).toBe(1)
      })
    )
  )

  for (const damaged of ["", "abc", `${"0".repeat(63)}g`, "0".repeat(66)]) {
    it.live(
      `does not replace a damaged key: ${JSON.stringify(damaged.slice(0, 8))}, ${damaged.length} long`,
      () =>
        inFolder((folder, fs) =>
          Effect.gen(function* () {
            yield* fs.makeDirectory(`${folder}/.egregora`, { recursive: true })
            yield* fs.writeFileString(`${folder}/.egregora/key`, damaged)
            const error = yield* loadKey(folder).pipe(Effect.provide(files), Effect.flip)
            expect(error).toEqual(
              new KeyError({
                message: `The key ${folder}/.egregora/key is damaged: it should hold 64 hexadecimal digits. Restore it, or delete it to give everybody a new pseudonym.`
              })
            )
            expect(yield* fs.readFileString(`${folder}/.egregora/key`)).toBe(damaged)
          })
        )
    )
  }
})

describe("privacy", () => {
  it("hides the people of a window and of its context, and changes nothing else", () => {
    const pseudonyms = make({
      key: Redacted.make(new Uint8Array(32)),
      authors: ["Eva Dias", "Rui"],
      others: []
    })
    const [eva, rui] = [pseudonyms.name("Eva Dias"), pseudonyms.name("Rui")]
    const open = {
      ...window([message(0, "Eva Dias", "Rui?"), message(1, null, "Eva left")]),
      context: [message(2, "Rui", "hi")]
    }
    expect(privacy(pseudonyms)(open)).toEqual({
      ...open,
      messages: [message(0, eva, `${rui}?`), message(1, null, `${eva} left`)],
      context: [message(2, rui, "hi")]
    })
  })
})
