/**
 * JSON of any size, read a piece at a time: what a plan takes is parsed and handed over, what it enters is
 * walked through, and all else is passed over without being held.
 *
 * The bytes are only cut here, by their quotes and brackets. What is taken goes through `JSON.parse`, which
 * is native: a key like `__proto__` is a key like any other, and deep nesting costs no stack.
 */

/** What to do with a value. One that is not of the kind that its plan says is passed over. */
export type Plan = Take | Keys | Each

/** Parses the value and hands it over. */
export interface Take {
  readonly take: (value: unknown) => void
}

/** Goes into an object, to these keys of it. */
export interface Keys {
  readonly keys: ReadonlyMap<string, Plan>
  /** Told when such an object begins. */
  readonly begin?: () => void
}

/** Goes into an array, to each value in it. */
export interface Each {
  readonly each: Plan
  /** Told when such an array begins. */
  readonly begin?: () => void
}

/** Why the rest of a text is not read, and at which byte. */
export interface JsonProblem {
  readonly what: "cut short" | "not JSON" | "too large"
  readonly at: number
}

/** The largest value that is taken, in bytes: no application lets a message be a hundredth of it. */
export const MAX_VALUE = 2 ** 22

/** Reads one JSON text. After a problem it takes nothing more. */
export class JsonScanner {
  /** Set once the text is known not to be whole and sound. */
  problem: JsonProblem | undefined
  /** The objects and arrays that are walked through, the innermost last. */
  readonly #open: Array<Keys | Each> = []
  #expects: Expects = "value"
  /** The value behind the colon that comes next. */
  #next: Plan | undefined
  #take: ((value: unknown) => void) | undefined
  /** How many brackets are open in a value that is not walked through. */
  #depth = 0
  #isEscaped = false
  /** What earlier pieces held of the value that is taken. */
  #held: Array<Buffer> = []
  #heldBytes = 0
  /** Where in the text the piece begins. */
  #offset = 0
  /** Where in the text the value begins. */
  #begun = 0

  constructor(plan: Plan) {
    this.#next = plan
  }

  /** Reads the next piece, which is not kept. */
  feed(piece: Uint8Array): void {
    if (this.problem !== undefined) return
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const length = bytes.length
    let from = 0
    let at = 0
    while (at < length && this.problem === undefined) {
      switch (this.#expects) {
        case "inside": {
          at = this.#passInside(bytes, at)
          if (this.#depth === 0) this.#finish(bytes, from, at)
          break
        }
        case "string": {
          at = this.#passString(bytes, at)
          if (this.#expects !== "string" && this.#depth === 0) this.#finish(bytes, from, at)
          break
        }
        case "scalar": {
          while (at < length && isScalar(bytes[at] ?? 0)) at++
          if (at < length) this.#finish(bytes, from, at)
          break
        }
        default: {
          from = at
          this.#begun = this.#offset + at
          this.#step(bytes[at] ?? 0, at)
          at++
        }
      }
    }
    if (this.#isTaking()) this.#hold(bytes, from, length)
    this.#offset += length
  }

  /** The text ends here. */
  end(): void {
    if (this.#expects !== "nothing") this.#fail("cut short", 0)
  }

  /** Between values: one byte decides. */
  #step(byte: number, at: number): void {
    if (byte === SPACE || byte === LF || byte === CR || byte === TAB) return
    const container = this.#open.at(-1)
    const expects = this.#expects
    if ((expects === "value" || expects === "first value") && !isCloser(byte)) {
      this.#begin(byte, at)
    } else if (byte === QUOTE && (expects === "key" || expects === "first key")) {
      this.#expects = "string"
      this.#take = this.#key
    } else if (byte === COLON && expects === "colon") {
      this.#expects = "value"
    } else if (byte === COMMA && expects === "more" && container !== undefined) {
      this.#expects = "keys" in container ? "key" : "value"
      if ("each" in container) this.#next = container.each
    } else if (
      container !== undefined &&
      byte === ("keys" in container ? BRACE_END : BRACKET_END) &&
      (expects === "more" || expects === "first key" || expects === "first value")
    ) {
      this.#open.pop()
      this.#expects = this.#open.length === 0 ? "nothing" : "more"
    } else if (!(BOM.includes(byte) && this.#offset + at < 3)) {
      this.#fail("not JSON", at)
    }
  }

  #begin(byte: number, at: number): void {
    const plan = this.#next
    if (BOM.includes(byte) && this.#offset + at < 3) return
    if (byte === BRACE && plan !== undefined && "keys" in plan) {
      this.#enter(plan, "first key")
    } else if (byte === BRACKET && plan !== undefined && "each" in plan) {
      this.#enter(plan, "first value")
      this.#next = plan.each
    } else {
      this.#take = plan !== undefined && "take" in plan ? plan.take : undefined
      if (byte === BRACE || byte === BRACKET) {
        this.#expects = "inside"
        this.#depth = 1
      } else if (byte === QUOTE) this.#expects = "string"
      else if (isScalar(byte)) this.#expects = "scalar"
      else this.#fail("not JSON", at)
    }
  }

  #enter(plan: Keys | Each, expects: Expects): void {
    this.#open.push(plan)
    this.#expects = expects
    plan.begin?.()
  }

  readonly #key = (value: unknown): void => {
    const container = this.#open.at(-1)
    const isKnown = container !== undefined && "keys" in container && typeof value === "string"
    this.#next = isKnown ? container.keys.get(value) : undefined
  }

  /** From inside brackets to behind the last of them, or to a string. */
  #passInside(bytes: Buffer, from: number): number {
    let depth = this.#depth
    let at = from
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (byte === QUOTE) {
        this.#expects = "string"
        at++
        break
      }
      // "[" and "{", "]" and "}" differ in one bit.
      if ((byte | 0x20) === BRACE) depth++
      else if ((byte | 0x20) === BRACE_END && --depth === 0) {
        at++
        break
      }
    }
    this.#depth = depth
    return at
  }

