import * as FileSystem from "@effect/platform/FileSystem"
import * as NodeContext from "@effect/platform-node/NodeContext"
import { describe, expect, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { findSite, NoSite, NotASite, rememberSite } from "../../src/cli/site.js"
import { captured } from "../support/console.js"

/** Folders in a temporary folder of their own; those whose name ends in `*` get an `.egregora` folder. */
const within = <A, E, R>(folders: ReadonlyArray<string>, use: (root: string) => Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const root = yield* fs.realPath(yield* fs.makeTempDirectoryScoped())
    for (const folder of folders) {
      yield* fs.makeDirectory(`${root}/${folder.replace(/\*$/, "/.egregora")}`, { recursive: true })
    }
    const env = ConfigProvider.fromMap(new Map([["XDG_STATE_HOME", `${root}/state`]]))
    return yield* Effect.withConfigProvider(use(root), env)
  }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))

const outcome = (given: Option.Option<string>, cwd: string) =>
  Effect.map(captured(Effect.either(findSite(given, cwd))), ({ err, result }) => ({ err, result }))

describe("the site that is meant", () => {
  it.effect("is the given one, also when others are nearer", () =>
    within(["blog*", "other*", "output*"], (root) =>
      Effect.gen(function* () {
        const found = yield* captured(findSite(Option.some("../other"), `${root}/blog`))
        expect(found).toStrictEqual({ result: `${root}/other`, out: [], err: [] })
      })
    )
  )

  it.effect("is never another than the given one", () =>
    within(["blog*", "empty"], (root) =>
      Effect.gen(function* () {
        for (const given of ["../empty", "../nowhere"]) {
          expect(yield* Effect.flip(findSite(Option.some(given), `${root}/blog`))).toStrictEqual(
            new NotASite({
              message: `${root}/${given.slice(3)} is not a blog of egregora: it has no .egregora folder; name the --output of \`egregora process\``
            })
          )
        }
      })
    )
  )

  it.effect("is the nearest upwards, then ./output, then the one that was processed last", () =>
    within(["a*", "a/b*", "a/b/c", "d/output*", "e*", "f/g/output"], (root) =>
      Effect.gen(function* () {
        yield* rememberSite(`${root}/e`)
        const found = (cwd: string) =>
          Effect.map(captured(findSite(Option.none(), cwd)), ({ err, result }) => [result, err])
        expect(yield* found(`${root}/a/b/c`)).toStrictEqual([`${root}/a/b`, []])
        expect(yield* found(`${root}/a`)).toStrictEqual([`${root}/a`, []])
        expect(yield* found(`${root}/d`)).toStrictEqual([`${root}/d/output`, []])
        expect(yield* found(`${root}/f/g`)).toStrictEqual([
          `${root}/e`,
          [`No blog here; showing the one that was processed last: ${root}/e`]
        ])
      })
    )
  )

  it.effect("is one that has only its settings, too, and where EGREGORA_OUTPUT says", () =>
    within(["a", "a/b", "c", "d*", "e/output*"], (root) =>
      Effect.gen(function* () {
        yield* Effect.flatMap(FileSystem.FileSystem, (fs) =>
          fs.writeFileString(`${root}/a/egregora.yaml`, "")
        )
        expect(yield* findSite(Option.none(), `${root}/a/b`)).toBe(`${root}/a`)
        expect(yield* findSite(Option.some("a"), root)).toBe(`${root}/a`)
        const env = ConfigProvider.fromMap(
          new Map([
            ["EGREGORA_OUTPUT", "../d"],
            ["XDG_STATE_HOME", root]
          ])
        )
        expect(yield* Effect.withConfigProvider(findSite(Option.none(), `${root}/c`), env)).toBe(`${root}/d`)
        expect(yield* Effect.withConfigProvider(findSite(Option.none(), `${root}/e`), env)).toBe(`${root}/d`)
      })
    )
  )

  it.effect("is the last of those that were processed", () =>
    within(["a*", "b*", "c"], (root) =>
      Effect.gen(function* () {
        yield* rememberSite(`${root}/a`)
        yield* rememberSite(`${root}/c/../b`)
        expect(yield* outcome(Option.none(), `${root}/c`)).toMatchObject({
          result: { _tag: "Right", right: `${root}/b` }
        })
      })
    )
  )

  it.effect("is none where there is none, or where what was processed last is gone", () =>
    within(["a", "gone"], (root) =>
      Effect.gen(function* () {
        const nothing = new NoSite({
          message: `no blog here or above ${root}/a; make one with \`egregora process EXPORT\`, or name one with --site`
        })
        expect(yield* Effect.flip(findSite(Option.none(), `${root}/a`))).toStrictEqual(nothing)
        yield* rememberSite(`${root}/gone`)
        expect(yield* Effect.flip(findSite(Option.none(), `${root}/a`))).toStrictEqual(nothing)
      })
    )
  )

  it.effect("is not a folder in which .egregora is a file", () =>
    within(["a", "a/output*"], (root) =>
      Effect.gen(function* () {
        yield* Effect.flatMap(FileSystem.FileSystem, (fs) => fs.writeFileString(`${root}/a/.egregora`, ""))
        expect(yield* findSite(Option.none(), `${root}/a`)).toBe(`${root}/a/output`)
      })
    )
  )
})

describe("remembering a site", () => {
  it.effect("keeps an absolute path in the state folder", () =>
    within([], (root) =>
      Effect.gen(function* () {
        yield* rememberSite("blog")
        const fs = yield* FileSystem.FileSystem
        expect(yield* fs.readFileString(`${root}/state/egregora/last-site`)).toBe(`${process.cwd()}/blog\n`)
      })
    )
  )

  it.effect("never fails", () =>
    within([], (root) =>
      Effect.gen(function* () {
        yield* Effect.flatMap(FileSystem.FileSystem, (fs) => fs.writeFileString(`${root}/state`, "a file"))
        yield* rememberSite(`${root}/blog`)
      })
    )
  )
})
