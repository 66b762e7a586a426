/**
 * How many of the lines that a reader would keep the writer keeps, beside methods that need no model.
 *
 * Each method chooses as many lines as are marked, the writer those that it says are the most important;
 * and as many as the writer's post shows, which it chooses itself. Of the half that is held back only the sums are
 * printed. `EGREGORA_QUALITY=lines` prints the lines of the other half that the writer missed (`*`) and
 * those that it should not have shown (`-`).
 */
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Post } from "../../src/domain/Post.js"
import * as Extractive from "../../src/writers/extractive/Extractive.js"
import { Writer } from "../../src/writers/Writer.js"
import { halves, type JudgedWindow, judgedWindows } from "../support/quality.js"
import { quotedLines } from "./quotedLines.js"
import { centroid, lead, length, lexRank, linesOf, type Method, ranked, textRank } from "./rankLines.js"

const methods: Readonly<Record<string, Method>> = {
  lead,
  length,
  centroid,
  TextRank: textRank,
  LexRank: lexRank
}

/** What the writer finds more marked lines than, in either half, at as many lines as are marked and at as many as it shows. */
const toBeat = ["random", ...Object.keys(methods)]

it.effect("the lines that a reader would keep", () =>
  Effect.gen(function* () {
    const writer = yield* Writer
    const judged = halves.flatMap(judgedWindows)
    const scored = yield* Effect.forEach(judged, (window) =>
      Effect.map(writer.write(window.window), (post) => score(window, post))
    )
    const groups = groupsOf(scored)
    process.stdout.write(
      [
        table("as many lines as are marked: found of those marked, %", groups, ({ at }) => at.marked),
        table("the same: worthless of those chosen, %", groups, ({ at }) => at.marked, "worthless"),
        table("as many lines as the post shows: found of those marked, %", groups, ({ at }) => at.shown),
        table("the same: worthless of those chosen, %", groups, ({ at }) => at.shown, "worthless"),
        table(
          "as many lines as title and lead quote: marked of those chosen, %",
          groups,
          ({ at }) => at.first,
          "precision"
        ),
        ours(groups),
        process.env["EGREGORA_QUALITY"] === "lines" ? missed(scored) : ""
      ].join("\n")
    )
    for (const half of halves) {
      const own = scored.filter(({ judged }) => judged.half === half)
      expect([half, ...beaten(own, "marked")]).toEqual([half, ...toBeat])
      expect([half, ...beaten(own, "shown")]).toEqual([half, ...toBeat])
    }
  }).pipe(Effect.provide(Extractive.layer))
)

/** What was chosen: how many lines, and how many of them are marked and worthless. */
interface Chosen {
  readonly lines: number
  readonly kept: number
  readonly worthless: number
}

type ByMethod = Readonly<Record<string, Chosen>>

interface Scored {
  readonly judged: JudgedWindow
  readonly post: Post
  readonly shown: ReadonlySet<number>
  /** By how many lines are chosen: as many as are marked, as the post shows, as its title and lead quote. */
  readonly at: { readonly marked: ByMethod; readonly shown: ByMethod; readonly first: ByMethod }
}

const score = (judged: JudgedWindow, post: Post): Scored => {
  const { keep, language, window, worthless } = judged
  const { first, shown } = quotedLines(post, window)
  const own = (post.quoted ?? []).slice(0, keep.size)
  const lines = linesOf(window, language)
  const rankings = Object.entries(methods).map(([name, method]) => [name, ranked(method, lines)] as const)
  const chosen = (positions: Iterable<number>): Chosen => {
    const all = [...positions]
    return {
      lines: all.length,
      kept: all.filter((at) => keep.has(at)).length,
      worthless: all.filter((at) => worthless.has(at)).length
    }
  }
  const pool = chosen(lines.map(({ at }) => at))
  const best = (count: number, own: Iterable<number>): ByMethod => ({
    random: {
      lines: count,
      kept: (pool.kept * count) / pool.lines,
      worthless: (pool.worthless * count) / pool.lines
    },
    ...Object.fromEntries(rankings.map(([name, order]) => [name, chosen(order.slice(0, count))])),
    ours: chosen(own)
  })
  return {
    judged,
    post,
    shown,
    at: { marked: best(keep.size, own), shown: best(shown.size, shown), first: best(first.size, first) }
  }
}

type Groups = ReadonlyArray<readonly [name: string, scored: ReadonlyArray<Scored>]>

