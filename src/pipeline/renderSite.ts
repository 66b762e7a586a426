/**
 * The last stage of a `process`: smaller pictures, and the pages unless they are as they would be.
 */
import * as Effect from "effect/Effect"
import { fingerprint } from "../domain/Fingerprint.js"
import type { Run } from "../domain/Run.js"
import type { About } from "../site/people.js"
import { shrinkPictures } from "../site/pictures/versions.js"
import * as Site from "../site/Site.js"
import { noSettings, type SiteSettings } from "../site/SiteSettings.js"
import { SiteStore } from "../site/SiteStore.js"
import { readTheme } from "../site/theme.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import * as RunTracking from "../tracking/RunTracking.js"

/** What to render and when. */
export interface RenderOptions {
  /** The title of the home page, unless the settings have another; null for one in the site's language. */
  readonly title: string | null
  /** What the site's own person says of it. Default: nothing. */
  readonly settings?: SiteSettings | undefined
  /** What people say of themselves, by the name that is shown. */
  readonly about: ReadonlyMap<string, About>
  /** The runs that did what is there: see `RunHistory.worked`. */
  readonly worked: ReadonlyArray<Run>
  /** Whether the pages are rendered although nothing changed. */
  readonly refresh: boolean
  /** Whether files that were edited by hand are replaced. */
  readonly force: boolean
  /** Told of each picture that was made smaller, or could not be. */
  readonly onPicture?: ((done: number, all: number) => Effect.Effect<void>) | undefined
}

/**
 * Renders the site as a tracked run, its pictures first. If the last run that rendered it left every file as it
 * is now, with the same title and the same version of the pages, nothing is done.
 */
export const renderSite = Effect.fn("renderSite")(function* ({
  title,
  settings = noSettings,
  about,
  worked,
  refresh,
  force,
  onPicture
}: RenderOptions) {
  const store = yield* SiteStore
  const { fingerprint: theme } = yield* readTheme
  const said = {
    ...(about.size === 0 ? {} : { about: fingerprint([...about].map(([name, it]) => [name, { ...it }])) }),
    ...(Object.values(settings).some((it) => it !== null) ? { settings: fingerprint({ ...settings }) } : {}),
    ...(theme === null ? {} : { theme })
  }
  const parts = { title: fingerprint(title).slice(0, 16), pages: Site.version, ...said }
  const inputFingerprint = fingerprint({
    title,
    pages: Site.version,
    media: yield* store.list("media"),
    ...said
  })
  return yield* Effect.gen(function* () {
    const lost = yield* shrinkPictures({ again: refresh, onPicture })
    const last = worked.findLast((run) => run.stage === stage)
    if (!refresh && last?.status === "completed" && last.inputFingerprint === inputFingerprint) {
      const digest = yield* Site.digest
      const site = yield* Site.unchanged
      const isThere = last.outputs?.some((output) => output.sha256 === digest) === true
      if (isThere && !(force && site.edited.length > 0)) {
        yield* CurrentRun.skip("reused", last.runId)
        return site
      }
    }
    const rendered = yield* Site.render({ title, settings, about, refresh, force })
    const site = { ...rendered, warnings: [...rendered.warnings, ...lost] }
    yield* Effect.forEach(site.warnings, CurrentRun.degrade, { discard: true })
    yield* CurrentRun.rowsOut(site.posts)
    yield* CurrentRun.outputs([{ path: "index.html and its pages", sha256: yield* Site.digest }])
    return site
  }).pipe(
    RunTracking.track({ stage, kind: "stage", inputFingerprint, parts }),
    Effect.zipLeft(store.remember)
  )
})

const stage = "site"
