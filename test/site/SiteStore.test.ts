import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { layer, SiteError, SiteStore } from "../../src/site/SiteStore.js"
import { withSite } from "../support/site.js"

const bytes = (text: string) => new TextEncoder().encode(text)
const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

describe("SiteStore", () => {
  it.live("writes, reads, lists, fingerprints and removes", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        expect(store.root).toBe(`${folder}/site`)
        expect(yield* store.read("posts/a.md")).toBeNull()
        expect(yield* store.fingerprint("posts/a.md")).toBeNull()
        expect(yield* store.exists("posts/a.md")).toBe(false)
        expect(yield* store.list("posts")).toEqual([])
        expect(yield* store.write("posts/a.md", "abc")).toEqual({ path: "posts/a.md", sha256, changed: true })
        expect(
          yield* store.writeStream("posts/b.md", Stream.make(bytes("a"), bytes(""), bytes("bc")))
        ).toEqual({
          path: "posts/b.md",
          sha256,
          changed: true
        })
        expect(yield* store.read("posts/a.md")).toBe("abc")
        expect(yield* store.fingerprint("posts/b.md")).toBe(sha256)
        expect(yield* store.list("posts")).toEqual(["a.md", "b.md"])
        const fs = yield* FileSystem.FileSystem
        yield* fs.makeDirectory(`${folder}/site/posts/c.md`)
        yield* fs.symlink(`${folder}/nowhere`, `${folder}/site/posts/d.md`)
        yield* fs.symlink(`${folder}/site/posts/e.md`, `${folder}/site/posts/e.md`)
        expect(yield* store.list("posts")).toEqual(["a.md", "b.md", "d.md", "e.md"])
        yield* fs.remove(`${folder}/site/posts/d.md`)
        yield* fs.remove(`${folder}/site/posts/e.md`)
        yield* store.remove("posts/a.md")
        yield* store.remove("posts/a.md")
        expect(yield* store.list("posts")).toEqual(["b.md"])
      })
    )
  )

  it.live("leaves a file alone that holds the same bytes", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const fs = yield* FileSystem.FileSystem
        yield* store.write("a.md", "abc")
        const before = yield* fs.stat(`${folder}/site/a.md`)
        expect(yield* store.write("a.md", "abc")).toEqual({ path: "a.md", sha256, changed: false })
        const after = yield* fs.stat(`${folder}/site/a.md`)
        expect([after.ino, after.mtime]).toEqual([before.ino, before.mtime])
      })
    )
  )

  it.live("remembers the files that nobody touches for the next process", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const fs = yield* FileSystem.FileSystem
        const stamps = `${folder}/site/.egregora/stamps`
        const next = <A>(use: (store: typeof SiteStore.Service) => Effect.Effect<A, SiteError>) =>
          Effect.provide(Effect.flatMap(SiteStore, use), layer(`${folder}/site`))
        const ask = next((store) => Effect.zipLeft(store.fingerprint("posts/a.md"), store.remember))

        yield* next((store) => store.write("posts/a.md", "abc"))
        yield* Effect.sleep("50 millis")
        expect(yield* ask).toBe(sha256)
        expect((yield* fs.stat(stamps)).mode & 0o777).toBe(0o600)
        const known = yield* fs.readFileString(stamps)
        expect(known).toMatch(/^ba7816bf[0-9a-f]{56} \d+ 3 \d+ \d+ posts\/a\.md\n$/)

        yield* fs.writeFileString(stamps, known.replace(sha256, "f".repeat(64)))
        expect(yield* ask).toBe("f".repeat(64))
        yield* fs.writeFileString(stamps, "garbage")
        expect(yield* ask).toBe(sha256)

        // The name of a file that was removed may be a person's.
        yield* next((store) =>
          Effect.gen(function* () {
            yield* store.write("posts/b.md", "b")
            yield* Effect.sleep("50 millis")
            yield* store.fingerprint("posts/a.md")
            yield* store.fingerprint("posts/b.md")
            yield* store.remove("posts/b.md")
            yield* store.remember
          })
        )
        expect(yield* fs.readFileString(stamps)).toBe(known)
        yield* fs.remove(stamps)
        yield* fs.makeDirectory(stamps)
        expect(yield* ask).toBe(sha256)

        yield* fs.remove(stamps, { recursive: true })
        expect(yield* Effect.all([ask, ask, ask, ask], { concurrency: "unbounded" })).toEqual(
          Array.from({ length: 4 }, () => sha256)
        )
        expect(yield* fs.readFileString(stamps)).toBe(known)
        expect(yield* next((store) => store.leftovers)).toEqual([])
      })
    )
  )

  it.live("keeps what is in .egregora to its owner", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const fs = yield* FileSystem.FileSystem
        const mode = (path: string) =>
          Effect.map(fs.stat(`${folder}/site/${path}`), (file) => file.mode & 0o777)
        for (const path of [".egregora/exports.json", ".egregora/replaced/a.md", "posts/a.md"]) {
          yield* store.write(path, "old")
          yield* store.write(path, "new")
        }
        expect(yield* mode(".egregora/exports.json")).toBe(0o600)
        expect(yield* mode(".egregora/replaced/a.md")).toBe(0o600)
        expect(yield* mode("posts/a.md")).toBe(0o666 & ~process.umask())
      })
    )
  )

  it.live("keeps what was there, and nothing else, when a write fails or is interrupted", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const fs = yield* FileSystem.FileSystem
        yield* store.write("media/a.jpg", "old")
        const broken = Stream.concat(Stream.make(bytes("half")), Stream.fail("the archive is damaged"))
        expect(yield* Effect.exit(store.writeStream("media/a.jpg", broken))).toEqual(
          Exit.fail("the archive is damaged")
        )
        const begun = yield* Deferred.make<void>()
        const endless = Stream.concat(
          Stream.make(bytes("half")),
          Stream.fromEffect(Effect.zipRight(Deferred.succeed(begun, undefined), Effect.never))
        )
        const fiber = yield* Effect.fork(store.writeStream("media/a.jpg", endless))
        yield* Deferred.await(begun)
        expect((yield* fs.readDirectory(`${folder}/site/media`)).length).toBe(2)
        yield* Fiber.interrupt(fiber)
        expect(yield* store.read("media/a.jpg")).toBe("old")
        expect(yield* fs.readDirectory(`${folder}/site/media`)).toEqual(["a.jpg"])
      })
    )
  )

  const outside = [
    "../a",
    "a/../../b",
    "/etc/passwd",
    "a//b",
    "",
    ".",
    "a/.",
    "a\\b",
    "C:a",
    "a\u0000b",
    "nul",
    "con.txt",
    "a.",
    "a ",
    "a?b"
  ]
  for (const path of outside) {
    it.live(`refuses ${JSON.stringify(path)}`, () =>
      withSite(() =>
        Effect.gen(function* () {
          const store = yield* SiteStore
          const refused = new SiteError({
            message: `Refused to touch ${JSON.stringify(path)}: it is no path inside the site.`
          })
          expect(yield* Effect.flip(store.write(path, "x"))).toEqual(refused)
          expect(yield* Effect.flip(store.read(path))).toEqual(refused)
          expect(yield* Effect.flip(store.remove(path))).toEqual(refused)
        })
      )
    )
  }

  it.live("says in one line that a folder is in the way", () =>
    withSite((folder) =>
      Effect.gen(function* () {
        const store = yield* SiteStore
        const fs = yield* FileSystem.FileSystem
        yield* fs.makeDirectory(`${folder}/site`)
        yield* fs.writeFileString(`${folder}/site/posts`, "a file")
        const error = yield* Effect.flip(store.write("posts/a.md", "x"))
        expect(error.message).toBe(`Cannot write ${folder}/site/posts/a.md: something else is in its place.`)
      })
    )
  )
})
