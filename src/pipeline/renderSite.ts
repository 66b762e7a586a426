/**
 * The last stage of a `process`: the pages, unless they are as they would be.
 */
import * as Effect from "effect/Effect"
import { fingerprint } from "../domain/Fingerprint.js"
import type { Run } from "../domain/Run.js"
import type { About } from "../site/people.js"
import * as Site from "../site/Site.js"
import { SiteStore } from "../site/SiteStore.js"
import { readTheme } from "../site/theme.js"
import * as CurrentRun from "../tracking/CurrentRun.js"
import * as RunTracking from "../tracking/RunTracking.js"

/** What to render and when. */
export interface RenderOptions {
  readonly title: string
  /** What people say of themselves, by the name that is shown. */
  readonly about: ReadonlyMap<string, About>
  /** The runs that did what is there: see `RunHistory.worked`. */
  readonly worked: ReadonlyArray<Run>
  /** Whether the pages are rendered although nothing changed. */
  readonly refresh: boolean
  /** Whether files that were edited by hand are replaced. */
  readonly force: boolean
}

/**
 * Renders the site as a tracked run. If the last run that rendered it left every file as it is now, with
 * the same title and the same version of the pages, nothing is done.
 */
export const renderSite = Effect.fn("renderSite")(function* ({
  title,
  about,
  worked,
  refresh,
  force
}: RenderOptions) {
  const store = yield* SiteStore
  const said =
    about.size === 0 ? {} : { about: fingerprint([...about].map(([name, it]) => [name, { ...it }])) }
  const { fingerprint: theme } = yield* readTheme
  const look = theme === null ? {} : { theme }
  const parts = { title: fingerprint(title).slice(0, 16), pages: Site.version, ...said, ...look }
  const inputFingerprint = fingerprint({
    title,
    pages: Site.version,
    media: yield* store.list("media"),
    ...said,
    ...look
  })
  return yield* Effect.gen(function* () {
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
    const site = yield* Site.render({ title, about, force })
    yield* Effect.forEach(site.warnings, CurrentRun.degrade, { discard: true })
    yield* CurrentRun.rowsOut(site.posts)
    yield* CurrentRun.outputs([{ path: "index.html and its pages", sha256: yield* Site.digest }])
    return site
  }).pipe(RunTracking.track({ stage, kind: "stage", inputFingerprint, parts }))
})

const stage = "site"
