/**
 * `egregora export`, as a program.
 */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { runCli } from "../../support/cli.js"
import { siteFiles } from "../../support/siteFiles.js"

describe("egregora export", () => {
  let cwd = ""
  beforeAll(async () => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), "egregora-export-")))
    writeFileSync(
      join(cwd, "chat.txt"),
      "02/05/2025, 08:00 - Rui: the lift\n02/05/2025, 08:01 - Eva: again?\n"
    )
    const name = `"</script>" & {{x}}`
    const { code } = await runCli(
      ["process", "chat.txt", "--output", "blog", "--real-names", "--group-name", name],
      { cwd }
    )
    expect(code).toBe(0)
  })
  afterAll(() => rmSync(cwd, { recursive: true, force: true }))

  it.each([
    ["mkdocs", ["hooks.py", "mkdocs.yml"], "mkdocs build", "mkdocs.yml"],
    [
      "vitepress",
      [".vitepress/config.mjs"],
      "npm install vitepress@1 && npx vitepress build",
      ".vitepress/config.mjs"
    ],
    [
      "hugo",
      [
        "hugo.toml",
        "layouts/_default/_markup/render-link.html",
        "layouts/_default/baseof.html",
        "layouts/_default/list.html",
        "layouts/_default/single.html"
      ],
      "hugo",
      "hugo.toml"
    ]
  ])("%s gets its files beside the blog, and nobody's work is lost", async (generator, files, run, main) => {
    const before = siteFiles(join(cwd, "blog"))
    const folder = join(cwd, `blog-${generator}`)
    const made = await runCli(["export", "blog", "--for", generator], { cwd })
    expect([made.code, made.stderr]).toEqual([0, ""])
    expect(made.stdout.endsWith(`\nNext:\n  cd ${folder} && ${run}\n`)).toBe(true)
    expect(Object.keys(siteFiles(folder))).toEqual(files)
    expect(siteFiles(join(cwd, "blog"))).toEqual(before)
    if (generator !== "hugo") expect(readFileSync(join(folder, main), "utf8")).not.toContain("</script>")

    // Its own files follow the blog, as another title shows.
    const home = join(cwd, "blog", "index.html")
    const page = readFileSync(home, "utf8")
    writeFileSync(home, page.replace(/<title>.*?<\/title>/, "<title>Another</title>"))
    expect((await runCli(["export", "blog", "--for", generator], { cwd })).code).toBe(0)
    expect(readFileSync(join(folder, main), "utf8")).toContain("Another")
    writeFileSync(home, page)
    writeFileSync(join(folder, main), "mine")
    expect(await runCli(["export", "blog", "--for", generator], { cwd })).toEqual({
      code: 1,
      stdout: "",
      stderr: `egregora: ${join(folder, main)} is there already and says something else; --force replaces it\n`
    })
    expect(readFileSync(join(folder, main), "utf8")).toBe("mine")
    expect((await runCli(["export", "blog", "--for", generator, "--force"], { cwd })).stdout).toBe(
      made.stdout
    )
  })

  it("Obsidian needs nothing but to be told where", async () => {
    expect(await runCli(["export", "blog", "--for", "obsidian"], { cwd })).toEqual({
      code: 0,
      stdout: `Obsidian reads the blog as it is: choose "Open folder as vault" and ${join(cwd, "blog")}, then open index.md.\n`,
      stderr: ""
    })
    expect(existsSync(join(cwd, "blog", "index.md"))).toBe(true)
  })

  it.each(["blog", "blog/site", "blog/posts/x"])("writes nothing to %s", async (output) => {
    const { code, stderr } = await runCli(["export", "blog", "--for", "hugo", "--output", output], { cwd })
    expect([code, stderr]).toEqual([
      1,
      `egregora: ${join(cwd, output)} is in the blog's own folder; name one beside it with --output\n`
    ])
    expect(existsSync(join(cwd, output, "hugo.toml"))).toBe(false)
  })
})
