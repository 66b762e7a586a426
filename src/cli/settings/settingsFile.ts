/**
 * `egregora.yaml`, the settings of a blog: a file in its folder.
 */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { nearest } from "../../domain/nearest.js"
import { UsageError } from "../UsageError.js"
import { allSettings, flagsOnly } from "./allSettings.js"

/** What the file is called. */
export const settingsFileName = "egregora.yaml"

/** A line of the file. */
export interface Line {
  /** The value as it is written. */
  readonly text: string
  /** From 1. */
  readonly line: number
}

/** A file of settings that was read, by the names of the settings. */
export interface SettingsFile {
  readonly path: string
  readonly lines: ReadonlyMap<string, Line>
}

/**
 * The settings in a folder, all of which are right; null where it has no file of them. A setting without a
 * value is as if it were not there.
 */
export const readSettingsFile = Effect.fn("settingsFile.read")(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = (yield* Path.Path).join(folder, settingsFileName)
  const other = path.replace(/\.yaml$/, ".yml")
  const text = yield* Effect.option(fs.readFileString(path))
  if (Option.isSome(text)) return yield* parse(text.value, path)
  const isThere = (file: string) => Effect.orElseSucceed(fs.exists(file), () => false)
  if (yield* isThere(path)) {
    return yield* new UsageError({ message: `${path} cannot be read; make it a file that you may read` })
  }
  if (yield* isThere(other)) {
    return yield* new UsageError({ message: `${other} is not read; call it ${settingsFileName}` })
  }
  return null
})

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const parse = Effect.fnUntraced(function* (text: string, path: string) {
  const { isAlias, isMap, isScalar, LineCounter, parseDocument } = yield* Effect.promise(() => import("yaml"))
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, logLevel: "silent" })
  const at = (offset: number): number => counter.linePos(offset).line
  const wrong = (line: number, what: string) => new UsageError({ message: `${path}:${line}: ${what}` })

  const error = document.errors[0]
  if (error !== undefined) {
    return yield* wrong(
      at(error.pos[0]),
      error.code === "DUPLICATE_KEY"
        ? "this setting is there twice; leave one of the two"
        : `this is not YAML: ${error.message.split(/ at line \d|:?\n/, 1)[0]}`
    )
  }
  const lines = new Map<string, Line>()
  const found: SettingsFile = { path, lines }
  const { contents } = document
  if (contents === null) return found
  if (!isMap(contents)) {
    return yield* wrong(at(contents.range[0]), "these are no settings; write each as NAME: VALUE")
  }
  const wrongs: Array<UsageError> = []
  for (const { key, value: written } of contents.items) {
    const line = at(key.range[0])
    const name = isScalar(key) ? String(key.value) : String(key)
    const setting = allSettings.find((it) => it.name === name)
    if (setting === undefined) {
      wrongs.push(wrong(line, unknown(name)))
      continue
    }
    const value = isAlias(written) ? written.resolve(document) : written
    if (isAlias(written) && value === undefined) {
      wrongs.push(wrong(line, `${name} refers to "${written.source}", which is not there`))
      continue
    }
    if (value === null || value === undefined) continue
    if (!isScalar(value)) {
      const kind = isMap(value) ? "a map" : "a list"
      wrongs.push(wrong(line, `${name} must be one value, not ${kind}; what has signs in it goes in quotes`))
      continue
    }
    if (value.value === null) continue
    const text = typeof value.value === "string" ? value.value : (value.source ?? String(value.value))
    const decoded = setting.decode(text)
    if (Either.isLeft(decoded)) wrongs.push(wrong(line, name + decoded.left))
    else lines.set(name, { text, line })
  }
  if (wrongs.length > 0) {
    return yield* new UsageError({ message: wrongs.map(({ message }) => message).join("; ") })
  }
  return found
})

const unknown = (name: string): string => {
  if (flagsOnly.includes(name)) return `"${name}" is given on the command line alone; remove it here`
  const near = nearest(
    name,
    allSettings.map((setting) => setting.name)
  )
  return `there is no setting "${name}"; ${near === undefined ? "`egregora config` lists them" : `did you mean ${near}?`}`
}
