import { expect, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Exit from "effect/Exit"

class Broken extends Data.TaggedError("Broken")<{ readonly message: string; readonly code?: number }> {}
class Lost extends Data.TaggedError("Lost")<{ readonly message: string }> {}

const broken = new Broken({ message: "it broke", code: 1 })

it("errors are equal that are of one kind, say the same, and hold the same", () => {
  expect(broken).toStrictEqual(new Broken({ message: "it broke", code: 1 }))
  expect(Exit.fail([broken])).toEqual(Exit.fail([new Broken({ message: "it broke", code: 1 })]))
  expect(broken).toEqual(new Broken({ message: expect.stringContaining("broke") as string, code: 1 }))
})

it.each([
  new Broken({ message: "it did not", code: 1 }),
  new Broken({ message: "it broke", code: 2 }),
  new Broken({ message: "it broke" }),
  new Lost({ message: "it broke" }),
  new Error("it broke")
])("not %o", (other) => {
  expect(broken).not.toStrictEqual(other)
  expect(broken).not.toEqual(other)
  expect(Exit.fail(broken)).not.toStrictEqual(Exit.fail(other))
  expect([{ error: broken }]).not.toEqual([{ error: other }])
})
