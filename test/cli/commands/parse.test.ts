import { spawn } from "node:child_process"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ownEnv, runCli } from "../../support/cli.js"
import { exportFile, tempFolder } from "../../support/exports.js"
import { zip } from "../../support/zip.js"

const chat = [
  "13/11/2024, 08:15 - Você criou este grupo",
  "13/11/2024, 08:15 - Rui: olá\u001b[2J \u009b31m\na todos",
  "13/11/2024, 08:16 - Ana Dias: \u200eIMG-1.jpg (arquivo anexado)\na praia"
].join("\n")

const run = (args: ReadonlyArray<string>) =>
  Effect.flatMap(tempFolder, (cwd) => Effect.promise(() => runCli(["parse", ...args], { cwd })))

describe("egregora parse", () => {
  it.scoped("reads no more than --max-size allows", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.txt", chat)
      expect(yield* run([path, "--max-size", "100"])).toEqual({
        code: 1,
        stdout: "",
        stderr: "egregora: a.txt: the chat has 159 bytes, more than 100 bytes; --max-size raises the limit\n"
      })
      expect(yield* run([path, "--max-size", "much"])).toEqual({
        code: 2,
        stdout: "",
        stderr: 'egregora: --max-size: "much" is no size; write it as 10GB\n'
      })
      expect((yield* run([path, "--max-size", "1 kB"])).code).toBe(0)
    })
  )

  it.scoped("prints a table in the chat's zone, and nothing that steers a terminal", () =>
    Effect.gen(function* () {
      const path = yield* exportFile(
        "a.zip",
        yield* Effect.promise(() => zip({ "_chat.txt": chat, "IMG-1.jpg": "x" }))
      )
      expect(yield* run([path, "--timezone", "Europe/Lisbon"])).toEqual({
        code: 0,
        stdout: [
          "#  Time                 Author    Kind      Text",
          "0  2024-11-13 08:15:00            system    Você criou este grupo",
          "1  2024-11-13 08:15:00  Rui       text      olá  a todos",
          "2  2024-11-13 08:16:00  Ana Dias  media     [IMG-1.jpg] a praia",
          ""
        ].join("\n"),
        stderr: ""
      })
    })
  )

  it.scoped("prints a JSON object a line", () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* run([
        yield* exportFile("a.txt", chat),
        "--json",
        "--timezone=Asia/Kolkata"
      ])
      expect(stdout).not.toContain("\u009b")
      expect([
        code,
        stdout
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      ]).toEqual([
        0,
        [
          {
            index: 0,
            timestamp: "2024-11-13T02:45:00.000Z",
            author: null,
            kind: "system",
            text: "Você criou este grupo",
            media: null,
            details: null
          },
          {
            index: 1,
            timestamp: "2024-11-13T02:45:00.000Z",
            author: "Rui",
            kind: "text",
            text: "olá\u001b[2J \u009b31m\na todos",
            media: null,
            details: null
          },
          {
            index: 2,
            timestamp: "2024-11-13T02:46:00.000Z",
            author: "Ana Dias",
            kind: "media",
            text: "a praia",
            media: null,
            details: null
          }
        ]
      ])
    })
  )

  it.scoped("--unparsed prints what no message could be made of", () =>
    Effect.gen(function* () {
      const file = yield* exportFile(
        "a.txt",
        "my \u001b[2Jnotes\n13/11/2024, 08:15 - Rui: um\n[13/11/2024, 08:15:33] Eva: dois\n"
      )
      const text = yield* run([file, "--unparsed"])
      const json = yield* run([file, "--unparsed", "--json"])
      expect([text.code, text.stdout, json.stdout]).toEqual([
        0,
        "my notes\n[13/11/2024, 08:15:33] Eva: dois\n",
        '"my \\u001b[2Jnotes"\n"[13/11/2024, 08:15:33] Eva: dois"\n'
      ])
    })
  )

  it.scoped("says on stderr what it had to guess", () =>
    Effect.gen(function* () {
      const { code, stderr } = yield* run([yield* exportFile("a.txt", "11/07/2024, 08:15 - Rui: olá\n")])
      expect([code, stderr]).toEqual([
        0,
        "warning: nothing in the file tells day from month: day first assumed; --date-order month-first reads it the other way\n"
      ])
    })
  )

  it.scoped("a wrong file is one line and 1, a wrong zone one line and 2", () =>
    Effect.gen(function* () {
      expect(yield* run(["missing.zip"])).toEqual({
        code: 1,
        stdout: "",
        stderr: "egregora: missing.zip: no such file\n"
      })
      expect(yield* run([yield* exportFile("a.txt", chat), "--timezone", "Mars/Base"])).toEqual({
        code: 2,
        stdout: "",
        stderr: 'egregora: --timezone: there is no time zone "Mars/Base"; write it as Europe/Lisbon\n'
      })
    })
  )

  it.scoped("a reader who leaves early ends it quietly", () =>
    Effect.gen(function* () {
      const path = yield* exportFile("a.txt", "13/11/2024, 08:15 - Rui: olá\n".repeat(100_000))
      const cwd = yield* tempFolder
      const executable = new URL("../../../dist/egregora.cjs", import.meta.url).pathname
      const ended = yield* Effect.async<readonly [number | null, string]>((resume) => {
        const child = spawn(process.execPath, [executable, "parse", "--json", path], { env: ownEnv({ cwd }) })
        let stderr = ""
        child.stderr.on("data", (piece: Buffer) => {
          stderr += piece.toString()
        })
        child.stdout.once("data", () => child.stdout.destroy())
        child.on("close", (code) => resume(Effect.succeed([code, stderr])))
      })
      expect(ended).toEqual([0, ""])
    })
  )
})
