/**
 * `egregora export`: the blog's Markdown for other programs.
 */
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"

const options = {
  generator: Options.choice("for", ["mkdocs", "vitepress", "hugo", "obsidian"]).pipe(
    Options.withDescription("The program that is to read the blog.")
  ),
  output: Options.text("output").pipe(
    Options.withPseudoName("FOLDER"),
    Options.withDescription(
      "Where its files go. Default: beside the blog, with the program's name behind the blog's, as blog-hugo."
    ),
    Options.optional
  ),
  force: Options.boolean("force").pipe(
    Options.withDescription("Replace files that are there and say something else. Default: refuse to.")
  )
}

const folder = Args.text({ name: "FOLDER" }).pipe(
  Args.withDescription("The folder of the blog. Default: as for runs."),
  Args.optional
)

/** `egregora export`. */
export const exportForCommand = Command.make("export", { folder, ...options }, (given) =>
  Effect.flatMap(
    Effect.promise(() => import("./export/doExportFor.js")),
    ({ exportBlog }) => exportBlog(given)
  )
).pipe(
  Command.withDescription(
    "Writes the few files with which another program makes a site of the blog's Markdown."
  )
)
