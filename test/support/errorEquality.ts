import { expect } from "vitest"

/**
 * Errors are equal if they are of one kind, say the same, and hold the same. Effect's can be iterated over,
 * and Vitest compares what can be by what comes out, which says nothing of the message.
 */
expect.addEqualityTesters([
  function (a, b, testers) {
    if (!(a instanceof Error && b instanceof Error)) return undefined
    const parts = ({ name, message, ...held }: Error) => [name, message, held]
    return this.equals(parts(a), parts(b), testers)
  }
])
