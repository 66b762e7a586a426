/**
 * Which runs may be forgotten.
 */
import type { Run, RunId, RunKind } from "../domain/Run.js"

/** What decides whether a run may go. */
export interface Outline {
  readonly runId: RunId
  readonly parentId: RunId | null
  readonly originId: RunId | null
  readonly kind: RunKind
  readonly running: boolean
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

/** What a history is kept to. Each part is a limit of its own; what is not given limits nothing. */
export interface Limits {
  /** Trees of runs that all began before this instant go; in milliseconds since the epoch. */
  readonly before?: number
  /** Only so many processes stay, and nothing that is older than the oldest of them. */
  readonly processes?: number
  /** Only so many runs stay, as far as that is possible. */
  readonly runs?: number
}

/** What would become of some runs. */
export interface Plan {
  readonly removed: ReadonlyArray<Outline>
  /** How many runs are beyond the limits and stay, because of what they are needed for. */
  readonly needed: number
}

/** The outline of a run. */
export const outlineOf = (run: Run): Outline => ({
  runId: run.runId,
  parentId: run.parentId,
  originId: run.originId,
  kind: run.kind,
  running: run.status === "running",
  startedAt: run.startedAt
})

/**
 * What has to go to keep to the limits. Runs go by trees, the oldest first: a process with all that is
 * inside it, as old as the latest run in it. A tree in which a run has not ended stays whole. Of the
 * others those runs stay that are in `worked`, which resume looks at, and those around a run that stays, or
 * whose work it repeats or takes over.
 */
export const plan = (runs: ReadonlyArray<Outline>, worked: Iterable<RunId>, limits: Limits): Plan => {
  const places = new Map(runs.map(({ runId }, place) => [runId, place]))
  const placeOf = (id: RunId | null): number => (id === null ? nowhere : (places.get(id) ?? nowhere))
  const parents = Int32Array.from(runs, ({ parentId }) => placeOf(parentId))
  const origins = Int32Array.from(runs, ({ originId }) => placeOf(originId))
  const needed = Int32Array.from([...worked].map(placeOf).filter((place) => place !== nowhere))
  const trees = treesOf(runs, parents)

  const without = (count: number): Plan => {
    const goes = new Uint8Array(runs.length)
    let beyond = 0
    for (const { members, running } of trees.slice(0, count)) {
      if (running) continue
      for (const member of members) goes[member] = 1
      beyond += members.length
    }
    const staying = [...runs.keys()].filter((place) => goes[place] === 0)
    const stay = (place: number): void => {
      if (goes[place] !== 1) return
      goes[place] = 0
      staying.push(place)
    }
    needed.forEach(stay)
    for (const place of staying) {
      stay(parents[place] ?? nowhere)
      stay(origins[place] ?? nowhere)
    }
    const removed = runs.filter((_, place) => goes[place] === 1)
    return { removed, needed: beyond - removed.length }
  }

  const least = Math.max(older(trees, limits), surplus(trees, limits))
  const { runs: most } = limits
  return without(
    most === undefined
      ? least
      : first(least, trees.length, (count) => runs.length - without(count).removed.length <= most)
  )
}

// -----------------------------------------------------------------------------
// internal
// -----------------------------------------------------------------------------

/** A run with all that is inside it. */
interface Tree {
  readonly members: Array<number>
  isProcess: boolean
  running: boolean
  latest: number
}

const nowhere = -1

/** More than there ever are inside one another, and an end where some say that they are inside each other. */
const deepest = 100

/** The oldest first. */
const treesOf = (runs: ReadonlyArray<Outline>, parents: Int32Array): ReadonlyArray<Tree> => {
  const trees = new Map<number, Tree>()
  for (const [place, run] of runs.entries()) {
    let root = place
    for (let depth = 0; depth < deepest; depth++) {
      const parent = parents[root] ?? nowhere
      if (parent === nowhere) break
      root = parent
    }
    const tree = trees.get(root) ?? {
      members: [],
      isProcess: runs[root]?.kind === "process",
      running: false,
      latest: Number.NEGATIVE_INFINITY
    }
    trees.set(root, tree)
    tree.members.push(place)
    tree.running ||= run.running
    tree.latest = Math.max(tree.latest, run.startedAt)
  }
  return [...trees.values()].sort((a, b) => a.latest - b.latest)
}

/** How many of the trees are too old. */
const older = (trees: ReadonlyArray<Tree>, { before }: Limits): number =>
  before === undefined ? 0 : trees.filter(({ latest }) => latest < before).length

/** How many of the trees are older than the processes that may stay. */
const surplus = (trees: ReadonlyArray<Tree>, { processes }: Limits): number => {
  if (processes === undefined) return 0
  if (processes === 0) return trees.length
  return Math.max(0, [...trees.keys()].filter((at) => trees[at]?.isProcess).at(-processes) ?? 0)
}

/** The first of some numbers for which something holds that holds for all behind it; `end` if it never does. */
const first = (begin: number, end: number, holds: (at: number) => boolean): number => {
  let [low, high] = [begin, end]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