const groupsOf = (scored: ReadonlyArray<Scored>): Groups => {
  const [tuning, heldBack] = halves.map((half) => scored.filter(({ judged }) => judged.half === half))
  const languages = [...new Set(scored.map(({ judged }) => judged.language))]
  return [
    ...languages.map(
      (language) => [language, (tuning ?? []).filter(({ judged }) => judged.language === language)] as const
    ),
    ["tuning", tuning ?? []],
    ["held back", heldBack ?? []],
    ["all", scored]
  ]
}

const sum = <A>(all: ReadonlyArray<A>, value: (one: A) => number): number =>
  all.reduce((total, one) => total + value(one), 0)

const beaten = (scored: ReadonlyArray<Scored>, many: "marked" | "shown"): ReadonlyArray<string> => {
  const kept = (name: string) => sum(scored, ({ at }) => at[many][name]?.kept ?? 0)
  return ["random", ...Object.keys(methods)].filter((name) => kept("ours") > kept(name))
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : ((100 * part) / whole).toFixed(0)

const row = (name: string, cells: ReadonlyArray<string>): string =>
  `  ${name.padEnd(12)}${cells.map((cell) => cell.padStart(10)).join("")}\n`

const table = (
  title: string,
  groups: Groups,
  by: (scored: Scored) => ByMethod,
  what: "recall" | "precision" | "worthless" = "recall"
): string => {
  const names = [...new Set(groups.flatMap(([, all]) => all.flatMap((one) => Object.keys(by(one)))))]
  const cell = (all: ReadonlyArray<Scored>, name: string): string => {
    const total = (field: keyof Chosen) => sum(all, (one) => by(one)[name]?.[field] ?? 0)
    return what === "recall"
      ? percent(
          total("kept"),
          sum(all, ({ judged }) => judged.keep.size)
        )
      : percent(total(what === "precision" ? "kept" : "worthless"), total("lines"))
  }
  return [
    `\n${title}\n`,
    row("", names),
    ...groups.map(([group, all]) =>
      row(
        group,
        names.map((name) => cell(all, name))
      )
    )
  ].join("")
}

/** What only a post has: how much it shows, its title, the decisions, and questions together with an answer. */
const ours = (groups: Groups): string =>
  [
    "\nours, %: lines shown of all; marked of those shown; good titles; decisions shown; questions shown with an answer; languages known\n",
    row("", ["shown", "marked", "titles", "decisions", "answered", "language"]),
    ...groups.map(([group, all]) =>
      row(group, [
        percent(
          sum(all, ({ shown }) => shown.size),
          sum(all, ({ judged }) => judged.window.size)
        ),
        percent(
          sum(all, ({ at }) => at.shown["ours"]?.kept ?? 0),
          sum(all, ({ shown }) => shown.size)
        ),
        percent(all.filter(hasGoodTitle).length, all.length),
        percent(
          sum(all, ({ judged, shown }) => [...judged.decisions].filter((at) => shown.has(at)).length),
          sum(all, ({ judged }) => judged.decisions.size)
        ),
        percent(
          sum(
            all,
            ({ judged, shown }) =>
              judged.questions.filter(
                ({ answers, question }) => shown.has(question) && answers.some((at) => shown.has(at))
              ).length
          ),
          sum(all, ({ judged }) => judged.questions.length)
        ),
        percent(all.filter(({ judged, post }) => post.language === judged.language).length, all.length)
      ])
    )
  ].join("")

const hasGoodTitle = ({ judged, post }: Scored): boolean => {
  const title = post.title.normalize("NFKC").toLocaleLowerCase(judged.language)
  return judged.titles.some((words) =>
    words.every((word) => title.includes(word.normalize("NFKC").toLocaleLowerCase(judged.language)))
  )
}

const missed = (scored: ReadonlyArray<Scored>): string =>
  scored
    .filter(({ judged }) => judged.half === "tuning")
    .map(({ judged, post, shown }) => {
      const line = (mark: string, at: number) => {
        const message = judged.window.messages[at]
        return `  ${mark} ${message?.author}: ${message?.text.slice(0, 150)}\n`
      }
      return [
        `\n${judged.name}: ${post.title}\n`,
        ...[...judged.keep].filter((at) => !shown.has(at)).map((at) => line("*", at)),
        ...[...judged.worthless].filter((at) => shown.has(at)).map((at) => line("-", at))
      ].join("")
    })
    .join("")
