/**
 * Finds what should be hidden in whatever a program has written.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { DuckDBInstance } from "@duckdb/node-api"

/** A text, and what it is called in a report. */
export interface Place {
  readonly where: string
  readonly text: string
}

/** Which secrets stand in which places, whatever their case, accents, escapes and invisible marks. */
export const leaks = (
  places: ReadonlyArray<Place>,
  secrets: ReadonlyArray<string>
): ReadonlyArray<string> => {
  const finders = [...new Set(secrets)].map((secret) => [secret, finderOf(plain(secret))] as const)
  return places.flatMap(({ where, text }) => {
    const read = `${plain(where)}\n${plain(text)}`
    return finders.flatMap(([secret, finder]) => (finder.test(read) ? [`${where}: ${secret}`] : []))
  })
}

/** Which of the secrets stand in none of the places: what a scan cannot find it cannot miss either. */
export const unseen = (places: ReadonlyArray<Place>, secrets: ReadonlyArray<string>): ReadonlyArray<string> =>
  secrets.filter((secret) => leaks(places, [secret]).length === 0)

/** Everything in a folder, names included, but for what is kept from others there: the key and the exports. */
export const placesIn = async (folder: string): Promise<ReadonlyArray<Place>> => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\.egregora\/(?:key|exports\.json)$/.test(path))
  const rows = await Promise.all(files.filter((path) => path.endsWith(".duckdb")).map(rowsOf))
  return [
    ...files.map((path) => ({ where: relative(folder, path), text: readFileSync(path, "utf8") })),
    ...files.map((path) => ({ where: relative(folder, path), text: readFileSync(path, "utf16le") })),
    ...rows.flat()
  ]
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** The tables of a database, whose bytes may be packed. */
const rowsOf = async (path: string): Promise<ReadonlyArray<Place>> => {
  const instance = await DuckDBInstance.fromCache(path)
  const connection = await instance.connect()
  const tables = await connection.runAndReadAll("select table_name from duckdb_tables()")
  const places: Array<Place> = []
  for (const [table] of tables.getRowsJson()) {
    const rows = await connection.runAndReadAll(`select * from "${table}"`)
    places.push({ where: `table ${table}`, text: JSON.stringify(rows.getRowsJson()) })
  }
  connection.disconnectSync()
  instance.closeSync()
  return places
}

const plain = (text: string): string =>
  decoded(decoded(text))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u064b-\u065f]|\p{Cf}/gu, "")
    .toLowerCase()
    .normalize("NFC")

const decoded = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8")
  )

/** Words stand between others; a short one inside another word is another word. */
const finderOf = (secret: string): RegExp => {
  const words = secret.split(" ").map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
  const [before, after] = [/^[a-z\d]/, /[a-z\d]$/].map((end) =>
    end.test(secret) ? "[a-z\\d\u00c0-\u024f]" : "(?!)"
  )
  return new RegExp(`(?<!${before})${words.join("[^\\p{L}\\p{N}]{0,3}")}(?!${after})`, "u")
}