  /** From inside a string to behind its end. */
  #passString(bytes: Buffer, from: number): number {
    let at = from
    if (this.#isEscaped) {
      this.#isEscaped = false
      at++
    }
    for (; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      if (byte === QUOTE) {
        this.#expects = "inside"
        return at + 1
      }
      if (byte === BACKSLASH) {
        at++
        if (at === bytes.length) this.#isEscaped = true
      }
    }
    return at
  }

  /** A value or a key ends before `to`. */
  #finish(bytes: Buffer, from: number, to: number): void {
    const isKey = this.#take === this.#key
    if (this.#take !== undefined) {
      this.#hold(bytes, from, to)
      if (this.problem !== undefined) return
      const take = this.#take
      const parsed = parse(this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held))
      this.#held = []
      this.#heldBytes = 0
      this.#take = undefined
      if (parsed === undefined) {
        this.#fail("not JSON", to)
        return
      }
      take(parsed.value)
    }
    if (isKey) this.#expects = "colon"
    else this.#expects = this.#open.length === 0 ? "nothing" : "more"
  }

  #isTaking(): boolean {
    const isIn = this.#expects === "inside" || this.#expects === "string" || this.#expects === "scalar"
    return isIn && this.#take !== undefined && this.problem === undefined
  }

  /** Within a piece nothing is copied; at its end what is begun is. */
  #hold(bytes: Buffer, from: number, to: number): void {
    const part = bytes.subarray(from, to)
    this.#heldBytes += part.length
    if (this.#heldBytes > MAX_VALUE) this.#fail("too large", this.#begun - this.#offset)
    else this.#held.push(to === bytes.length ? Buffer.from(part) : part)
  }

  #fail(what: JsonProblem["what"], at: number): void {
    this.problem ??= { what, at: this.#offset + at }
    this.#held = []
  }
}

type Expects =
  | "value"
  | "first value"
  | "key"
  | "first key"
  | "colon"
  | "more"
  | "inside"
  | "string"
  | "scalar"
  | "nothing"

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BRACKET = 0x5b
const BACKSLASH = 0x5c
const BRACKET_END = 0x5d
const BRACE = 0x7b
const BRACE_END = 0x7d
const BOM: ReadonlyArray<number> = [0xef, 0xbb, 0xbf]

const isCloser = (byte: number): boolean => byte === BRACE_END || byte === BRACKET_END

/** Digits, letters, sign and point: of numbers, `true`, `false` and `null`. */
const isScalar = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e

/** Undefined for what is not JSON. Telegram Desktop writes a control character as `\x1F`, which JSON has not. */
const parse = (bytes: Buffer | undefined): { readonly value: unknown } | undefined => {
  const text = bytes?.toString() ?? ""
  return tryParse(text) ?? (text.includes("\\x") ? tryParse(text.replace(escaped, asUnicode)) : undefined)
}

const escaped = /\\(?:x([0-9A-Fa-f]{2})|[\s\S])/g
const asUnicode = (written: string, hex: string | undefined): string =>
  hex === undefined ? written : `\\u00${hex}`

const tryParse = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
