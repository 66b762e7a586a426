import { expect, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as FastCheck from "effect/FastCheck"
import * as FiberId from "effect/FiberId"
import { clean, describe, hideSecrets, maxErrorLength } from "../../src/tracking/errorText.js"

const asItIs = (text: string): string => text

it("tells an interruption apart from an error", () => {
  expect(describe(Cause.interrupt(FiberId.none), asItIs)).toBe("interrupted")
  expect(describe(Cause.sequential(Cause.empty, Cause.interrupt(FiberId.none)), asItIs)).toBe("interrupted")
})

it("keeps each of several errors", () => {
  const cause = Cause.parallel(Cause.fail("the first"), Cause.die("the second"))
  expect(describe(cause, asItIs)).toBe("Error: the first\nError: the second")
})

it("hides names before it cuts", () => {
  const name = "Ana Dias"
  const text = `${"x".repeat(maxErrorLength - 3)}${name}`
  expect(clean(text, (text) => text.replaceAll(name, "Quiet Heron"))).toBe(
    `${"x".repeat(maxErrorLength - 3)}Qui`
  )
})

it.each([
  ["Authorization: Bearer abcdef0123456789", "Authorization: *** ***"],
  ["sent Bearer abcdef0123456789 to it", "sent Bearer *** to it"],
  ["the key sk-or-v1-0123456789abcdef is wrong", "the key *** is wrong"],
  ["ghp_0123456789abcdef0123", "***"],
  ["AIzaSyA0123456789abcdefghijklmnop", "***"],
  ["postgres://egregora:hunter2@db.example/runs", "postgres://egregora:***@db.example/runs"],
  ["https://api.example/v1?api_key=abc&model=x", "https://api.example/v1?api_key=***&model=x"],
  ['{"x-api-key": "abc", "model": "x"}', '{"x-api-key": "***", "model": "x"}'],
  ["password=hunter2, user=eva", "password=***, user=eva"],
  ["no route to host 10.0.0.1:5432", "no route to host 10.0.0.1:5432"],
  ["task-force tokens: none", "task-force tokens: none"]
])("of %j it keeps %j", (text, kept) => {
  expect(hideSecrets(text)).toBe(kept)
})

it.prop("never stores more than it may", [FastCheck.nat({ max: 2 * maxErrorLength })], ([length]) => {
  expect(clean("x".repeat(length), asItIs).length).toBeLessThanOrEqual(maxErrorLength)
})
