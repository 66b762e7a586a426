/**
 * How much of an export is read: what is larger is refused, by name, before it fills the memory.
 */
import * as Context from "effect/Context"

/** The most of each thing. Whoever reads an export may provide another; programs need not know it. */
export class Limits extends Context.Reference<Limits>()("egregora/Limits", {
  defaultValue: (): LimitsShape => upTo(DEFAULT_SIZE)
}) {}

/** What `Limits` holds. */
export interface LimitsShape {
  /** Bytes of one file: the text of the chat, or an attachment. */
  readonly size: number
  /** Bytes of one message, which is held whole. */
  readonly message: number
  /** Files in a zip, whose list is held whole. */
  readonly entries: number
}

/**
 * The size without another word, 4 GiB: the largest file that a chat application sends has 4,000 MiB, and
 * a text of it forty million messages.
 */
export const DEFAULT_SIZE = 2 ** 32

/**
 * Limits for files up to a size. For one above the default, longer messages and longer lists are allowed
 * in proportion; without, a message of 8 MiB, a hundred times what WhatsApp takes, and 131,072 files.
 */
export const upTo = (size: number): LimitsShape => ({
  size,
  message: Math.min(MOST_MESSAGE, Math.max(size, DEFAULT_SIZE) / 2 ** 9),
  entries: Math.floor(Math.max(size, DEFAULT_SIZE) / 2 ** 15)
})

/** How every error about a limit ends. */
export const RAISE = "--max-size raises the limit"

/** `8 MiB`, `4.7 GiB`. */
export const sizeText = (bytes: number): string => {
  const power = Math.max(0, Math.min(4, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const value = bytes / 1024 ** power
  return `${Number(value.toFixed(1))} ${["bytes", "KiB", "MiB", "GiB", "TiB"][power]}`
}

/** No string holds twice as much. */
const MOST_MESSAGE = 2 ** 28
