/**
 * `egregora runs`: what was run, and how it went.
 */
import * as Command from "@effect/cli/Command"
import { diffCommand } from "./runs/diff.js"
import { doctorCommand } from "./runs/doctor.js"
import { exportCommand } from "./runs/export.js"
import { gcCommand } from "./runs/gc.js"
import { lineageCommand } from "./runs/lineage.js"
import { listCommand, spelledList } from "./runs/list.js"
import { replayCommand } from "./runs/replay.js"
import { showCommand } from "./runs/show.js"
import { statsCommand } from "./runs/stats.js"
import { tailCommand } from "./runs/tail.js"
import { watchCommand } from "./runs/watch.js"

/** `egregora runs`. */
export const runsCommand = Command.make("runs").pipe(
  Command.withDescription("Looks at the history of a blog, and runs windows again."),
  Command.withSubcommands([
    tailCommand,
    listCommand,
    watchCommand,
    showCommand,
    statsCommand,
    diffCommand,
    lineageCommand,
    replayCommand,
    exportCommand,
    gcCommand,
    doctorCommand
  ])
)

export {
  diffCommand,
  doctorCommand,
  exportCommand,
  gcCommand,
  lineageCommand,
  listCommand,
  replayCommand,
  showCommand,
  spelledList,
  statsCommand,
  tailCommand,
  watchCommand
}
