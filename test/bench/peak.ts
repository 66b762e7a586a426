/**
 * The memory of a program that a bench runs.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** The environment in which a Node program, and each that it starts, leaves its largest resident set in `folder`. */
export const peakHook = (folder: string): { readonly NODE_OPTIONS: string; readonly PEAKS: string } => {
  const hook = join(folder, "peak.cjs")
  writeFileSync(
    hook,
    `process.on("exit", () => require("node:fs").appendFileSync(process.env.PEAKS, process.resourceUsage().maxRSS + "\\n"))`
  )
  return { NODE_OPTIONS: `--require ${hook}`, PEAKS: join(folder, "peaks") }
}

/** The largest of what was left since it was read last, in MB. */
export const readPeak = (folder: string): number => {
  const file = join(folder, "peaks")
  const peak = Math.max(...readFileSync(file, "utf8").trim().split("\n").map(Number)) / 1024
  rmSync(file)
  return peak
}
