import { defineConfig } from "vitest/config";

export default defineConfig({
  root: `${import.meta.dirname}/../..`,
  test: {
    include: ["tests/e2e/**/*.test.ts"],
    globalSetup: ["tests/e2e/harness/global-setup.ts"],
    setupFiles: ["tests/e2e/harness/environment.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Tests mostly wait for pages.
    maxWorkers: 4,
  },
});
