/**
 * Every source there is, and the choice of one for an export.
 */
import { basename } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Discord from "./discord/Discord.js"
import * as ExportFiles from "./ExportFiles.js"
import { start } from "./exportText.js"
import { type Chat, ExportError, type OpenOptions, Source } from "./Source.js"
import * as Slack from "./slack/Slack.js"
import { applications } from "./sourceNames.js"
import * as Telegram from "./telegram/Telegram.js"
import * as WhatsApp from "./whatsapp/WhatsApp.js"

/** A source for each application: a new one is a new row, and a name in `applications`. */
const byName: Readonly<Record<(typeof applications)[number], typeof Source.Service>> = {
  whatsapp: WhatsApp.source,
  telegram: Telegram.source,
  discord: Discord.source,
  slack: Slack.source
}

/**
 * Opens an export with the source of that name; any other name, as `auto`, takes the first that knows the
 * format. When none does, the error is that of WhatsApp. The file stays open until the scope closes.
 */
export const open = (
  path: string,
  options: OpenOptions & { readonly source: string }
): Effect.Effect<Chat, ExportError, Scope.Scope> => {
  const sources = applications.map((name) => byName[name])
  const named = sources.find(({ name }) => name === options.source)
  if (named !== undefined) return named.open(path, options)
  const others = sources.filter((source) => source !== WhatsApp.source)
  const none = (error: ExportError) =>
    Effect.flatMap(isJson(path), (json) => (json ? unknownJson(path) : error))
  return Effect.flatMap(mayHoldText(path), (isOther) =>
    firstOf(path, options, isOther ? [...others, WhatsApp.source] : [WhatsApp.source, ...others])
  ).pipe(Effect.catchIf(isForeign, none))
}

/** The chat of the first source that knows the format; else the error of WhatsApp. */
const firstOf = (
  path: string,
  options: OpenOptions,
  [source = WhatsApp.source, ...rest]: ReadonlyArray<typeof Source.Service>
): Effect.Effect<Chat, ExportError, Scope.Scope> =>
  Effect.catchIf(source.open(path, options), isForeign, (error) =>
    rest.length === 0
      ? error
      : Effect.mapError(firstOf(path, options, rest), (later) =>
          isForeign(later) && source === WhatsApp.source ? error : later
        )
  )

/**
 * Whether a text of WhatsApp in a zip may be an attachment of another application's chat: it is not where
 * WhatsApp puts its chat, and there is JSON, which WhatsApp writes none of.
 */
const mayHoldText = (path: string): Effect.Effect<boolean> =>
  ExportFiles.open(path).pipe(
    Effect.map(
      ({ given, names }) =>
        given === null && names.some((name) => name.endsWith(".json")) && !names.includes("_chat.txt")
    ),
    Effect.scoped,
    Effect.orElseSucceed(() => false)
  )

/** The source of that name as the one that the program reads with. */
export const layer = (name: string): Layer.Layer<Source> =>
  Layer.succeed(Source, { name, open: (path, options) => open(path, { ...options, source: name }) })

/** Whether the file is sound, and only of another application. */
const isForeign = ({ reason }: ExportError): boolean =>
  reason === "UnknownFormat" || reason === "NoChat" || reason === "NotAFile"

const isJson = (path: string): Effect.Effect<boolean, ExportError> =>
  Effect.gen(function* () {
    const files = yield* ExportFiles.open(path)
    return files.given !== null && JSON_BEGINS.test(yield* start(files.bytes(files.given)))
  }).pipe(Effect.scoped)

/** A text may begin with a bracket too, so what follows it counts. */
const JSON_BEGINS =
  /^\ufeff?\s*(?:\{\s*["}]|\[\s*(?:[[{"]|\]\s*$|(?:-?\d[\d.eE+-]*|true|false|null)\s*(?:,|\]\s*$)))/

const unknownJson = (path: string) =>
  new ExportError({
    reason: "UnknownFormat",
    message: `${basename(path)}: JSON, but not of a chat application that is known; give Telegram's result.json, a JSON of DiscordChatExporter, or the zip that Slack exported`
  })
