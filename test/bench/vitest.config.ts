import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/bench/**/*.bench.ts"],
    globalSetup: ["test/support/build.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000
  }
})
