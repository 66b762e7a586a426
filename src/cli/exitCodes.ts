/**
 * What the program's exit code says. A stop by a signal is 128 and the signal's number, as shells have it.
 */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  degraded: 3,
  noSuchRun: 4,
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143
} as const
