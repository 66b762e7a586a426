/**
 * What `egregora export` does.
 */
import * as Path from "@effect/platform/Path"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { exportFor } from "../../../site/exportFor.js"
import type { generators } from "../../../site/generators/generators.js"
import { shellWord } from "../../shellWord.js"
import { findSite } from "../../site.js"
import { printableLine } from "../../terminal.js"
import { UsageError } from "../../UsageError.js"

/** What `export` was asked for. */
export interface ExportBlogOptions {
  readonly folder: Option.Option<string>
  readonly generator: keyof typeof generators | "obsidian"
  readonly output: Option.Option<string>
  readonly force: boolean
}

/** Finds the blog, writes the files, and says what to run next. */
export const exportBlog = Effect.fn("exportBlog")(function* (given: ExportBlogOptions) {
  const path = yield* Path.Path
  if (Option.contains(given.output, "")) {
    return yield* new UsageError({ message: "--output must name a folder" })
  }
  const blog = yield* findSite(given.folder)
  const { generator } = given
  if (generator === "obsidian") {
    return yield* Console.log(
      `Obsidian reads the blog as it is: choose "Open folder as vault" and ${printableLine(blog)}, then open index.md.`
    )
  }
  const output = path.resolve(Option.getOrElse(given.output, () => `${blog}-${generator}`))
  const { files, run } = yield* exportFor({ generator, blog, output, force: given.force })
  yield* Console.log([...files.map((file) => printableLine(path.join(output, file))), "", "Next:"].join("\n"))
  yield* Console.log(`  cd ${shellWord(output)} && ${run}`)
})
