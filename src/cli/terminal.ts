/**
 * What may be written to standard output, and what of a stored text may reach it.
 */
import { stripVTControlCharacters } from "node:util"
import * as Context from "effect/Context"

/** How standard output wants to be written to. */
export interface Shape {
  readonly colour: boolean
  /** Columns; infinite where there is no terminal, so that a line stays a line. */
  readonly width: number
}

/** The screen of this process. */
export class Screen extends Context.Reference<Screen>()("egregora/Screen", {
  defaultValue: (): Shape => decide(process.stdout, process.env)
}) {}

/**
 * Colour on a terminal only, unless `FORCE_COLOR` is set (`0` and `false` turn it off); `NO_COLOR` with any
 * text turns it off always.
 */
export const decide = (
  stdout: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>
): Shape => {
  const terminal = stdout.isTTY === true
  const forced = env["FORCE_COLOR"]
  const wanted = forced === undefined ? terminal && env["TERM"] !== "dumb" : !/^(?:0|false)$/.test(forced)
  return {
    colour: wanted && (env["NO_COLOR"] ?? "") === "",
    width: terminal ? (stdout.columns ?? 80) : Number.POSITIVE_INFINITY
  }
}

/**
 * A text from elsewhere without anything that would steer a terminal or reorder its line: escape
 * sequences are dropped, other control characters shown as `�`. Line breaks stay.
 */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/\r\n?/g, "\n").replaceAll("\t", "  ").replace(steering, "�")

/** `printable` on one line. */
export const printableLine = (text: string): string => printable(text).replaceAll("\n", " ")

/** A value as JSON, in which such characters are escaped. */
export const printableJson = (value: unknown): string => escaped(JSON.stringify(value, null, 2))

/** `printableJson` on one line. */
export const printableJsonLine = (value: unknown): string => escaped(JSON.stringify(value))

const escaped = (json: string): string =>
  json.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)

/** C0 without the line feed, DEL, C1, line separators, and the marks that change a line's direction. */
const steering =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
