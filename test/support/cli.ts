import { spawn } from "node:child_process"
import { join } from "node:path"

/** The built executable. */
export const executable = new URL("../../dist/egregora.cjs", import.meta.url).pathname

/** How the executable ended, and what it wrote. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where and with what a child process runs. */
export interface Place {
  /** The folder that it works in. Its home and its folder for state are inside. */
  readonly cwd: string
  /** Variables beside `PATH` and those of its own home. */
  readonly env?: Readonly<Record<string, string>>
}

/** The launcher's code cache, which all children have together: each would compile the whole program again. */
const cache = new URL("../../dist/test/cache", import.meta.url).pathname

/** The environment of a child process that shares nothing with the user who runs the tests. */
export const ownEnv = ({ cwd, env }: Place): Record<string, string> => ({
  PATH: process.env["PATH"] ?? "",
  HOME: join(cwd, "home"),
  XDG_STATE_HOME: join(cwd, "home", "state"),
  XDG_CACHE_HOME: cache,
  TZ: "UTC",
  ...env
})

/** Runs the built executable to its end. */
export const runCli = (args: ReadonlyArray<string>, place: Place): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [executable, ...args], {
      cwd: place.cwd,
      env: ownEnv(place),
      stdio: ["ignore", "pipe", "pipe"]
    })
    const out: Array<Buffer> = []
    const err: Array<Buffer> = []
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk))
    child.on("error", reject)
    child.on("close", (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() })
    )
  })
