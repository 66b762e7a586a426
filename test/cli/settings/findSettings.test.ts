import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import * as FileSystem from "@effect/platform/FileSystem"
import { describe, expect, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import {
  exportSettings,
  previewSettings,
  processSettings,
  siteSettings
} from "../../../src/cli/settings/allSettings.js"
import { settingsOf } from "../../../src/cli/settings/findSettings.js"
import { UsageError } from "../../../src/cli/UsageError.js"
import { files } from "../../support/site.js"

/** The settings of a folder with such a file, in such an environment. */
const within = <A, E, R>(
  file: string | null,
  env: Readonly<Record<string, string>>,
  use: (folder: string) => Effect.Effect<A, E, R>
) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const folder = yield* fs.makeTempDirectoryScoped()
    if (file !== null) writeFileSync(`${folder}/egregora.yaml`, file)
    const provider = ConfigProvider.fromMap(new Map(Object.entries(env)))
    return yield* Effect.withConfigProvider(use(folder), provider)
  }).pipe(Effect.scoped, Effect.provide(files))

const { stepSize } = processSettings
const file = "# Ours\ntitle: The street\nstep-size: 3\n"
const env = { EGREGORA_STEP_SIZE: "2" }

describe("a setting", () => {
  it.effect("is what a flag says, else the environment, else the file, else the default", () =>
    Effect.gen(function* () {
      const found = (text: string | null, around: typeof env | object, flag?: string) =>
        within(text, { ...around }, (folder) =>
          Effect.flatMap(settingsOf(folder), ({ find }) =>
            Effect.map(find(stepSize, Option.fromNullable(flag)), ({ label, ...it }) => ({
              ...it,
              label: label.replace(folder, "blog")
            }))
          )
        )
      expect(yield* found(file, env, "1")).toStrictEqual({
        value: 1,
        text: "1",
        origin: { _tag: "Flag" },
        label: "--step-size"
      })
      expect(yield* found(file, env)).toStrictEqual({
        value: 2,
        text: "2",
        origin: { _tag: "Environment", variable: "EGREGORA_STEP_SIZE" },
        label: "EGREGORA_STEP_SIZE"
      })
      expect(yield* found(file, {})).toStrictEqual({
        value: 3,
        text: "3",
        origin: { _tag: "File", path: expect.stringMatching(/\/egregora\.yaml$/), line: 3 },
        label: "blog/egregora.yaml:3: step-size"
      })
      expect(yield* found(null, {})).toStrictEqual({
        value: 1,
        text: null,
        origin: { _tag: "Default" },
        label: "step-size"
      })
    })
  )

  it.effect("that is wrong names the flag or the variable which gave it", () =>
    within(null, { EGREGORA_STEP_SIZE: "many", EGREGORA_PORT: "70000" }, (folder) =>
      Effect.gen(function* () {
        const { find } = yield* settingsOf(folder)
        const why = (flag?: string) =>
          Effect.map(Effect.flip(find(stepSize, Option.fromNullable(flag))), ({ message }) => message)
        expect(yield* why()).toBe('EGREGORA_STEP_SIZE: "many" is not a whole number')
        expect(yield* why("0")).toBe("--step-size must be 1 or more, not 0")
        expect(yield* Effect.flip(find(previewSettings.port))).toStrictEqual(
          new UsageError({ message: "EGREGORA_PORT must be between 0 and 65535, not 70000" })
        )
      })
    )
  )

  it.effect("that the environment leaves empty is not given", () =>
    within(file, { EGREGORA_STEP_SIZE: "", EGREGORA_TITLE: " " }, (folder) =>
      Effect.gen(function* () {
        const { value } = yield* settingsOf(folder)
        expect([yield* value(stepSize), yield* value(siteSettings.title)]).toStrictEqual([3, "The street"])
      })
    )
  )
})

