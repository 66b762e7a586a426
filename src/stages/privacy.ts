/**
 * The privacy stage: real names leave the messages before anything else sees them.
 */
import { randomBytes } from "node:crypto"
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Pseudonyms } from "../domain/Pseudonym.js"
import * as PersonalData from "../domain/personalData.js"
import * as PhoneNumbers from "../domain/phoneNumbers.js"
import * as Scripts from "../domain/scripts.js"
import type { Window } from "../domain/Window.js"
import type { Survey } from "../sources/Source.js"

/** The key of the pseudonyms cannot be had. `message` is one line. */
export class KeyError extends Data.TaggedError("KeyError")<{ readonly message: string }> {}

/**
 * The site's key for pseudonyms, in `.egregora/key`: 32 bytes from the system's generator, written
 * in hexadecimal for its owner alone. It is made once, by whichever process comes first, and never
 * replaced, since with another key everybody would have another name. `.egregora/.gitignore` keeps
 * it from being published.
 */
export const loadKey: (
  siteFolder: string
) => Effect.Effect<Redacted.Redacted<Uint8Array>, KeyError, FileSystem.FileSystem | Path.Path> = Effect.fn(
  "privacy.loadKey"
)(function* (siteFolder) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const folder = path.join(siteFolder, ".egregora")
  const file = path.join(folder, "key")
  const create = (target: string, text: string) =>
    fs
      .writeFileString(target, text, { flag: "wx", mode: 0o600 })
      .pipe(Effect.catchIf(isTaken, () => Effect.void))

  yield* fs.makeDirectory(folder, { recursive: true }).pipe(
    Effect.zipRight(create(path.join(folder, ".gitignore"), "*\n")),
    Effect.zipRight(create(file, `${randomBytes(32).toString("hex")}\n`)),
    Effect.mapError((error) => new KeyError({ message: `Cannot make the key ${file}: ${describe(error)}.` }))
  )
  const text = yield* fs.readFileString(file).pipe(
    Effect.mapError(unreadable(file)),
    // Another process may have made the file and not yet filled it.
    Effect.repeat({
      while: (content) =>
        content.length > 0 ? Effect.succeed(false) : Effect.delay(Effect.succeed(true), "20 millis"),
      times: 25
    })
  )
  return yield* decode(text, file)
})

/** The key of a site; null where there is none. Nothing is written. */
export const readKey: (
  siteFolder: string
) => Effect.Effect<Redacted.Redacted<Uint8Array> | null, KeyError, FileSystem.FileSystem | Path.Path> =
  Effect.fn("privacy.readKey")(function* (siteFolder) {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const file = path.join(siteFolder, ".egregora", "key")
    const text = yield* fs.readFileString(file).pipe(
      Effect.catchIf(isMissing, () => Effect.succeed(null)),
      Effect.mapError(unreadable(file))
    )
    return text === null ? null : yield* decode(text, file)
  })

/** The digits of a key. */
export const secretOf = (key: Redacted.Redacted<Uint8Array>): string =>
  Buffer.from(Redacted.value(key)).toString("hex")

/** A key that nobody keeps. */
export const someKey: Effect.Effect<Redacted.Redacted<Uint8Array>> = Effect.sync(() =>
  Redacted.make(Uint8Array.from(randomBytes(32)))
)

/** What finds the personal data of a chat. The libraries that verify numbers are loaded here and not before. */
export const loadPersonalData = (
  options: PhoneNumbers.PhoneOptions
): Effect.Effect<PersonalData.PersonalData> =>
  Effect.promise(async () => {
    const [phones, account, card, identity, tax] = await Promise.all([
      import("libphonenumber-js/max"),
      import("validator/lib/isIBAN.js"),
      import("validator/lib/isCreditCard.js"),
      import("validator/lib/isIdentityCard.js"),
      import("validator/lib/isTaxID.js")
    ])
    const checks = {
      isIBAN: functionOf(account),
      isCreditCard: functionOf(card),
      isIdentityCard: functionOf(identity),
      isTaxID: functionOf(tax)
    }
    return PersonalData.make(checks, PhoneNumbers.make(phones, options))
  })

/** What knows the names of these people in other scripts. Of the libraries only those that they need are loaded. */
export const loadScripts = (people: Iterable<string>): Effect.Effect<Scripts.Scripts> =>
  Effect.promise(async () => {
    const isChinese = [...people].some((name) => /\p{sc=Han}/u.test(name))
    const [latin, chinese] = await Promise.all([
      import("any-ascii"),
      isChinese ? import("opencc-js/t2cn") : null
    ])
    return Scripts.make(
      functionOf(latin),
      chinese === null ? null : chinese.Converter({ from: "t", to: "cn" })
    )
  })

/** What of a chat decides what is hidden in it, beside the key. */
export type People = Effect.Effect.Success<ReturnType<typeof peopleOf>>

/** Reads that out of a survey, and loads what it needs. Pseudonyms are given to the `first` first. */
export const peopleOf = Effect.fnUntraced(function* (
  { aliases, authors, others, zone }: Survey,
  first: ReadonlyArray<string> = []
) {
  const people = [...authors.keys(), ...others]
  const names = [...people, ...[...(aliases?.values() ?? [])].flat()]
  return {
    authors: [...first, ...authors.keys()],
    others,
    ...(aliases === undefined ? {} : { aliases }),
    personalData: yield* loadPersonalData({ zone, people }),
    scripts: yield* loadScripts(names)
  }
})

/** Hides the people of a window and of what was said before it. */
export const privacy =
  (pseudonyms: Pseudonyms) =>
  (window: Window): Window => ({
    ...window,
    messages: window.messages.map(pseudonyms.message),
    context: window.context.map(pseudonyms.message),
    ...(window.before === undefined ? {} : { before: window.before.map(pseudonyms.message) })
  })

/** A module's default is the function for some loaders, and holds it for others. */
const functionOf = <F extends object>({
  default: loaded
}: {
  readonly default: { readonly default: F } | F
}): F => ("default" in loaded ? loaded.default : loaded)

const decode = (text: string, file: string): Effect.Effect<Redacted.Redacted<Uint8Array>, KeyError> =>
  /^[0-9a-f]{64}\s*$/i.test(text)
    ? Effect.succeed(Redacted.make(Uint8Array.from(Buffer.from(text.trim(), "hex"))))
    : new KeyError({
        message: `The key ${file} is damaged: it should hold 64 hexadecimal digits. Restore it, or delete it to give everybody a new pseudonym.`
      })

const unreadable =
  (file: string) =>
  (error: PlatformError): KeyError =>
    new KeyError({ message: `Cannot read the key ${file}: ${describe(error)}.` })

const isMissing = (error: PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "NotFound"

const isTaken = (error: PlatformError): boolean =>
  error._tag === "SystemError" && error.reason === "AlreadyExists"

const describe = (error: PlatformError): string =>
  error._tag === "SystemError" ? `${error.reason} in ${error.method}` : error.message
