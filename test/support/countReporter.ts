import type { Reporter, TestModule } from "vitest/node"

/** Ends the run with one line that any tool can read: `N passed, N failed, N skipped`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++
      if (module.state() === "failed" && module.errors().length > 0) count.failed++
    }
    const failed = count.failed + errors.length
    process.on("exit", () => {
      process.stdout.write(
        `${count.passed} passed, ${failed} failed, ${count.skipped + count.pending} skipped\n`
      )
    })
  }
}
