/**
 * `egregora preview`, as a program, asked by a socket and by a real browser.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { request } from "node:http"
import { createServer } from "node:net"
import { networkInterfaces, tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { browserPath, launch, watch } from "../support/browser.js"
import { executable, ownEnv, runCli } from "../support/cli.js"

const cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-preview-")))
const blog = join(cwd, "blog")
const sound = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 256))
const children: Array<ChildProcess> = []

/** Starts a preview; `address` is the first line that it prints. */
const start = async (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) => {
  const child = spawn(process.execPath, [executable, "preview", ...args], {
    cwd,
    env: ownEnv({ cwd, env }),
    stdio: ["ignore", "pipe", "pipe"]
  })
  children.push(child)
  let told = ""
  child.stderr.on("data", (chunk) => {
    told += chunk
  })
  const ended = once(child, "close")
  const [address] = await once(createInterface({ input: child.stdout }), "line")
  const stop = async (signal: NodeJS.Signals): Promise<unknown> => {
    child.kill(signal)
    return (await ended)[0]
  }
  return { address: String(address), stop, told: () => told }
}

interface Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

/** Asks for an address as it is written, which `fetch` would tidy up. */
const ask = (
  base: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = "GET"
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(base)
    request({ host: "127.0.0.1", port, path, headers, method, agent: false }, (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", reject)
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) })
      )
    })
      .on("error", reject)
      .end()
  })

