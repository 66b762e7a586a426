/**
 * The whole service graph.
 */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodePath from "@effect/platform-node/NodePath"
import * as Layer from "effect/Layer"
import * as Engine from "./pipeline/Engine.js"
import * as SiteStore from "./site/SiteStore.js"
import * as detect from "./sources/detect.js"
import * as RunHistoryFiles from "./tracking/RunHistoryFiles.js"
import * as SiteTracking from "./tracking/SiteTracking.js"
import { version } from "./version.js"
import * as Extractive from "./writers/extractive/Extractive.js"

/** What the graph is built for. */
export interface AppOptions {
  /** The folder of the site. */
  readonly output: string
  /** The application that wrote the export, as `--source` takes it. Default: `auto`, found out. */
  readonly source?: string
}

/** All that `processExport` needs, and the history of what it did. */
export const layer = ({ output, source = "auto" }: AppOptions) =>
  Layer.mergeAll(
    Engine.layer,
    Extractive.layer,
    detect.layer(source),
    SiteStore.layer(output),
    SiteTracking.layer(output, { codeRef: version }),
    RunHistoryFiles.layer(output)
  ).pipe(Layer.provideMerge(Layer.mergeAll(NodeFileSystem.layer, NodePath.layer)))
