import { describe, expect, it } from "vitest"
import { bytesText, parseBytes } from "../../src/cli/bytes.js"

describe("parseBytes", () => {
  it.each([
    ["50MB", 50_000_000],
    ["50 MB", 50_000_000],
    ["50mb", 50_000_000],
    ["1.5GiB", 1_610_612_736],
    ["8KiB", 8192],
    ["8kB", 8000],
    ["3000000", 3_000_000],
    ["12B", 12],
    ["2TB", 2e12]
  ])("%j is %j", (text, bytes) => expect(parseBytes(text)).toBe(bytes))

  it.each(["", "MB", "50M", "-1MB", "1,5MB", "5iB", "50 megabytes", "0x10"])("%j is none", (text) =>
    expect(parseBytes(text)).toBe(null)
  )
})

describe("bytesText", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [2_633_728, "2.6 MB"],
    [9_960_000, "10 MB"],
    [97_005_568, "97 MB"],
    [3_500_000_000, "3.5 GB"]
  ])("%j is %j", (bytes, text) => expect(bytesText(bytes)).toBe(text))
})
