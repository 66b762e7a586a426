/**
 * Words of a command line that we print for somebody to run.
 */
import { printableLine } from "./terminal.js"

/** A text as a shell takes it for one word. */
export const shellWord = (text: string): string =>
  /^[\w./~-]+$/.test(text) ? text : `'${printableLine(text).replaceAll("'", `'\\''`)}'`
