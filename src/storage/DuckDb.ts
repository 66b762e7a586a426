/**
 * DuckDB, as far as the history needs it: one file that is open for as long as a scope.
 *
 * One process at a time can hold a database file for writing, and then no other can open it, not even
 * to read. So open it late, close it soon, and retry where somebody else has it.
 */
import type { DuckDBAppender, DuckDBConnection, DuckDBInstance, DuckDBValue, Json } from "@duckdb/node-api"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"

/**
 * Why DuckDB refused:
 * - `Locked`: another process holds the file, or this one with other options. Try again.
 * - `Unlockable`: its file system cannot lock files.
 * - `NotADatabase`: the file is something else, or damaged.
 * - `Newer`: a later DuckDB wrote it.
 * - `Missing`: there is no such file or folder.
 * - `Denied`: the place cannot be written, or is a folder.
 * - `Shape`: a table, a column or a function is not there.
 */
export type DuckDbReason =
  | "Locked"
  | "Unlockable"
  | "NotADatabase"
  | "Newer"
  | "Missing"
  | "Denied"
  | "Shape"
  | "Other"

/** A statement or an opening that failed. `message` is DuckDB's, cut to its first line. */
export class DuckDbError extends Data.TaggedError("DuckDbError")<{
  readonly reason: DuckDbReason
  readonly message: string
}> {}

/** A row as JSON values: numbers for DOUBLE, text for UUID and BIGINT, arrays for lists. */
export type Row = Readonly<Record<string, Json>>

/** One cell for `append`, in the order and the types of the table's columns; `micros` is a TIMESTAMPTZ. */
export type Cell =
  | null
  | string
  | { readonly bigint: number }
  | { readonly double: number }
  | { readonly micros: number }
  | ReadonlyArray<string>

/** An open database. Statements run one after the other; interruption interrupts the statement. */
export class DuckDb extends Context.Tag("egregora/DuckDb")<
  DuckDb,
  {
    /** Runs a statement for what it does. */
    readonly run: (sql: string, parameters?: ReadonlyArray<DuckDBValue>) => Effect.Effect<void, DuckDbError>
    /** Runs a query and reads all its rows. */
    readonly rows: (
      sql: string,
      parameters?: ReadonlyArray<DuckDBValue>
    ) => Effect.Effect<ReadonlyArray<Row>, DuckDbError>
    /**
     * Adds rows to a table in bulk: some 25 µs a row, where a statement costs 600. `temp.NAME` is a
     * temporary table, which a database that is open for reading only may have too.
     */
    readonly append: (
      table: string,
      rows: ReadonlyArray<ReadonlyArray<Cell>>
    ) => Effect.Effect<void, DuckDbError>
    /** Commits if the effect succeeds and rolls back if it does not. Not to be nested. */
    readonly transaction: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | DuckDbError, R>
  }
>() {}

/** What to open and how. */
export interface DuckDbOptions {
  readonly file: string
  /** Default: false, and then the file is created if it is missing. */
  readonly readOnly?: boolean
  /** How long to try while another process holds the file. Default: not again. */
  readonly lockTimeout?: Duration.DurationInput
  /** A file that COPY may write, by its absolute path. Default: none, nor anything else outside the database. */
  readonly copyTo?: string
  /** Whether other databases may be attached, until `SET enable_external_access = false`. Default: false. */
  readonly attaches?: boolean
}

/** Opens a database for the length of the scope. The binding is loaded here, at the first use. */
export const make = Effect.fn("DuckDb.make")(function* (
  options: DuckDbOptions
): Effect.fn.Return<Context.Tag.Service<DuckDb>, DuckDbError, Scope.Scope> {
  const { DuckDBInstance } = yield* attempt(() => import("@duckdb/node-api"))
  const instance = yield* Effect.acquireRelease(
    attempt(() => DuckDBInstance.fromCache(options.file, settings(options))),
    (instance) => Effect.sync(() => instance.closeSync())
  ).pipe(
    Effect.retry({
      while: (error) => error.reason === "Locked",
      schedule: Schedule.spaced("20 millis").pipe(Schedule.upTo(options.lockTimeout ?? 0))
    })
  )
  const connection = yield* connect(instance)
  yield* attempt(() => connection.run(setup(options)))
  const permit = yield* Effect.makeSemaphore(1)
  const use = <A>(statement: (connection: DuckDBConnection) => Promise<A>) =>
    permit.withPermits(1)(interruptible(connection, statement))

  const run = (sql: string, parameters: ReadonlyArray<DuckDBValue> = []) =>
    Effect.asVoid(use((connection) => connection.run(sql, [...parameters])))

  return {
    run,
    rows: (sql, parameters = []) =>
      use(async (connection) => {
        const reader = await connection.runAndReadAll(sql, [...parameters])
        return reader.getRowObjectsJson()
      }),
    append: (table, rows) => use((connection) => appendRows(connection, table, rows)),
    transaction: (effect) =>
      Effect.acquireUseRelease(
        run("BEGIN TRANSACTION"),
        () => Effect.zipLeft(effect, run("COMMIT")),
        (_, exit) => (Exit.isSuccess(exit) ? Effect.void : Effect.ignore(run("ROLLBACK")))
      )
  }
})

