/**
 * What two runs differ in, as `runs diff` tells people.
 */
import { createColors } from "picocolors"
import { dollars } from "../domain/Cost.js"
import type { Run } from "../domain/Run.js"
import { type Difference, matters, type Section, sections } from "./runDiff.js"
import { count, heading, localTime, nothing, shortHash, shortId, span, stageName, when } from "./runText.js"
import { printable, printableJsonLine, printableLine, type Shape } from "./terminal.js"
import { columns, pad, widest, wrap } from "./wrap.js"

interface View {
  readonly now: number
  readonly screen: Shape
}

/** The two runs and their differences by sections; one line where there is none that matters. */
export const diffText = (a: Run, b: Run, found: ReadonlyArray<Difference>, view: View): string => {
  if (!found.some(matters)) {
    const [time] = found.map(toldOf)
    const but = time === undefined ? "" : ` but the time they took: ${time.a} and ${time.b}`
    return `no difference between ${shortId(a)} and ${shortId(b)}${but}`
  }
  const { added, removed } = colours(view.screen)
  const blocks = sections.flatMap((section) => {
    const told = found.filter((difference) => difference.section === section).map(toldOf)
    return told.length === 0 ? [] : [block(section, told, view.screen)]
  })
  const width = widest([a, b].map(nameOf))
  return [`${removed(`- ${side(a, width, view)}`)}\n${added(`+ ${side(b, width, view)}`)}`, ...blocks].join(
    "\n\n"
  )
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const titles: Readonly<Record<Section, string>> = {
  input: "Input",
  configuration: "Configuration",
  code: "Code",
  outputs: "Outputs",
  result: "Result",
  metrics: "Metrics"
}

const colours = ({ colour }: Shape) => {
  const { green, red } = createColors(colour)
  return { removed: red, added: green }
}

const nameOf = (run: Run): string => `${shortId(run)}  ${stageName(run)}`

const side = (run: Run, width: number, view: View): string =>
  [pad(nameOf(run), width), run.status.padEnd("completed".length), when(run.startedAt, view)].join("  ")

/** A difference in words. */
interface Told {
  readonly label: string
  /** Null where there is none. */
  readonly a: string | null
  readonly b: string | null
  /** `+11%`, `×12`; empty where that says nothing. */
  readonly change: string
}

const toldOf = (difference: Difference): Told => {
  const tell = tellerOf(difference)
  const told = (value: unknown): string | null => (value === null ? null : tell(value))
  return {
    label: labelOf(difference),
    a: told(difference.a),
    b: told(difference.b),
    change: difference.section === "metrics" ? changeOf(difference) : ""
  }
}

const labelOf = ({ field, section }: Difference): string => {
  if (section === "outputs") return printableLine(field)
  const own = labels[field]
  return own ?? printableLine(field.replace(/^(?:parts|options)\./, ""))
}

const labels: Readonly<Record<string, string>> = {
  "window.key": "window",
  "window.start": "first message",
  "window.end": "last message",
  rowsIn: "rows in",
  inputFingerprint: "fingerprint",
  configHash: "fingerprint",
  codeRef: "version",
  attempt: "try",
  reasons: "lost",
  durationSeconds: "duration",
  rowsOut: "rows out",
  llmCalls: "LLM calls",
  "spent.tokensIn": "tokens in",
  "spent.tokensOut": "tokens out",
  "spent.tokensCached": "tokens cached",
  "spent.cost": "cost",
  "spent.unpricedCalls": "unpriced calls"
}

const tellerOf = ({ field, section }: Difference): ((value: unknown) => string) => {
  if (
    section === "outputs" ||
    field.startsWith("parts.") ||
    /^(?:inputFingerprint|configHash)$/.test(field)
  ) {
    return (value) => fingerprint(printable(String(value)).trimEnd())
  }
  if (field.startsWith("options.")) return printableJsonLine
  if (/^window\.(?:start|end)$/.test(field)) return (value) => localTime(Date.parse(String(value)))
  if (field === "durationSeconds") return (value) => span(Number(value))
  if (field === "spent.cost") return (value) => dollars(Number(value))
  return (value) =>
    typeof value === "number"
      ? count(value)
      : printable(Array.isArray(value) ? value.join("\n") : String(value)).trimEnd()
}

/** Only what is nothing but a fingerprint is cut. */
const fingerprint = (text: string): string => (/^[0-9a-f]{32,}$/.test(text) ? shortHash(text) : text)

const changeOf = ({ a, b }: Difference): string => {
  if (typeof a !== "number" || typeof b !== "number" || a === 0) return ""
  if (b / a >= 10) return `×${Math.round(b / a)}`
  const percent = Math.round((b / a - 1) * 100)
  return `${percent > 0 ? "+" : ""}${percent}%`
}

const block = (section: Section, told: ReadonlyArray<Told>, screen: Shape): string => {
  const { added, removed } = colours(screen)
  const width = widest(told.map(({ label }) => label))
  const lines = told.flatMap(({ a, b, change, label }) => {
    if (section === "outputs" && a === null) return [added(`  + ${pad(label, width)}  ${b}`)]
    if (section === "outputs" && b === null) return [removed(`  - ${pad(label, width)}  ${a}`)]
    const sign = section === "outputs" ? "~ " : ""
    const plain = `  ${sign}${pad(label, width)}  ${a ?? nothing} → ${b ?? nothing}`
    if (!plain.includes("\n") && columns(plain) <= screen.width) {
      const line = `  ${sign}${pad(label, width)}  ${removed(a ?? nothing)} → ${added(b ?? nothing)}`
      return [change === "" ? line : `${line}  ${change}`]
    }
    return [`  ${sign}${label}`, ...signed("-", a, screen).map(removed), ...signed("+", b, screen).map(added)]
  })
  return [heading(titles[section], screen), ...lines].join("\n")
}

const signed = (sign: string, text: string | null, screen: Shape): ReadonlyArray<string> =>
  text === null ? [] : wrap(text, screen.width - 6).map((line) => `    ${sign} ${line}`)
