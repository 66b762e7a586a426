/**
 * YAML front matter: the data at the head of a Markdown file, between two lines of "---".
 */
import { hash } from "node:crypto"
import * as Effect from "effect/Effect"

/** A Markdown file with data at its head. */
export const join = (data: { readonly [key: string]: unknown }, body: string): Effect.Effect<string> =>
  Effect.map(yaml, ({ stringify }) => whole(stringify(data, { lineWidth: 0 }), body))

/**
 * The same with a last line in the front matter, `checksum`, over all the rest, so that `isUntouched` can
 * tell later whether somebody edited the file.
 */
export const sealed = (data: { readonly [key: string]: unknown }, body: string): Effect.Effect<string> =>
  Effect.map(yaml, ({ stringify }) => {
    const head = stringify(data, { lineWidth: 0 })
    return whole(`${head}${stringify({ checksum: checksum(whole(head, body)) })}`, body)
  })

/** Whether a text is as `sealed` made it, line endings and space at its end aside. */
export const isUntouched = (text: string): boolean => {
  const plain = text.replace(lineEnd, "\n")
  const [line, sum] = /^checksum: "?([0-9a-f]{64})"?\n(?=---\n)/m.exec(plain) ?? []
  return line !== undefined && sum === checksum(plain.replace(line, ""))
}

const whole = (head: string, body: string): string => `---\n${head}---\n\n${body.trim()}\n`

const checksum = (text: string): string => hash("sha256", text.replace(lineEnd, "\n").trimEnd(), "hex")

const lineEnd = /\r*\n/g

/** The data at the head of a Markdown file and the text below it; null when there is none that YAML can read. */
export const split = Effect.fnUntraced(function* (text: string) {
  const { parseDocument } = yield* yaml
  const [whole, head] = atHead.exec(text) ?? []
  if (whole === undefined || head === undefined) return null
  const document = parseDocument(head, { logLevel: "silent" })
  if (document.errors.length > 0) return null
  const data = yield* Effect.option(Effect.try((): unknown => document.toJS({ maxAliasCount: 10 })))
  return data._tag === "None" ? null : { data: data.value, body: text.slice(whole.length).trim() }
})

/** The text below the data; null when there is none at the head. */
export const bodyOf = (text: string): string | null => {
  const [whole] = atHead.exec(text) ?? []
  return whole === undefined ? null : text.slice(whole.length).trim()
}

/** The data at the head as it is written; null when there is none. */
export const headOf = (text: string): string | null => atHead.exec(text)?.[1] ?? null

const atHead = /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

const yaml = Effect.promise(() => import("yaml"))