/** A text as SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The database as a layer, open for as long as the layer lives. */
export const layer = (options: DuckDbOptions): Layer.Layer<DuckDb, DuckDbError> =>
  Layer.scoped(DuckDb, make(options))

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

const reasons: ReadonlyArray<readonly [DuckDbReason, RegExp]> = [
  // Who holds a lock is told; what else is told is the system's reason.
  ["Unlockable", /could not set lock on file .*": (?!conflicting|lock is already held|\.)/i],
  ["Locked", /could not set lock|different configuration|being used by another process/i],
  ["Newer", /newer version of duckdb|can only read version|version number/i],
  [
    "NotADatabase",
    /not a valid duckdb|could not read enough bytes|corrupt|checksum|serialization error|failed to deserialize/i
  ],
  ["Missing", /database does not exist|no such file or directory/i],
  ["Denied", /permission denied|read-only|is a directory|not a directory|operation not permitted/i],
  ["Shape", /^(?:catalog|binder) error/i]
]

/** DuckDB gives its reason in its message and nowhere else. */
const reasonOf = (message: string): DuckDbReason =>
  reasons.find(([, pattern]) => pattern.test(message))?.[0] ?? "Other"

/**
 * Enough for some thousand rows, and nothing that reaches out of the file: no extensions, no network. New
 * files have the format of DuckDB 1.2: a change of a large one takes a third of what it takes in the default.
 */
const settings = ({ attaches = false, copyTo, readOnly = false }: DuckDbOptions): Record<string, string> => ({
  access_mode: readOnly ? "READ_ONLY" : "READ_WRITE",
  threads: "1",
  storage_compatibility_version: "v1.2.0",
  enable_external_access: copyTo === undefined && !attaches ? "false" : "true",
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false"
})

/** A TIMESTAMP without a zone, as other programs write it, is read as UTC. */
const setup = ({ copyTo }: DuckDbOptions): string =>
  [
    "SET TimeZone = 'UTC'",
    ...(copyTo === undefined
      ? []
      : [`SET allowed_paths = [${quoted(copyTo)}]`, "SET enable_external_access = false"])
  ].join("; ")

const failure = (cause: unknown): DuckDbError => {
  const text = cause instanceof Error ? cause.message : String(cause)
  return new DuckDbError({ reason: reasonOf(text), message: text.split("\n", 1)[0] ?? "" })
}

const attempt = <A>(evaluate: () => Promise<A>): Effect.Effect<A, DuckDbError> =>
  Effect.tryPromise({ try: evaluate, catch: failure })

const connect = (instance: DuckDBInstance) =>
  Effect.acquireRelease(
    attempt(() => instance.connect()),
    (connection) => Effect.sync(() => connection.disconnectSync())
  )

/**
 * Closing a connection while its query runs hangs, so an interruption is not over before the query is.
 * It is sent again and again, because one that comes before the query has begun is forgotten.
 */
const interruptible = <A>(
  connection: DuckDBConnection,
  statement: (connection: DuckDBConnection) => Promise<A>
): Effect.Effect<A, DuckDbError> =>
  Effect.async((resume) => {
    const done = statement(connection).then(
      (value) => resume(Effect.succeed(value)),
      (cause: unknown) => resume(Effect.fail(failure(cause)))
    )
    return Effect.promise(() => {
      const again = setInterval(() => connection.interrupt(), 10)
      connection.interrupt()
      return done.finally(() => clearInterval(again))
    })
  })

const appendRows = async (
  connection: DuckDBConnection,
  table: string,
  rows: ReadonlyArray<ReadonlyArray<Cell>>
): Promise<void> => {
  const { DuckDBTimestampTZValue, LIST, VARCHAR } = await import("@duckdb/node-api")
  const texts = LIST(VARCHAR)
  const [, temporary] = /^temp\.(.+)$/.exec(table) ?? []
  const appender = await (temporary === undefined
    ? connection.createAppender(table)
    : connection.createAppender(temporary, "main", "temp"))
  const put = (into: DuckDBAppender, cell: Cell): void => {
    if (cell === null) into.appendNull()
    else if (typeof cell === "string") into.appendVarchar(cell)
    else if ("bigint" in cell) into.appendBigInt(BigInt(cell.bigint))
    else if ("double" in cell) into.appendDouble(cell.double)
    else if ("micros" in cell) into.appendTimestampTZ(new DuckDBTimestampTZValue(BigInt(cell.micros)))
    else into.appendList([...cell], texts)
  }
  try {
    for (const row of rows) {
      for (const cell of row) put(appender, cell)
      appender.endRow()
    }
  } finally {
    appender.closeSync()
  }
}
