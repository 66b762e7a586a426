/**
 * What holds for each setting, and who says so: a flag, else the environment, else `egregora.yaml`, else
 * the default.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { UsageError } from "../UsageError.js"
import { type Setting, variableOf } from "./Setting.js"
import { readSettingsFile, type SettingsFile } from "./settingsFile.js"

/** Where a value comes from. */
export type Origin =
  | { readonly _tag: "Flag" }
  | { readonly _tag: "Environment"; readonly variable: string }
  | { readonly _tag: "File"; readonly path: string; readonly line: number }
  | { readonly _tag: "Default" }

/** What holds for a setting. */
export interface Found<A> {
  readonly value: A
  /** As it was written; null for a default. */
  readonly text: string | null
  readonly origin: Origin
  /** How an error names it: `--step-size`, `EGREGORA_STEP_SIZE`, `blog/egregora.yaml:3: step-size`. */
  readonly label: string
}

/** The settings that hold somewhere. */
export interface Settings {
  /** The file that was read; null where there is none. */
  readonly file: string | null
  readonly find: <A>(setting: Setting<A>, flag?: Option.Option<string>) => Effect.Effect<Found<A>, UsageError>
  /** The value alone. */
  readonly value: <A>(setting: Setting<A>, flag?: Option.Option<string>) => Effect.Effect<A, UsageError>
}

/** The settings of the blog in a folder. Fails if its file is wrong anywhere. */
export const settingsOf = (
  folder: string
): Effect.Effect<Settings, UsageError, FileSystem.FileSystem | Path.Path> =>
  Effect.map(readSettingsFile(folder), make)

/** The settings where there is no blog. */
export const settingsOfNone: Settings = make(null)

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

function make(file: SettingsFile | null): Settings {
  const find = Effect.fnUntraced(function* <A>(
    setting: Setting<A>,
    flag: Option.Option<string> = Option.none()
  ) {
    const { fallback, name } = setting
    const given = yield* firstOf(setting, flag, file)
    if (given === null)
      return { value: fallback(), text: null, origin: { _tag: "Default" }, label: name } as const
    const decoded = setting.decode(given.text)
    if (Either.isLeft(decoded)) return yield* new UsageError({ message: given.label + decoded.left })
    return { ...given, value: decoded.right }
  })
  return {
    file: file?.path ?? null,
    find,
    value: (setting, flag) => Effect.map(find(setting, flag), ({ value }) => value)
  }
}

type Given = Omit<Found<unknown>, "value" | "text"> & { readonly text: string }

const firstOf = Effect.fnUntraced(function* (
  setting: Setting<unknown>,
  flag: Option.Option<string>,
  file: SettingsFile | null
): Effect.fn.Return<Given | null> {
  const { name } = setting
  if (Option.isSome(flag)) return { text: flag.value, origin: { _tag: "Flag" }, label: `--${name}` }
  const variable = variableOf(setting)
  const set = yield* Effect.option(Config.string(variable))
  if (Option.isSome(set) && set.value.trim() !== "") {
    return { text: set.value, origin: { _tag: "Environment", variable }, label: variable }
  }
  const line = file?.lines.get(name)
  if (file === null || line === undefined) return null
  return {
    text: line.text,
    origin: { _tag: "File", path: file.path, line: line.line },
    label: `${file.path}:${line.line}: ${name}`
  }
})
