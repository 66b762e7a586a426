/**
 * What is wrong with a command line, in one line.
 */
import type { ValidationError } from "@effect/cli/ValidationError"
import { nearest } from "../domain/nearest.js"
import { type Helped, type HelpedOption, optionsOf, plain, takesWords } from "./help.js"

/** The words behind the program's name, as they were typed and as the command library takes them. */
export interface Words {
  readonly typed: ReadonlyArray<string>
  readonly spelled: ReadonlyArray<string>
}

/**
 * One line for words that the command library refuses; `command` is the one that they call. Where a command
 * or an option is unknown, or an option is given twice, or its value is wrong, the library names another
 * word or says something else, so these are told from the help.
 */
export const wrongUsage = (error: ValidationError, words: Words, command: Helped): string => {
  const options = optionsOf(command.help())
  const what =
    aboutCommand(words.typed, command) ??
    aboutOptions(words.spelled, options) ??
    aboutChoices(words.typed, options) ??
    plain(error.error)
      .split(/\s*\n\s*/)
      .join(" ")
  return `${what} (see ${["egregora", command.name, "--help"].filter((word) => word !== "").join(" ")})`
}

/** A word in the place of a command, where there is none of that name. */
const aboutCommand = (words: ReadonlyArray<string>, { children, help, name }: Helped): string | undefined => {
  if (children.length > 0 && takesWords(help())) return undefined
  const own = name === "" ? [] : name.split(" ")
  const word = words[own.length]
  if (children.length === 0 || word === undefined || word.startsWith("-")) return undefined
  const names = children.map((child) => child.name.split(" ").at(-1) ?? "")
  const near = nearest(word, names)
  return [
    `there is no command "${["egregora", ...own, word].join(" ")}"`,
    near === undefined ? `there are ${names.join(", ")}` : `did you mean ${near}?`
  ].join("; ")
}

/**
 * What may stand without a value takes no word behind it that is none of its choices: that word is one too
 * many elsewhere.
 */
const aboutChoices = (
  words: ReadonlyArray<string>,
  options: ReadonlyArray<HelpedOption>
): string | undefined => {
  for (const [index, word] of words.entries()) {
    const option = options.find(({ names, values }) => names.includes(word) && values.length > 1)
    const value = words[index + 1]
    if (option === undefined || value === undefined || value.startsWith("-")) continue
    const problem = aboutValue(word, option, value)
    if (problem !== undefined) return problem
  }
  return undefined
}

const aboutOptions = (
  words: ReadonlyArray<string>,
  options: ReadonlyArray<HelpedOption>
): string | undefined => {
  const end = words.indexOf("--")
  const before = end === -1 ? words : words.slice(0, end)
  const given = new Set<HelpedOption>()
  for (const [index, word] of before.entries()) {
    const name = /^--?[a-zA-Z][\w-]*/.exec(word)?.[0]
    if (name === undefined || builtIn.includes(name)) continue
    const option = options.find(({ names }) => names.includes(name))
    if (option === undefined) {
      const near = nearest(
        name,
        options.flatMap(({ names }) => names)
      )
      return `unknown option ${name}${near === undefined ? "" : `; did you mean ${near}?`}`
    }
    if (given.has(option) && !option.repeatable) return `${name} is given twice`
    given.add(option)
    const problem = aboutValue(
      name,
      option,
      word === name ? words[index + 1] : word.slice(name.length + 1) || undefined
    )
    if (problem !== undefined) return problem
  }
  return undefined
}

/** What is wrong with the value of an option. */
const aboutValue = (
  name: string,
  { values: [type, ...more] }: HelpedOption,
  value: string | undefined
): string | undefined => {
  if (type === undefined) return undefined
  if (value === undefined) return `${name} needs a value`
  if (more.length > 0) {
    const choices = [type, ...more]
    return choices.includes(value) ? undefined : `${name}: "${value}" is not one of ${choices.join(", ")}`
  }
  if (type === "integer" && !/^-?\d+$/.test(value)) return `${name}: "${value}" is not a whole number`
  if (type === "float" && (value.trim() === "" || Number.isNaN(Number(value))))
    return `${name}: "${value}" is not a number`
  return undefined
}

const builtIn: ReadonlyArray<string> = [
  "-h",
  "--help",
  "--version",
  "--completions",
  "--log-level",
  "--wizard"
]
