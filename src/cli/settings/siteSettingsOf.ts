import * as Effect from "effect/Effect"
import type { SiteSettings } from "../../site/SiteSettings.js"
import type { UsageError } from "../UsageError.js"
import { siteSettings } from "./allSettings.js"
import type { Settings } from "./findSettings.js"

/** What the settings say of the site. */
export const siteSettingsOf = ({ value }: Settings): Effect.Effect<SiteSettings, UsageError> =>
  Effect.all({
    title: value(siteSettings.title),
    description: value(siteSettings.description),
    language: value(siteSettings.language),
    url: value(siteSettings.url)
  })
