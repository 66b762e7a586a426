/** Renders the site of a folder's posts, in a process of its own. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as Effect from "effect/Effect"
import { render } from "../../src/site/Site.js"
import * as SiteStore from "../../src/site/SiteStore.js"

const [folder = ""] = process.argv.slice(2)

void Effect.runPromise(
  render({ title: "Rua Verde 12" }).pipe(
    Effect.provide(SiteStore.layer(folder)),
    Effect.provide(NodeContext.layer)
  )
)
