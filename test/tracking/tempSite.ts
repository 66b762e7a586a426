import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"

/** A folder that exists for the length of the scope. */
export const tempSite = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "egregora-site-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)
