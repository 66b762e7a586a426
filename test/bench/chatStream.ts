import { once } from "node:events"
import { createReadStream } from "node:fs"
import type { Readable } from "node:stream"
import { promisify } from "node:util"
import { type Entry, type Options, open, type ZipFile } from "yauzl"

/** The bytes of a file or, of a zip, of its first entry, as Node and yauzl give them. */
export const chatStream = async (path: string): Promise<Readable> => {
  if (!path.endsWith(".zip")) return createReadStream(path)
  const zip = await promisify<string, Options, ZipFile>(open)(path, { lazyEntries: true })
  zip.readEntry()
  const [entry] = await once(zip, "entry")
  return promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry)
}
