/**
 * Cuts a text that arrives in pieces into messages. It holds one message and one piece, never more.
 */
import { HeaderReader, isHeader, makeStamp, mayBegin, type Shape, type Stamp } from "./Shape.js"

/** What a scanner asks and tells. */
export interface Visitor {
  /** The day of a stamp, -1 when there is no such date: then its line is text. */
  readonly dayOf: (stamp: Stamp) => number
  /**
   * Takes one message: `text` from `from` (after the header) to `to`, its first line ending at
   * `lineEnd`. The line ends between messages are in neither. The stamp is only lent.
   */
  readonly visit: (text: string, stamp: Stamp, day: number, from: number, lineEnd: number, to: number) => void
}

/** A scanner of one file: give it every piece in order, then `end`. */
export class Scanner {
  /** Lines before the first message that hold something. */
  unplaced = 0
  /** Lines inside messages that look like headers of another shape. */
  foreign = 0
  private readonly headers: HeaderReader
  private open = makeStamp()
  private openDay = 0
  private next = makeStamp()
  private nextDay = 0
  /** What no visit has seen yet: the open message, or a part of a line before the first. */
  private rest = ""
  /** Whether what came before `rest` allows a header at its start. */
  private restAfterCr = true
  private readonly shape: Shape
  private readonly visitor: Visitor

  constructor(shape: Shape, visitor: Visitor) {
    this.shape = shape
    this.visitor = visitor
    this.headers = new HeaderReader(shape)
  }

  /** Characters that wait for the end of their message. */
  get pending(): number {
    return this.rest.length
  }

  feed(piece: string): void {
    // Joining what is open to its end only, not to the whole piece, spares a copy of the text.
    const cut = this.rest === "" ? 0 : this.nextHeader(piece)
    if (cut < 0) this.rest += piece
    else {
      if (cut > 0) this.scan(this.rest + piece.slice(0, cut), 0, true)
      this.scan(piece, cut, false)
    }
  }

  end(): void {
    this.scan(this.rest, 0, true)
  }

  /** The index after the header at `line`, or -1; `next` then holds its numbers. */
  private headerAt(text: string, line: number, afterCr: boolean): number {
    if (!mayBegin(text.charCodeAt(line)) || (this.shape.crlf && !afterCr)) return -1
    const from = this.headers.read(text, line, this.next)
    if (from < 0) return -1
    this.nextDay = this.visitor.dayOf(this.next)
    return this.nextDay < 0 ? -1 : from
  }

  /** The start of the first header on a whole line after a line end, or -1. */
  private nextHeader(text: string): number {
    let line = text.indexOf("\n") + 1
    while (line > 0) {
      const end = text.indexOf("\n", line)
      if (end < 0) return -1
      const afterCr = line > 1 && text.charCodeAt(line - 2) === CR
      if (this.headerAt(text, line, afterCr) >= 0) return line
      line = end + 1
    }
    return -1
  }

  /** Visits the messages of `text` from `start`; the last too when `whole`, else it becomes `rest`. */
  private scan(text: string, start: number, whole: boolean): void {
    let line = start
    let header = start
    let from = -1
    let lineEnd = start
    let pasted = 0
    let afterCr = this.restAfterCr
    while (line < text.length) {
      const lf = text.indexOf("\n", line)
      if (lf < 0 && !whole) break
      const end = lf < 0 ? text.length : lf
      const cr = end > line && text.charCodeAt(end - 1) === CR
      const body = this.headerAt(text, line, afterCr)
      if (body >= 0) {
        if (from >= 0) this.close(text, from, lineEnd, line, pasted)
        pasted = 0
        const spare = this.open
        this.open = this.next
        this.openDay = this.nextDay
        this.next = spare
        header = line
        from = body
        lineEnd = cr ? end - 1 : end
      } else if (from < 0) {
        if (text.slice(line, end).trim() !== "") this.unplaced++
      } else if (mayBegin(text.charCodeAt(line)) && !this.shape.crlf) {
        if (isHeader(text.slice(line, end))) pasted++
      }
      afterCr = cr
      line = end + 1
    }
    if (whole && from >= 0) this.close(text, from, lineEnd, text.length, pasted)
    this.rest = whole ? "" : text.slice(from < 0 ? line : header)
    this.restAfterCr = whole || from < 0 ? afterCr : true
  }

  private close(text: string, from: number, lineEnd: number, end: number, pasted: number): void {
    this.foreign += pasted
    let to = end
    while (to > lineEnd && isLineEnd(text.charCodeAt(to - 1))) to--
    this.visitor.visit(text, this.open, this.openDay, from, lineEnd, to)
  }
}

const CR = 13

const isLineEnd = (unit: number): boolean => unit === CR || unit === 10
