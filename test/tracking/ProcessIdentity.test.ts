import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { hostname } from "node:os"
import { describe, expect, it } from "@effect/vitest"
import { current, processName, vitality } from "../../src/tracking/ProcessIdentity.js"

describe("ProcessIdentity", () => {
  const self = current()

  it("names this process", () => {
    expect(self).toMatchObject({ pid: process.pid, host: hostname() })
    expect(current()).toEqual(self)
  })

  it("knows itself from an earlier process with its pid", () => {
    expect(vitality(self, self)).toBe("alive")
    expect(vitality({ ...self, startTime: "1" }, self)).toBe("dead")
  })

  it("says nothing of other hosts, boots and containers", () => {
    expect(vitality({ ...self, host: "elsewhere" }, self)).toBe("unknown")
    expect(vitality({ ...self, bootId: "another" }, self)).toBe("unknown")
    expect(vitality({ ...self, pid: 0 }, self)).toBe("unknown")
  })

  it("tells a person what is known of a process", () => {
    const names = [
      { pid: 7, host: "here" },
      { pid: 7, host: "" },
      { pid: 0, host: "" }
    ].map((known) => processName({ ...self, ...known }))
    expect(names).toEqual(["process 7 on here", "process 7", "a process that is not known"])
  })

  it("knows a process that has ended", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""])
    expect(vitality({ ...self, pid }, self)).toBe("dead")
  })

  it.runIf(process.platform === "linux")("tells a living process from an earlier one with its pid", () => {
    expect(vitality({ ...self, pid: process.ppid, startTime: "1" }, self)).toBe("dead")
    expect(vitality({ ...self, pid: process.ppid, startTime: "" }, self)).toBe("unknown")
  })

  it.runIf(process.platform === "linux")("counts a process that nobody has waited for as dead", async () => {
    const shell = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 30"], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    const [output] = await once(shell.stdout, "data")
    const zombie = Number(String(output))
    await waitFor(() => stat(zombie).includes(") Z "))
    const startTime = stat(zombie).split(" ")[21] ?? ""
    const found = vitality({ ...self, pid: zombie, startTime }, self)
    shell.kill("SIGKILL")
    expect(found).toBe("dead")
  })
})

const stat = (pid: number): string => readFileSync(`/proc/${pid}/stat`, "utf8")

const waitFor = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}
