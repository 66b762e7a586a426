/**
 * Help texts: what the command library knows of a command, set as people expect it.
 */

import { stripVTControlCharacters } from "node:util"
import * as HelpDoc from "@effect/cli/HelpDoc"
import type { Span } from "@effect/cli/HelpDoc/Span"
import { pad, wrap } from "./wrap.js"

/** A command as its help names it. */
export interface Helped {
  /** The words behind `egregora` that call it. */
  readonly name: string
  readonly help: () => HelpDoc.HelpDoc
  /** The commands inside it. */
  readonly children: ReadonlyArray<Helped>
}

/** The help of a command, no line wider than `width`. */
export const renderHelp = ({ name, help, children }: Helped, width: number): string => {
  const sections = sectionsOf(help())
  const args = sections.get("ARGUMENTS") ?? []
  const options = withNegations(sections.get("OPTIONS") ?? [])
  const usage = [
    ...["egregora", name].filter((word) => word !== ""),
    ...(options.length > 0 ? ["[options]"] : []),
    ...(children.length > 0 && args.length === 0 ? ["COMMAND"] : []),
    ...args.map(([term]) => term)
  ]
  const rows: Readonly<Record<string, Items>> = {
    Commands: children.map((child) => [child.name, descriptionOf(child.help())]),
    Arguments: args,
    Options: [
      ...options.map(([term, text]) => [term.replace(/ (?:integer|float)$/, " NUMBER"), text] as const),
      ["-h, --help", "Show this help."],
      ...(name === "" ? [["--version", "Show the version."] as const] : [])
    ]
  }
  return [
    wrap(descriptionOf(help()), width).join("\n"),
    `Usage: ${usage.join(" ")}`,
    ...Object.entries(rows).flatMap(([title, items]) =>
      items.length === 0 ? [] : [list(title, items, width)]
    )
  ].join("\n\n")
}

/** An option as the command library names it. */
export interface HelpedOption {
  /** `-n`, `--output`. */
  readonly names: ReadonlyArray<string>
  /** A type, as `integer`, or the choices; none where it takes no value. */
  readonly values: ReadonlyArray<string>
  /** Whether it may be given more than once. */
  readonly repeatable: boolean
}

/** The options of a help. */
export const optionsOf = (help: HelpDoc.HelpDoc): ReadonlyArray<HelpedOption> =>
  (sectionsOf(help).get("OPTIONS") ?? []).map(([term]) => {
    const words = term.replace(/\.\.\.$/, "").split(/[\s,|]+/)
    return {
      names: words.filter((word) => word.startsWith("-")),
      values: words.filter((word) => !word.startsWith("-")),
      repeatable: term.endsWith("...")
    }
  })

/** Whether a command takes words that name no command. */
export const takesWords = (help: HelpDoc.HelpDoc): boolean => sectionsOf(help).has("ARGUMENTS")

/** A help as plain text. */
export const plain = (doc: HelpDoc.HelpDoc): string =>
  stripVTControlCharacters(HelpDoc.toAnsiText(doc)).trim()

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const descriptionOf = (help: HelpDoc.HelpDoc): string =>
  (sectionsOf(help).get("DESCRIPTION") ?? []).map(([, text]) => text).join(" ")

type Items = ReadonlyArray<readonly [term: string, text: string]>

/** Terms with their texts beside them; the text of one that is too long stands below it. */
const list = (title: string, items: Items, width: number): string => {
  const short = items.map(([term]) => term.length).filter((length) => length <= longestTerm)
  const column = Math.max(...short) + 4
  const rows = items.map(([term, text]) => {
    const lines = wrap(text, Math.max(24, width - column))
    const beside = term.length <= longestTerm
    return [
      ...(beside ? [] : [`  ${term}`]),
      ...lines.map((line, at) => pad(beside && at === 0 ? `  ${term}` : "", column) + line)
    ]
      .map((line) => line.trimEnd())
      .join("\n")
  })
  return [`${title}:`, ...rows].join("\n")
}

const longestTerm = 32

/** `--open` and `--no-open` as one: `--[no-]open`. */
const withNegations = (options: Items): Items => {
  const terms = new Set(options.map(([term]) => term))
  return options.flatMap(([term, text]) => {
    if (/^--no-/.test(term) && terms.has(term.replace("--no-", "--"))) return []
    return [[terms.has(term.replace("--", "--no-")) ? term.replace("--", "--[no-]") : term, text] as const]
  })
}

/** What stands under each heading: terms with their texts, or texts alone. */
const sectionsOf = (doc: HelpDoc.HelpDoc): ReadonlyMap<string, Items> => {
  const sections = new Map<string, Items>()
  let heading = ""
  for (const part of parts(doc)) {
    if (part._tag === "Header") {
      heading = text(part.value)
      continue
    }
    const items: Items =
      part._tag === "DescriptionList"
        ? part.definitions.map(([term, definition]) => [
            text(term)
              .replace(/^\((.*)\)$/, "$1")
              .replace(/^<(.*)>\.\.\.$/, "[$1]...")
              .replace(/^<(.*)> 1\+$/, "$1...")
              .replace(/^<(.*)>$/, isOptional(definition) ? "[$1]" : "$1"),
            told(definition)
          ])
        : part._tag === "Paragraph"
          ? [["", text(part.value)]]
          : []
    sections.set(heading, [...(sections.get(heading) ?? []), ...items])
  }
  return sections
}

const parts = (doc: HelpDoc.HelpDoc): ReadonlyArray<HelpDoc.HelpDoc> =>
  doc._tag === "Sequence" ? [...parts(doc.left), ...parts(doc.right)] : [doc]

const isOptional = (doc: HelpDoc.HelpDoc): boolean =>
  parts(doc).some(
    (part) => part._tag === "Paragraph" && text(part.value).startsWith("This setting is optional")
  )

/** A description without what the library says of every option of its type. */
const told = (doc: HelpDoc.HelpDoc): string =>
  parts(doc)
    .flatMap((part) => (part._tag === "Paragraph" ? [text(part.value)] : []))
    .filter(
      (line) =>
        !/^(?:A user-defined|An? \w+( point)? number|An integer|A true or false|One of the following|This (?:setting is|(?:option|argument) may be|argument must be))/.test(
          line
        )
    )
    .join(" ")

/** What a span says: the library's printer takes longer than all else that a help needs. */
const text = (span: Span): string => {
  switch (span._tag) {
    case "Text":
    case "URI":
      return span.value
    case "Sequence":
      return `${text(span.left)}${text(span.right)}`
    default:
      return text(span.value)
  }
}
