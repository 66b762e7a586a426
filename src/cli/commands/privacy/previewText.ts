/**
 * What would be hidden, for people.
 */
import type {
  Caution,
  FileEnd,
  FoundAs,
  PersonPreview,
  PrivacyPreview
} from "../../../pipeline/previewPrivacy.js"
import { counted } from "../../counted.js"
import { count } from "../../runText.js"
import { pad, widest } from "../../wrap.js"

/** The lines of a preview: who becomes whom, what else is hidden, and what is not. */
export const previewText = (found: PrivacyPreview): ReadonlyArray<string> => [
  ...peopleTable(found.people),
  ...section("Also hidden", [
    ...found.data.map(
      ({ count: times, examples, kind }) => `[${kind}]  ${counted(times, "time")}: ${examples.join(", ")}`
    ),
    ...(found.strangers === 0
      ? []
      : [`${counted(found.strangers, "mention")} of people whom the chat does not name`]),
    ...(found.links === 0
      ? []
      : [
          `${counted(found.links, "link")} with a name, an address or a number in ${found.links === 1 ? "it" : "them"}: cut to the host`
        ])
  ]),
  ...section("Not hidden everywhere", found.cautions.map(cautionLine)),
  ...section("Files, where a post shows them", fileLines(found.files)),
  "",
  'Nothing was written. What is never found: see "What is not found" in docs/privacy.md.'
]

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)]

const peopleTable = (people: ReadonlyArray<PersonPreview>): ReadonlyArray<string> => {
  const rows = people.map(({ alias, name, optedOut, pseudonym, messages, found, written }) => {
    const times = Object.values(found).reduce((sum, some) => sum + some, 0)
    return [
      name,
      optedOut ? "opted out" : (alias ?? pseudonym),
      count(messages),
      count(times),
      foundText(found),
      written.map((it) => `"${it}"`).join(" ")
    ]
  })
  const table = [["Name", "Pseudonym", "Messages", "In texts", "As", "Written"], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => widest(table.map((row) => row[column] ?? "")))
  return table.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 2 || column === 3
          ? " ".repeat(Math.max(0, width - cell.length)) + cell
          : pad(cell, width)
      })
      .join("  ")
      .trimEnd()
  )
}

const foundNames: Readonly<Record<FoundAs, string>> = {
  whole: "whole name",
  part: "part of it",
  spelling: "other spelling",
  title: "with a title",
  handle: "handle",
  mention: "mention",
  address: "number or address"
}

const foundText = (found: PersonPreview["found"]): string =>
  Object.entries(foundNames)
    .flatMap(([how, name]) => {
      const times = Object.entries(found).find(([key]) => key === how)?.[1] ?? 0
      return times === 0 ? [] : [`${name} ${count(times)}`]
    })
    .join(", ")

const cautionLine = ({ name, people, times, why }: Caution): string => {
  switch (why) {
    case "shared":
      return `"${name}" is of ${people.join(", ")}: it becomes "someone" (${counted(times, "time")})`
    case "word":
      return `"${name}" of ${people.join(", ")} is a word too: it is hidden with its capital, behind @ and # and in links; ${times === 0 ? "it was never written without" : `${counted(times, "time")} it stays`}`
    case "short":
      return `"${name}" is one letter, or signs or digits alone: it is hidden as an author and in mentions, and not looked for in texts`
  }
}

const ends: ReadonlyArray<readonly [FileEnd, string]> = [
  ["cleaned", "copied without place, time and camera"],
  ["copied", "copied as they are: they may say where, when and by whom they were made"],
  ["left", "not copied"]
]

const fileLines = (files: PrivacyPreview["files"]): ReadonlyArray<string> =>
  ends.flatMap(([end, what]) => {
    const some = files.filter((file) => file.end === end)
    return some.length === 0
      ? []
      : [
          `${some.map((file) => `${count(file.count)} ${file.extension === "" ? "without an extension" : file.extension}`).join(", ")}: ${what}`
        ]
  })
