/**
 * Cuts a text that arrives in pieces into messages. It holds one message and one piece, never more.
 *
 * It works on UTF-8 bytes: what cuts a text is ASCII, so only what is wanted of a message is decoded.
 */
import { decode } from "./decode.js"
import { isHeader, mayBegin } from "./detectShape.js"
import { HeaderReader } from "./HeaderReader.js"
import { makeStamp, type Shape, type Stamp } from "./Shape.js"

/** What a scanner asks and tells. */
export interface Visitor {
  /** The day of a stamp, -1 when there is no such date: then its line is text. */
  readonly dayOf: (stamp: Stamp) => number
  /**
   * Takes one message: `text` from `from` (after the header) to `to`, its first line ending at
   * `lineEnd`. The line ends between messages are in neither. The text and the stamp are only lent;
   * texts that are one object have the same bytes.
   */
  readonly visit: (text: Buffer, stamp: Stamp, day: number, from: number, lineEnd: number, to: number) => void
  /** Takes a line that `unplaced` or `foreign` counts. Default: nobody asks. */
  readonly leftOver?: (line: string) => void
}

/** A scanner of one file: give it every piece in order, then `end`. */
export class Scanner {
  /** Lines before the first message that hold something. */
  unplaced = 0
  /** Lines inside messages that look like headers: of another shape, or after a bare LF on iOS. */
  foreign = 0
  /** Bytes that wait for the end of their message. */
  pending = 0
  private readonly headers: HeaderReader
  private open = makeStamp()
  private openDay = 0
  private next = makeStamp()
  private nextDay = 0
  /** Begins with what no visit has seen yet: the open message, or a part of a line before the first. */
  private rest = Buffer.alloc(0)
  /** Whether what came before `rest` allows a header at its start. */
  private restAfterCr = true
  private readonly shape: Shape
  private readonly begins: Uint8Array
  private readonly visitor: Visitor

  constructor(shape: Shape, visitor: Visitor) {
    this.shape = shape
    this.begins = shape.begins
    this.visitor = visitor
    this.headers = new HeaderReader(shape)
  }

  /** Takes a piece, which may be overwritten afterwards. */
  feed(piece: Uint8Array): void {
    const text = Buffer.from(piece.buffer, piece.byteOffset, piece.length)
    // Joining what is open to its end only, not to the whole piece, spares a copy of the text.
    const cut = this.pending === 0 ? 0 : this.nextHeader(text)
    if (cut < 0) this.keep(text)
    else {
      if (cut > 0) {
        this.keep(text.subarray(0, cut))
        this.end()
      }
      this.scan(text, cut, false)
    }
  }

  end(): void {
    const { pending } = this
    this.pending = 0
    this.scan(this.rest.subarray(0, pending), 0, true)
  }

  private keep(text: Buffer): void {
    const length = this.pending + text.length
    if (length > this.rest.length) {
      const larger = Buffer.allocUnsafe(2 * length)
      this.rest.copy(larger, 0, 0, this.pending)
      this.rest = larger
    }
    this.rest.set(text, this.pending)
    this.pending = length
  }

  /** The index after the header at `line`, or -1; `next` then holds its numbers. */
  private headerAt(text: Buffer, line: number, afterCr: boolean): number {
    if (this.begins[text[line] ?? 0] !== 1 || (this.shape.crlf && !afterCr)) return -1
    const from = this.headers.read(text, line, this.next)
    if (from < 0) return -1
    this.nextDay = this.visitor.dayOf(this.next)
    return this.nextDay < 0 ? -1 : from
  }

  /** The start of the first header on a whole line after a line end, or -1. */
  private nextHeader(text: Buffer): number {
    let line = text.indexOf(LF) + 1
    while (line > 0) {
      const end = text.indexOf(LF, line)
      if (end < 0) return -1
      if (this.headerAt(text, line, text[line - 2] === CR) >= 0) return line
      line = end + 1
    }
    return -1
  }

  /** Visits the messages of `text` from `start`; the last too when `whole`, else it becomes `rest`. */
  private scan(text: Buffer, start: number, whole: boolean): void {
    const { length } = text
    // Bytes as characters: searching a string for a line end is faster than a loop, or a call for each.
    const lines = text.toString("latin1")
    let line = start
    let header = start
    let from = -1
    let lineEnd = start
    let pasted: Array<string> = []
    let afterCr = this.restAfterCr
    while (line < length) {
      const lf = lines.indexOf("\n", line)
      if (lf < 0 && !whole) break
      const end = lf < 0 ? length : lf
      const cr = end > line && text[end - 1] === CR
      const body = this.headerAt(text, line, afterCr)
      if (body >= 0) {
        if (from >= 0) this.close(text, from, lineEnd, line, pasted)
        if (pasted.length > 0) pasted = []
        const spare = this.open
        this.open = this.next
        this.openDay = this.nextDay
        this.next = spare
        header = line
        from = body
        lineEnd = cr ? withoutCrs(text, from, end) : end
      } else if (from < 0) {
        const before = decode(text, line, end).trim()
        if (before !== "") {
          this.unplaced++
          this.visitor.leftOver?.(before)
        }
      } else if (mayBegin(text[afterBlanks(text, line)])) {
        const pastedLine = decode(text, line, end)
        if (isHeader(pastedLine)) pasted.push(pastedLine.trimEnd())
      }
      afterCr = cr
      line = end + 1
    }
    if (whole && from >= 0) this.close(text, from, lineEnd, length, pasted)
    if (!whole) this.keep(text.subarray(from < 0 ? line : header))
    this.restAfterCr = whole || from < 0 ? afterCr : true
  }

  private close(
    text: Buffer,
    from: number,
    lineEnd: number,
    end: number,
    pasted: ReadonlyArray<string>
  ): void {
    this.foreign += pasted.length
    if (this.visitor.leftOver !== undefined) pasted.forEach(this.visitor.leftOver)
    let to = end
    while (to > lineEnd && isLineEnd(text[to - 1])) to--
    this.visitor.visit(text, this.open, this.openDay, from, lineEnd, to)
  }
}

/** The end of a line without what is before its LF: one CR, or several where a copy has doubled them. */
const withoutCrs = (text: Buffer, from: number, lf: number): number => {
  let end = lf
  while (end > from && text[end - 1] === CR) end--
  return end
}

/** The index of the first byte of a line that is no blank. */
const afterBlanks = (text: Buffer, line: number): number => {
  let index = line
  while (text[index] === SPACE || text[index] === TAB) index++
  return index
}

const TAB = 9
const SPACE = 32
const LF = 10
const CR = 13

const isLineEnd = (byte: number | undefined): boolean => byte === CR || byte === LF
