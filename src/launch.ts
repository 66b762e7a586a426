#!/usr/bin/env node
/**
 * Starts the bundled program with V8's code cache, which halves the time to start: without it most of a
 * short command is spent on compiling the same bundle again. (Node 22 has `enableCompileCache` for this;
 * Node 20 has not.)
 *
 * The cache is one file for each version of the program and of Node in the user's cache folder, made by
 * the first run. It is an optimisation only: where it cannot be read or written, everything works as well.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { Script } from "node:vm"
import { version } from "./version.js"

const filename = join(__dirname, "main.cjs")
const source = readFileSync(filename, "utf8")
const folder = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "egregora")
const program = `${version}-${process.version}-${process.arch}-`
// V8 itself checks no more of the source than its length.
const cacheFile = join(folder, `${program}${source.length}-${Math.round(statSync(filename).mtimeMs)}.v8`)

const cachedData = attempt(() => readFileSync(cacheFile))
const script = new Script(`(function (require, module, exports, __filename, __dirname) {${source}\n})`, {
  filename,
  ...(cachedData === undefined ? {} : { cachedData })
})
if (cachedData === undefined || script.cachedDataRejected) process.once("exit", () => attempt(saveCache))

const module = { exports: {} }
script.runInThisContext()(createRequire(filename), module, module.exports, filename, dirname(filename))

/** At the exit, so that the functions that a command needs are in it. */
function saveCache(): void {
  // Not recursively: below some of the system's own folders that never ends.
  for (const level of [dirname(folder), folder]) attempt(() => mkdirSync(level, { mode: 0o700 }))
  for (const name of readdirSync(folder)) {
    if (name.startsWith(program)) rmSync(join(folder, name), { force: true })
  }
  const temporary = `${cacheFile}.${process.pid}`
  writeFileSync(temporary, script.createCachedData(), { mode: 0o600 })
  renameSync(temporary, cacheFile)
}

function attempt<A>(action: () => A): A | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
