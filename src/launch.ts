#!/usr/bin/env node
/**
 * Starts the bundled program with V8's code cache, which halves the time to start: without it most of a
 * short command is spent on compiling the same bundle again. (Node 22 has `enableCompileCache` for this;
 * Node 20 has not.)
 *
 * The cache is a file for each bundle and Node version in the user's cache folder, made by the first run
 * of a bundle. It is an optimisation only: where it cannot be read or written, everything works as well.
 */
import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { Script } from "node:vm"

const filename = join(__dirname, "main.cjs")
const source = readFileSync(filename, "utf8")
const digest = createHash("sha256").update(process.version).update(process.arch).update(source).digest("hex")
const folder = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "egregora")
const cacheFile = join(folder, `${digest.slice(0, 32)}.v8`)

const cachedData = attempt(() => readFileSync(cacheFile))
const script = new Script(`(function (require, module, exports, __filename, __dirname) {${source}\n})`, {
  filename,
  ...(cachedData === undefined ? {} : { cachedData })
})

if (cachedData === undefined || script.cachedDataRejected) {
  process.once("exit", () =>
    attempt(() => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const temporary = `${cacheFile}.${process.pid}`
      writeFileSync(temporary, script.createCachedData(), { mode: 0o600 })
      renameSync(temporary, cacheFile)
    })
  )
}

const module = { exports: {} }
script.runInThisContext()(createRequire(filename), module, module.exports, filename, dirname(filename))

function attempt<A>(read: () => A): A | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
