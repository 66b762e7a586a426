import { execFileSync } from "node:child_process"

/** Builds the executable once before the tests that run it as a child process. */
export default function setup(): void {
  execFileSync("npm", ["run", "--silent", "build:bin"], {
    stdio: "inherit",
    shell: process.platform === "win32"
  })
}
