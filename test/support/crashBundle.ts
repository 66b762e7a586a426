/**
 * Programs that tests run as processes of their own, so that they can be killed.
 */
import { createHash } from "node:crypto"
import { mkdirSync, renameSync, writeFileSync } from "node:fs"
import { join, parse } from "node:path"
import { build } from "esbuild"

const folder = new URL("../../dist/test", import.meta.url).pathname

/** Bundles a program and gives the path of the result, which is the same for the same code. */
export const bundle = async (program: URL): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [program.pathname],
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["@duckdb/node-bindings", "any-ascii", "opencc-js", "sharp", "stopwords-iso", "tinyld"],
    define: { "import.meta.dirname": "__dirname", "import.meta.url": "__filename" },
    logLevel: "error"
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  const digest = createHash("sha256").update(code).digest("hex").slice(0, 16)
  const file = join(folder, `${parse(program.pathname).name}-${digest}.cjs`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${file}.${process.pid}`, code)
  renameSync(`${file}.${process.pid}`, file)
  return file
}
