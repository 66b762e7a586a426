/**
 * How many records never reached a journal: known also after the process that could not write them.
 *
 * A full disk takes no line that says so. But it takes an empty file, as a rule, so the number is in the
 * name of one: `<ms>-<pid>-<random>.<number>.missing` beside the journals. It is there as long as records
 * wait, and for good if their process ends before they are written.
 */
import { randomBytes } from "node:crypto"
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"

/** Says how many records are missing now; whoever cannot say it leaves it. */
export type Tell = (missing: number) => void

/** Tells of the records of one process. */
export const tellMissing = (folder: string, pid: number): Tell => {
  const name = `${Date.now()}-${pid}-${randomBytes(4).toString("hex")}`
  let told = 0
  const fileOf = (missing: number): string => join(folder, `${name}.${missing}.missing`)
  return (missing) => {
    if (missing === told) return
    try {
      if (missing === 0) rmSync(fileOf(told), { force: true })
      else if (existsSync(fileOf(told))) renameSync(fileOf(told), fileOf(missing))
      else {
        mkdirSync(folder, { recursive: true })
        closeSync(openSync(fileOf(missing), "ax"))
      }
      told = missing
    } catch {
      // Where not even this can be written, nothing can.
    }
  }
}

/** Records that processes have told to be missing. */
export interface Missing {
  readonly path: string
  readonly pid: number
  readonly records: number
}

/** What was told in a folder of journals. */
export const missingRecords = (folder: string): ReadonlyArray<Missing> =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => {
        const [, pid, records] = /^\d+-(\d+)-[0-9a-f]+\.(\d+)\.missing$/.exec(name) ?? []
        return pid === undefined
          ? []
          : [{ path: join(folder, name), pid: Number(pid), records: Number(records) }]
      })
    : []
