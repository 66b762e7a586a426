import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    setupFiles: ["test/support/errorEquality.ts"],
    reporters: ["default", "test/support/countReporter.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most tests wait for a child or a disk, so none of the processors is kept for the runner.
    maxWorkers: availableParallelism(),
    minWorkers: 1
  }
})
