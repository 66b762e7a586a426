/**
 * The table of `config`.
 */
import * as Effect from "effect/Effect"
import { createColors } from "picocolors"
import { onlyARule } from "./runTable.js"
import { heading } from "./runText.js"
import type { Found, Origin } from "./settings/findSettings.js"
import type { Setting } from "./settings/Setting.js"
import { settingsFileName } from "./settings/settingsFile.js"
import { printableLine, type Shape } from "./terminal.js"
import { cut, widest } from "./wrap.js"

/** A setting and what holds for it. */
export interface Held {
  readonly setting: Setting<unknown>
  readonly found: Found<unknown>
}

/**
 * A line for each setting: its name, what holds, and who says so. Where the screen is too narrow, long values
 * are cut.
 */
export const settingsTable = (held: ReadonlyArray<Held>, screen: Shape): Effect.Effect<string> =>
  Effect.map(
    Effect.promise(() => import("cli-table3")),
    ({ default: Table }) => {
      const colours = createColors(screen.colour)
      const rows = held.map(({ setting, found }) => ({
        name: setting.name,
        value: printableLine(found.text ?? setting.standard ?? setting.standardWords),
        from: originText(found.origin),
        isSet: found.origin._tag !== "Default"
      }))
      const taken = widest(rows.map(({ name }) => name)) + widest(rows.map(({ from }) => from)) + 2 * gap
      const room = Math.max(leastValue, screen.width - taken)
      const table = new Table({
        head: ["Setting", "Value", "From"].map((title) => heading(title, screen)),
        chars: onlyARule,
        style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 0 }
      })
      for (const { name, value, from, isSet } of rows) {
        table.push([name, cut(value, room), isSet ? from : colours.dim(from)])
      }
      return table.toString().replace(/ +$/gm, "")
    }
  )

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const gap = 2
const leastValue = 12

/** `egregora.yaml:3`: the folder is told above. */
const originText = (origin: Origin): string => {
  switch (origin._tag) {
    case "Default":
      return "default"
    case "Environment":
      return origin.variable
    case "File":
      return `${settingsFileName}:${origin.line}`
    case "Flag":
      return "the command line"
  }
}
