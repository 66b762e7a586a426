/**
 * The text of a new `egregora.yaml`.
 */
import { wrap } from "../wrap.js"
import { allSettings } from "./allSettings.js"
import { type Setting, told, variableOf } from "./Setting.js"

/**
 * Every setting with what it is for and its default, commented out: the file says nothing yet. With the `#`
 * before a setting removed, its default stands there.
 */
export const settingsText = (): string => `${[head, ...allSettings.map(entry)].join("\n\n")}\n`

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const comment = (text: string): string =>
  wrap(text, 98)
    .map((line) => `# ${line}`)
    .join("\n")

const head = comment(
  `The settings of this blog. Remove the # before a line to change what holds without it. A flag of a command wins over a variable of the environment, as ${variableOf({ name: "step-size" })}, and that over this file; \`egregora config\` shows what holds.`
)

const entry = (setting: Setting<unknown>): string =>
  [
    comment(told(setting)),
    ...(setting.choices.length === 0 ? [] : [comment(`One of ${setting.choices.join(", ")}.`)]),
    `#${setting.name}:${setting.standard === null ? "" : ` ${setting.standard}`}`
  ].join("\n")
