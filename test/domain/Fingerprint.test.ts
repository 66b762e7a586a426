import { describe, expect, it } from "@effect/vitest"
import * as FastCheck from "effect/FastCheck"
import { fingerprint, type Json } from "../../src/domain/Fingerprint.js"

const reversed = (value: Json): Json =>
  value !== null && typeof value === "object"
    ? Array.isArray(value)
      ? value.map(reversed)
      : Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, child]) => [key, child === undefined ? undefined : reversed(child)])
        )
    : value

describe("fingerprint", () => {
  it("is the sha256 of the JSON with sorted keys", () => {
    // printf '{"a":[1,null],"b":"é"}' | sha256sum
    expect(fingerprint({ b: "é", a: [1, null], c: undefined })).toBe(
      "e03c3c1ebb5fccd76e3bd35b9a86169f35e6f1b069645d48ac278175f54c4208"
    )
  })

  it.prop("does not depend on the order of keys", [FastCheck.jsonValue()], ([value]) => {
    expect(fingerprint(reversed(value))).toBe(fingerprint(value))
  })

  it("depends on everything else", () => {
    const all: ReadonlyArray<Json> = [
      {},
      [],
      "",
      null,
      0,
      false,
      { a: 1 },
      { a: "1" },
      [1],
      ["1"],
      { a: [1] },
      { b: 1 }
    ]
    expect(new Set(all.map(fingerprint)).size).toBe(all.length)
  })
})
