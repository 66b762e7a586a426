/**
 * `egregora runs`: what was run, and how it went.
 */
import * as Command from "@effect/cli/Command"
import { showCommand } from "./runs/show.js"
import { tailCommand } from "./runs/tail.js"

/** `egregora runs`. */
export const runsCommand = Command.make("runs").pipe(
  Command.withDescription("Looks at the history of a blog."),
  Command.withSubcommands([tailCommand, showCommand])
)

export { showCommand, tailCommand }
