/**
 * What is wrong with a command line, in one line.
 */
import type { ValidationError } from "@effect/cli/ValidationError"
import { type Helped, type HelpedOption, optionsOf, plain } from "./help.js"

/**
 * One line for words that the command library refuses; `command` is the one that they call. Where an
 * option is unknown or given twice, or its value is wrong, the library names another word or says something
 * else, so these are told from the help.
 */
export const wrongUsage = (error: ValidationError, words: ReadonlyArray<string>, command: Helped): string => {
  const what =
    aboutOptions(words, optionsOf(command.help())) ??
    plain(error.error)
      .split(/\s*\n\s*/)
      .join(" ")
  return `${what} (see ${["egregora", command.name, "--help"].filter((word) => word !== "").join(" ")})`
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
    if (option === undefined) return `unknown option ${name}`
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
