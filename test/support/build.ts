import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { executable, ownEnv } from "./cli.js"

/**
 * Builds the executable once before the tests that run it as a child process, and runs it once, so that the
 * launcher has what V8 compiled of it ready for all of them.
 */
export default function setup(): void {
  execFileSync("npm", ["run", "--silent", "build:bin"], {
    stdio: "inherit",
    shell: process.platform === "win32"
  })
  const cwd = mkdtempSync(join(tmpdir(), "egregora-build-"))
  mkdirSync(join(cwd, "home"))
  writeFileSync(join(cwd, "chat.txt"), "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?")
  execFileSync(process.execPath, [executable, "process", "chat.txt"], {
    cwd,
    env: ownEnv({ cwd }),
    stdio: "ignore"
  })
  rmSync(cwd, { recursive: true })
}