beforeAll(async () => {
  writeFileSync(
    join(cwd, "chat.txt"),
    "01/05/2025, 09:00 - Ana Dias: Who has the key of the cellar?\n02/05/2025, 09:05 - Bruno Reis: I have it"
  )
  expect((await runCli(["process", "chat.txt", "--output", "blog"], { cwd })).code).toBe(0)
  mkdirSync(join(blog, "media"), { recursive: true })
  mkdirSync(join(blog, "more"))
  writeFileSync(join(blog, "media", "voice.mp3"), sound)
  writeFileSync(join(blog, "media", "sent.html"), "<script>document.title = 'ran'</script>")
  writeFileSync(join(blog, "media", "sent.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>")
  writeFileSync(join(blog, "more", "index.html"), "<p>More</p>")
  writeFileSync(join(blog, "egregora.yaml"), "open: false\n")
  writeFileSync(join(cwd, "outside.txt"), "outside")
  symlinkSync(join(cwd, "outside.txt"), join(blog, "link.txt"))
  symlinkSync(cwd, join(blog, "out"))
})

afterAll(() => {
  for (const child of children) child.kill("SIGKILL")
  rmSync(cwd, { recursive: true })
})

describe("egregora preview", () => {
  let base = ""
  let stop: (signal: NodeJS.Signals) => Promise<unknown>
  beforeAll(async () => {
    const started = await start(["blog", "--port", "0"])
    base = started.address
    stop = started.stop
  })

  it("is there for this machine alone", async () => {
    expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    const others = Object.values(networkInterfaces())
      .flatMap((some) => some ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal)
    for (const { address } of others) {
      await expect(fetch(base.replace("127.0.0.1", address))).rejects.toThrow()
    }
  })

  it.each([
    "/.egregora/key",
    "/.egregora/",
    "/%2eegregora/key",
    "/egregora.yaml",
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/..%2foutside.txt",
    "/posts/../../outside.txt",
    "/posts/..%5c..%5coutside.txt",
    "//etc/passwd",
    "/link.txt",
    "/out/outside.txt",
    "/out/blog/index.html",
    "/posts",
    "/posts/",
    "/index.html/",
    "/index.html%00.png",
    "/%ff",
    "/nothing.html",
    "http://127.0.0.1/index.html"
  ])("%s is not found", async (path) => {
    const { body, status } = await ask(base, path)
    expect([status, body.includes("outside")]).toStrictEqual([404, false])
  })

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "0.0.0.0"])(
    "who asks for the host %j gets nothing",
    async (host) => {
      const { body, status } = await ask(base, "/", { host })
      expect([status, body.toString()]).toStrictEqual([
        403,
        "This preview answers on 127.0.0.1 and localhost alone.\n"
      ])
    }
  )

  it.each(["localhost", "LOCALHOST:80", "127.0.0.1:4747", "[::1]:4747"])(
    "the host %s is us",
    async (host) => {
      expect((await ask(base, "/", { host })).status).toBe(200)
    }
  )

  it("a page comes with its policy, and the file stays as it is", async () => {
    const file = readFileSync(join(blog, "index.html"), "utf8")
    const { body, headers, status } = await ask(base, "/?x=1")
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY"
    })
    const [, own] = /Content-Security-Policy" content="([^"]*)"/.exec(body.toString()) ?? []
    expect(headers["content-security-policy"]).toBe(`${own}; frame-ancestors 'none'`)
    expect(own).toContain("script-src 'self' file: 'sha256-")
    expect(body.toString()).toContain("<script data-version=")
    expect(file).not.toContain("<script data-version=")
    expect(readFileSync(join(blog, "index.html"), "utf8")).toBe(file)
    expect((await ask(base, "/more")).headers["location"]).toBe("/more/")
    expect((await ask(base, "/more/")).body.toString()).toContain("<p>More</p>")
  })

  it("a player gets the parts of a file that it asks for", async () => {
    const part = async (range: string, more: Readonly<Record<string, string>> = {}) => {
      const { body, headers, status } = await ask(base, "/media/voice.mp3", { range, ...more })
      return [status, headers["content-range"], headers["content-length"], body.toString("hex")]
    }
    const hex = (from: number, to: number) => sound.subarray(from, to).toString("hex")
    expect(await part("bytes=0-1")).toStrictEqual([206, "bytes 0-1/1000", "2", hex(0, 2)])
    expect(await part("bytes=990-")).toStrictEqual([206, "bytes 990-999/1000", "10", hex(990, 1000)])
    expect(await part("bytes=-3")).toStrictEqual([206, "bytes 997-999/1000", "3", hex(997, 1000)])
    expect(await part("bytes=0-9999")).toStrictEqual([206, "bytes 0-999/1000", "1000", hex(0, 1000)])
    expect(await part("bytes=1000-")).toStrictEqual([416, "bytes */1000", undefined, ""])
    for (const all of ["bytes=0-1,5-6", "lines=1-2", "bytes=x"]) {
      expect(await part(all)).toStrictEqual([200, undefined, "1000", hex(0, 1000)])
    }
    expect((await part("bytes=0-1", { "if-range": '"x"' }))[0]).toBe(200)
    const head = await ask(base, "/media/voice.mp3", {}, "HEAD")
    expect([
      head.status,
      head.body.length,
      head.headers["content-length"],
      head.headers["accept-ranges"]
    ]).toStrictEqual([200, 0, "1000", "bytes"])
    expect(head.headers["content-type"]).toBe("audio/mpeg")
  })

  it("files say what they are", async () => {
    const type = async (path: string) => (await ask(base, path)).headers["content-type"]
    expect(await type("/assets/style.css")).toBe("text/css; charset=utf-8")
    expect(await type("/posts/2025-05-01.md")).toBe("text/markdown; charset=utf-8")
    expect(await type("/posts/2025-05-01.html")).toBe("text/html; charset=utf-8")
  })

  it("what was sent in the chat runs nothing", async () => {
    for (const path of ["/media/sent.html", "/media/sent.svg"]) {
      const { body, headers } = await ask(base, path)
      expect(headers["content-security-policy"]).toContain("script-src 'none'")
      expect(body.toString()).not.toContain("data-version")
    }
  })

  it("it is only read", async () => {
    const { headers, status } = await ask(base, "/", {}, "POST")
    expect([status, headers["allow"]]).toStrictEqual([405, "GET, HEAD"])
  })

  it("an icon that there is not is no mistake", async () => {
    expect((await ask(base, "/favicon.ico")).status).toBe(204)
  })

  it("the site's own page says what is not there", async () => {
    expect((await ask(base, "/nothing.html")).body.toString()).toContain(
      "There is no such page on this site."
    )
    writeFileSync(join(blog, "404.html"), "<p>Lost?</p>")
    const { body, status } = await ask(base, "/nothing.html")
    expect([status, body.toString()]).toStrictEqual([404, expect.stringContaining("<p>Lost?</p>")])
    rmSync(join(blog, "404.html"))
  })

  it.skipIf(browserPath === undefined)("a browser shows it, and shows what changes", async () => {
    const browser = await launch()
    const { page, wrongs } = await watch(browser, base)
    await page.goto(`${base}posts/2025-05-01.html`)
    await page.evaluate("window.mark = 1")
    appendFileSync(join(blog, "posts", "2025-05-01.md"), "\n")
    await page.waitForTimeout(800)
    expect(await page.evaluate("window.mark")).toBe(1)

    const file = join(blog, "posts", "2025-05-01.html")
    const html = readFileSync(file, "utf8")
    writeFileSync(file, html.replace(/<h1>.*<\/h1>/, "<h1>Another title</h1>"))
    await page.locator("h1", { hasText: "Another title" }).waitFor({ timeout: 10_000 })
    expect(await page.evaluate("window.mark")).toBe(undefined)

    // A folder that came later counts too.
    mkdirSync(join(blog, "tags"))
    await page.waitForTimeout(800)
    await page.goto(`${base}tags/new.html`)
    writeFileSync(join(blog, "tags", "new.html"), "<!doctype html><title>New</title><h1>New</h1>")
    await page.locator("h1", { hasText: "New" }).waitFor({ timeout: 10_000 })

    await page.goto(`${base}media/sent.html`)
    expect(await page.title()).not.toBe("ran")
    expect(wrongs.filter((line) => !/sent\.html|404 \(Not Found\)/.test(line))).toStrictEqual([])
    await browser.close()
  })

  it("Ctrl-C is its normal end, also while a page listens", async () => {
    const listening = await fetch(`${base}.preview/events`)
    const reader = listening.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^data: \d+\.\d+\n\n$/)
    expect(await stop("SIGINT")).toBe(0)
    await expect(reader?.read()).rejects.toThrow()
  })
})

