/**
 * Who writes a journal, and whether that process still lives.
 *
 * A pid alone says little: it is used again, and containers that share a folder each have their own pid
 * 17. So a process is known by its pid within one boot and one pid namespace of a host, and by when it
 * started. What cannot be decided by these is `unknown`, never `dead`.
 */
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"
import type { ProcessIdentity } from "../domain/Run.js"

/** What is known of a process. */
export type Vitality = "alive" | "dead" | "unknown"

/**
 * This process. On Linux `bootId` names the boot and the pid namespace, and `startTime` is in ticks
 * since the boot (field 22 of `/proc/self/stat`); elsewhere both are empty.
 */
export const current = (): ProcessIdentity => ({
  pid: process.pid,
  host: hostname(),
  bootId: bootId(),
  startTime: statOf(process.pid)?.startTime ?? ""
})

/** Whether a process lives, as seen from the process `self`. */
export const vitality = (of: ProcessIdentity, self: ProcessIdentity): Vitality => {
  if (of.host !== self.host || of.bootId !== self.bootId || of.pid <= 0) return "unknown"
  if (of.pid === self.pid) return of.startTime === self.startTime ? "alive" : "dead"
  if (!exists(of.pid)) return "dead"
  const stat = statOf(of.pid)
  if (stat === undefined || of.startTime === "") return "unknown"
  return stat.startTime === of.startTime && !stat.ended ? "alive" : "dead"
}

/** A process for a person: other software that writes runs names none. */
export const processName = ({ host, pid }: ProcessIdentity): string =>
  pid <= 0 ? "a process that is not known" : host === "" ? `process ${pid}` : `process ${pid} on ${host}`

/** Whether two processes are of one boot of one machine, whatever their containers. */
export const isSameBoot = (a: ProcessIdentity, b: ProcessIdentity): boolean => {
  const [boot = ""] = a.bootId.split(" ")
  return boot !== "" && boot === b.bootId.split(" ")[0]
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const bootId = (): string => {
  const boot = quietly(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim())
  const namespace = quietly(() => readlinkSync("/proc/self/ns/pid"))
  return boot === undefined || namespace === undefined ? "" : `${boot} ${namespace}`
}

/** Signal 0 only asks. Another user's process answers EPERM, so only ESRCH means that there is none. */
const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return !(cause instanceof Error && "code" in cause && cause.code === "ESRCH")
  }
}

/** The name in the second field may hold spaces and parentheses, so fields are counted after the last one. */
const statOf = (pid: number): { readonly startTime: string; readonly ended: boolean } | undefined =>
  quietly(() => {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1")
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ")
    const [state = "", startTime = ""] = [fields[0], fields[19]]
    return { startTime, ended: state === "Z" || state === "X" }
  })

const quietly = <A>(evaluate: () => A): A | undefined => {
  try {
    return evaluate()
  } catch {
    return undefined
  }
}
