/**
 * The numbers of windows, as the site keeps them: `.egregora/stats/<key>.json`, beside the posts.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Stats } from "../domain/Stats.js"
import { SiteStore } from "./SiteStore.js"

/** The file of a window's numbers. */
export const statsPath = (key: string): string => `.egregora/stats/${key}.json`

/** The numbers of a window; null where none are kept, or what is kept cannot be read. */
export const readStats = Effect.fnUntraced(function* (key: string) {
  const store = yield* SiteStore
  const text = yield* Effect.orElseSucceed(store.read(statsPath(key)), () => null)
  return text === null ? null : Option.getOrNull(decode(text))
})

const decode = Schema.decodeOption(Schema.parseJson(Stats))
