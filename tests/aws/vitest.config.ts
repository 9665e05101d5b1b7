import { defineConfig } from "vitest/config";

/** Apart from the other tests: it needs Python, and installs the AWS stand-in on its first run. */
export default defineConfig({
  test: {
    include: ["tests/aws/**/*.test.ts"],
    globalSetup: ["tests/aws/moto-server.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
