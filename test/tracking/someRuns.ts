import { spawnSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import {
  type Completed,
  complete,
  noDetails,
  noMetrics,
  type ProcessIdentity,
  type Run,
  RunId,
  type Running
} from "../../src/domain/Run.js"
import { journalFolder } from "../../src/tracking/JournalFolder.js"
import { current } from "../../src/tracking/ProcessIdentity.js"
import { RunHistory } from "../../src/tracking/RunHistory.js"
import { layer } from "../../src/tracking/RunHistoryFiles.js"

/** This process, which lives as long as the test. */
export const self = current()

/** A process of this host that has ended. */
export const dead: ProcessIdentity = {
  ...self,
  pid: spawnSync(process.execPath, ["-e", ""]).pid,
  startTime: "1"
}

/** A process that nobody here can look up. */
export const elsewhere: ProcessIdentity = { ...self, host: "elsewhere" }

const start = Date.UTC(2024, 5, 1)

/** A run that began `n` seconds after some instant. */
export const begun = (n: number, changes: Partial<Running> = {}): Running => ({
  status: "running",
  runId: RunId.make(randomUUID()),
  parentId: null,
  kind: "window",
  stage: `window_${n}`,
  tenantId: null,
  inputFingerprint: null,
  codeRef: "1.0.0",
  configHash: null,
  startedAt: start + n * 1_000,
  rowsIn: n,
  traceId: null,
  process: self,
  ...noDetails,
  ...changes
})

/** The same run half a second later. */
export const done = (run: Running): Completed =>
  complete(run, { ...noMetrics, finishedAt: run.startedAt + 500, durationSeconds: 0.5, rowsOut: 1 })

/** Writes a journal as a process would have left it. */
export const leaveJournal = (
  site: string,
  name: string,
  owner: ProcessIdentity | null,
  lines: ReadonlyArray<Run | string>
): string => {
  const folder = journalFolder(site)
  mkdirSync(folder, { recursive: true })
  const header = owner === null ? [] : [{ process: owner }]
  const text = [...header, ...lines].map((line) =>
    typeof line === "string" ? line : `${JSON.stringify(line)}\n`
  )
  writeFileSync(join(folder, name), text.join(""))
  return join(folder, name)
}

/** What is in the folder of journals. */
export const journalNames = (site: string): ReadonlyArray<string> => readdirSync(journalFolder(site)).sort()

/** All that a reader sees of a site. */
export const historyOf = (site: string) =>
  Effect.provide(
    Effect.flatMap(RunHistory, (history) => history.tail({ limit: 1_000_000, stages: true })),
    layer(site)
  )
