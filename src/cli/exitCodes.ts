/**
 * What the program's exit code says. 128 and a signal's number, as shells count them, say that it was
 * stopped by that signal.
 */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  degraded: 3,
  noSuchRun: 4
} as const
