import { defineConfig } from "vitest/config";

/** Apart from the unit tests: the simulator that answers are compared with reads the whole of AWS's action catalogue. */
export default defineConfig({
  test: {
    include: ["tests/iam/**/*.test.ts"],
    setupFiles: ["tests/support/fixed-seed.ts"],
    testTimeout: 120_000,
  },
});
