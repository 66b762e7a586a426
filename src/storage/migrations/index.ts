/** Every migration in its order. Append only. */
import type { Migration } from "../Migrator.js"
import { runs } from "./0001_runs.js"
import { details } from "./0002_details.js"

export const migrations: ReadonlyArray<Migration> = [runs, details]