describe("the file", () => {
  it.effect.each([
    ["steps: 3", 'egregora.yaml:1: there is no setting "steps"; `egregora config` lists them'],
    ["\n# x\nstep_size: 3", 'egregora.yaml:3: there is no setting "step_size"; did you mean step-size?'],
    ["stepSize: 3", 'egregora.yaml:1: there is no setting "stepSize"; did you mean step-size?'],
    ["force: true", 'egregora.yaml:1: "force" is given on the command line alone; remove it here'],
    ["output: blog", 'egregora.yaml:1: "output" is given on the command line alone; remove it here'],
    ["title: x\nstep-size: 0", "egregora.yaml:2: step-size must be 1 or more, not 0"],
    ["overlap: 0,5", 'egregora.yaml:1: overlap: "0,5" is not a number'],
    ["step-unit: weeks", 'egregora.yaml:1: step-unit: "weeks" is not one of days, hours, messages, bytes'],
    [
      "timezone: Mars/Base",
      'egregora.yaml:1: timezone: there is no time zone "Mars/Base"; write it as Europe/Lisbon'
    ],
    [
      "from-date: 2025-02-30",
      'egregora.yaml:1: from-date: "2025-02-30" is not a date; write it as 2025-10-28'
    ],
    ["real-names: yes", 'egregora.yaml:1: real-names: "yes" is not one of true, false'],
    [
      "language: Portuguese!",
      'egregora.yaml:1: language: "Portuguese!" is no language; write its code, as en or pt-BR'
    ],
    [
      "url: example.org",
      'egregora.yaml:1: url: "example.org" is no address of a site; write it as https://example.org/blog/'
    ],
    [
      "url: javascript:alert(1)",
      'egregora.yaml:1: url: "javascript:alert(1)" is no address of a site; write it as https://example.org/blog/'
    ],
    ["title: ''", "egregora.yaml:1: title must not be empty"],
    [
      "title: [a, b]",
      "egregora.yaml:1: title must be one value, not a list; what has signs in it goes in quotes"
    ],
    ["title: x\n\ntitle: y", "egregora.yaml:3: this setting is there twice; leave one of the two"],
    ["- title", "egregora.yaml:1: these are no settings; write each as NAME: VALUE"],
    ["title: a: b", "egregora.yaml:1: this is not YAML: Nested mappings are not allowed in compact mappings"],
    ["title: *there", 'egregora.yaml:1: title refers to "there", which is not there']
  ] as const)("%j is refused with its line", ([text, message]) =>
    within(text, {}, (folder) =>
      Effect.map(Effect.flip(settingsOf(folder)), (error) =>
        expect([error._tag, error.message]).toStrictEqual(["UsageError", `${folder}/${message}`])
      )
    )
  )

  it.effect("is read as people write YAML", () =>
    within(
      '\ufefftitle: 2024\r\ndescription: >\r\n  Ten years\r\n  of it\r\ngroup-name: &name "Rua: 12"\r\nchat: *name\r\nlanguage: PT-br\r\nurl: https://Example.org/blog\r\noverlap: .5\r\nreal-names: True\r\nmax-size: 10 GB\r\nstep-size:\r\nbudget: ~\r\ntimezone: europe/lisbon',
      {},
      (folder) =>
        Effect.gen(function* () {
          const { value } = yield* settingsOf(folder)
          expect({
            title: yield* value(siteSettings.title),
            description: yield* value(siteSettings.description),
            groupName: yield* value(exportSettings.groupName),
            chat: yield* value(exportSettings.chat),
            language: yield* value(siteSettings.language),
            url: yield* value(siteSettings.url),
            overlap: yield* value(processSettings.overlap),
            realNames: yield* value(processSettings.realNames),
            maxSize: yield* value(exportSettings.maxSize),
            stepSize: yield* value(processSettings.stepSize),
            budget: yield* value(processSettings.budget),
            timezone: (yield* value(exportSettings.timezone))?.id
          }).toStrictEqual({
            title: "2024",
            description: "Ten years of it",
            groupName: "Rua: 12",
            chat: "Rua: 12",
            language: "pt-BR",
            url: "https://example.org/blog/",
            overlap: 0.5,
            realNames: true,
            maxSize: 10_000_000_000,
            stepSize: 1,
            budget: null,
            timezone: "Europe/Lisbon"
          })
        })
    )
  )

  it.effect("that the documentation shows is right", () =>
    Effect.gen(function* () {
      const page = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8")
      const shown = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? "")
      expect(shown.length).toBe(1)
      for (const text of shown) {
        const title = within(text, {}, (folder) =>
          Effect.flatMap(settingsOf(folder), ({ value }) => value(siteSettings.title))
        )
        expect(yield* title).toBe("The orchestra of Class 7b")
      }
    })
  )

  it.effect("of another name is not passed over", () =>
    within(null, {}, (folder) =>
      Effect.gen(function* () {
        writeFileSync(`${folder}/egregora.yml`, file)
        expect((yield* Effect.flip(settingsOf(folder))).message).toBe(
          `${folder}/egregora.yml is not read; call it egregora.yaml`
        )
      })
    )
  )

  it.effect("that cannot be read is an error", () =>
    within(null, {}, (folder) =>
      Effect.gen(function* () {
        mkdirSync(`${folder}/egregora.yaml`)
        expect((yield* Effect.flip(settingsOf(folder))).message).toContain(
          `${folder}/egregora.yaml cannot be read`
        )
      })
    )
  )

  it.effect("is not needed, nor its folder", () =>
    Effect.gen(function* () {
      expect((yield* settingsOf("/nowhere/at/all")).file).toBe(null)
    }).pipe(Effect.provide(files))
  )
})
