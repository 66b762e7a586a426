/**
 * Every source there is, and the choice of one for an export.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { type Chat, type ExportError, type OpenOptions, Source } from "./Source.js"
import * as WhatsApp from "./whatsapp/WhatsApp.js"

/** The sources in the order in which `auto` tries them: a new application is a new row. */
export const sources: readonly [typeof Source.Service, ...Array<typeof Source.Service>] = [WhatsApp.source]

/** What `--source` takes. */
export const sourceNames: ReadonlyArray<string> = ["auto", ...sources.map(({ name }) => name)]

/**
 * Opens an export with the source of that name; `auto` takes the first that knows the format. When none
 * does, the error is that of the first. The file stays open until the scope closes.
 */
export const open = (
  path: string,
  options: OpenOptions & { readonly source: string }
): Effect.Effect<Chat, ExportError, Scope.Scope> => {
  const [first, ...rest] = sources
  const named = sources.find(({ name }) => name === options.source)
  if (named !== undefined) return named.open(path, options)
  return rest.reduce(
    (opened, next) =>
      Effect.catchIf(opened, isForeign, (error) =>
        Effect.mapError(next.open(path, options), (later) => (isForeign(later) ? error : later))
      ),
    first.open(path, options)
  )
}

/** The source of that name as the one that the program reads with. */
export const layer = (name: string): Layer.Layer<Source> =>
  Layer.succeed(Source, { name, open: (path, options) => open(path, { ...options, source: name }) })

/** Whether the file is sound, and only of another application. */
const isForeign = (error: ExportError): boolean =>
  error.reason === "UnknownFormat" || error.reason === "NoChat"
