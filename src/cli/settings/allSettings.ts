/**
 * Every setting, in the order of `egregora.yaml`.
 */
import { sourceNames } from "../../sources/sourceNames.js"
import * as Kind from "./kinds.js"
import * as Setting from "./Setting.js"

/** What is said of the site; no command has a flag for these. */
export const siteSettings = {
  title: Setting.optionalText("title", Kind.words, {
    description: "The title of the home page.",
    standard: "the chat's name"
  }),
  description: Setting.optionalText("description", Kind.words, {
    description: "What the blog is about, in a sentence or two.",
    standard: "how much there is to read"
  }),
  language: Setting.optionalText("language", Kind.language, {
    description: "The language of the pages that belong to no post, as en or pt-BR.",
    standard: "the one that most posts are in"
  }),
  url: Setting.optionalText("url", Kind.address, {
    description: "The address at which the blog's folder is on the web, as https://example.org/blog/.",
    standard: "none"
  })
}

/** How an export is read: every command that reads one has their flags. */
export const exportSettings = {
  source: Setting.choice("source", sourceNames, {
    description: "The application that wrote the export; auto finds it out.",
    standard: "auto"
  }),
  timezone: Setting.optionalText("timezone", Kind.zone, {
    pseudoName: "ZONE",
    description: "The time zone of the phone that made the export, as Europe/Lisbon.",
    standard: "this machine's"
  }),
  dateOrder: Setting.optionalChoice("date-order", ["day-first", "month-first"], {
    description: "Which of day and month the dates have first, where the file leaves it open.",
    standard: "what the file shows"
  }),
  groupName: Setting.optionalText("group-name", Kind.words, {
    pseudoName: "NAME",
    description: "The name of the chat.",
    standard: "what the file is called after"
  }),
  chat: Setting.optionalText("chat", Kind.words, {
    alias: "channel",
    pseudoName: "NAME",
    description: "The chat or channel to read, by its name or its id, of an export that holds several.",
    standard: "the only one"
  }),
  maxSize: Setting.optionalText("max-size", Kind.size, {
    pseudoName: "SIZE",
    description:
      "The largest chat text or attachment that is read, as 10GB. One that is larger than the default also allows longer messages and more files, in proportion.",
    standard: "4GiB"
  })
}

/** What a `process` does with it. */
export const processSettings = {
  stepSize: Setting.integer("step-size", {
    least: 1,
    description: "How many units make a window: one window, one post.",
    standard: "1"
  }),
  stepUnit: Setting.choice("step-unit", ["days", "hours", "messages", "bytes"], {
    description: "The unit of a window. Days begin at midnight where the chat was.",
    standard: "days"
  }),
  overlap: Setting.number("overlap", {
    least: 0,
    most: 0.5,
    description:
      "How much of the window before the writer sees again as context, from 0 to 0.5. It is not written twice.",
    standard: "0"
  }),
  fromDate: Setting.optionalText("from-date", Kind.day, {
    pseudoName: "DATE",
    description: "The first day to take, as 2025-10-28.",
    standard: "the chat's first"
  }),
  toDate: Setting.optionalText("to-date", Kind.day, {
    pseudoName: "DATE",
    description: "The last day to take, as 2025-10-28.",
    standard: "the chat's last"
  }),
  concurrency: Setting.integer("concurrency", {
    least: 1,
    description: "How many windows are worked on at once.",
    standard: "4"
  }),
  maxFailures: Setting.optionalInteger("max-failures", {
    least: 0,
    description: "Stop when more windows than this have failed; --fail-fast is --max-failures 0.",
    standard: "go on"
  }),
  budget: Setting.optionalNumber("budget", {
    least: 0,
    description:
      "The most that calls of language models may cost, in US dollars, as 2.00: stop before it is passed.",
    standard: "no limit"
  }),
  realNames: Setting.yesOrNo("real-names", {
    description: "Write people's real names; phone numbers, addresses and the like stay hidden.",
    is: false,
    standard: "pseudonyms"
  })
}

/** How `preview` shows the site. */
export const previewSettings = {
  port: Setting.optionalInteger("port", {
    least: 0,
    most: 65_535,
    description: "The port of the preview on this machine; 0 for any that is free.",
    standard: "4747, or the next that is free"
  }),
  open: Setting.yesOrNo("open", {
    description: "Open the preview in the browser, where somebody is at a terminal.",
    is: true,
    standard: "open it"
  })
}

/** All that `egregora.yaml` may say. */
export const allSettings: ReadonlyArray<Setting.Setting<unknown>> = [
  siteSettings,
  exportSettings,
  processSettings,
  previewSettings
].flatMap((some): ReadonlyArray<Setting.Setting<unknown>> => Object.values(some))

/**
 * The folder of the blog. It has a variable of the environment as the settings have, and no line in the file,
 * which lies in it.
 */
export const outputSetting = Setting.text("output", Kind.words, {
  pseudoName: "FOLDER",
  description: "The folder of the blog. Made if it is not there.",
  standard: "output"
})

/** The options of a single run: they are given on the command line alone. */
export const flagsOnly: ReadonlyArray<string> = [
  outputSetting.name,
  "refresh",
  "force",
  "explain",
  "debug",
  "fail-fast"
]
