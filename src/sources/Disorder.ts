/**
 * How far the messages of an export stand from the order of their times.
 */

/**
 * Learns from the times of messages, in the order of the export, how far behind its place one stands: a
 * phone writes down a message when it arrives, and one that was sent without a network arrives late. Of
 * a million messages it keeps a thousand numbers.
 */
export class Disorder {
  /** The most messages between one and its place, or up to a thousand more; 0 where all are in order. */
  places = 0
  #seen = 0
  #latest = Number.NEGATIVE_INFINITY
  /** The latest time before each message whose number is a multiple of `STEP`. */
  readonly #marks: Array<number> = []

  add(time: number): void {
    if (this.#seen % STEP === 0) this.#marks.push(this.#latest)
    if (time >= this.#latest) this.#latest = time
    else this.places = Math.max(this.places, this.#seen - this.#before(time))
    this.#seen++
  }

  /** The number of a message before the first one that is later than `time`. */
  #before(time: number): number {
    let [low, high] = [0, this.#marks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#marks[middle] ?? 0) > time) high = middle
      else low = middle + 1
    }
    return Math.max(0, low - 1) * STEP
  }
}

const STEP = 1000
