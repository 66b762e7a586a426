/**
 * Finds where some bytes stand in the messages of a text, without a search for each message: most have none.
 */
export class Finder {
  private readonly sought: Buffer
  private searched: Buffer | undefined
  private next = -1

  constructor(sought: string) {
    this.sought = Buffer.from(sought)
  }

  /**
   * The first place from `from` to `to`, -1 when there is none. The parts of one text are asked for from
   * left to right; texts that are one object have the same bytes.
   */
  first(text: Buffer, from: number, to: number): number {
    if (text !== this.searched || (this.next >= 0 && this.next < from)) {
      this.searched = text
      this.next = text.indexOf(this.sought, from)
    }
    return this.next < to ? this.next : -1
  }
}
