import { defineConfig } from "vitest/config";

export default defineConfig({
  root: `${import.meta.dirname}/../..`,
  test: {
    include: ["tests/integration/**/*.test.ts"],
    globalSetup: ["tests/support/postgres.ts"],
    setupFiles: ["tests/support/fixed-seed.ts", "tests/support/database.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One process for many files: a third of the time went into reading the same modules again for each.
    isolate: false,
    maxWorkers: 3,
    env: { LOG_LEVEL: "silent" },
  },
});