describe("the port", () => {
  it("is the usual one or the next that is free; one that was asked for must be free", async () => {
    const taken = createServer()
    taken.listen(0, "127.0.0.1")
    await once(taken, "listening")
    const address = taken.address()
    const port = String(typeof address === "object" ? address?.port : "")
    expect(await runCli(["preview", "blog", "--port", port], { cwd })).toStrictEqual({
      code: 1,
      stdout: "",
      stderr: `egregora: port ${port} of 127.0.0.1 is in use; name another with --port, as --port 0 for any\n`
    })
    taken.close()
    const [one, two] = [await start(["blog"]), await start(["blog"])]
    const ports = [one, two].map((it) => Number(new URL(it.address).port))
    expect(ports[0]).toBeGreaterThanOrEqual(4747)
    expect(ports[1]).toBeGreaterThan(ports[0] ?? 0)
    expect(one.told()).toBe(`showing ${blog}; Ctrl-C ends it\n`)
    expect([await one.stop("SIGTERM"), await two.stop("SIGINT")]).toStrictEqual([0, 0])
    const asked = await start(["blog"], { EGREGORA_PORT: port })
    expect(asked.address).toBe(`http://127.0.0.1:${port}/`)
    await asked.stop("SIGINT")
  })
})

it("a blog without a page says what to wait for; a folder that is none is refused", async () => {
  await runCli(["init", "empty"], { cwd })
  const { address, stop } = await start(["empty", "--port", "0"])
  const { body, status } = await ask(address, "/")
  expect([status, body.toString()]).toStrictEqual([
    404,
    expect.stringContaining("There is no page here yet.")
  ])
  await stop("SIGINT")
  mkdirSync(join(cwd, "else"))
  expect(await runCli(["preview", "else"], { cwd })).toStrictEqual({
    code: 1,
    stdout: "",
    stderr: `egregora: ${join(cwd, "else")} is not a blog of egregora: it has no .egregora folder; name the --output of \`egregora process\`\n`
  })
})
