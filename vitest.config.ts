import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    maxWorkers: "100%",
    setupFiles: ["tests/support/fixed-seed.ts"],
    // Ends what hangs. How fast a test is says nothing on a busy machine, so no test has a tighter limit.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,components}/**/*.test.ts", "tests/{architecture,content,iac}/**/*.test.ts"],
          // One process for many files: most of the time went into reading the same modules again for each.
          isolate: false,
        },
      },
      {
        extends: true,
        // These change what they run in: the document, the process, its environment.
        test: { name: "isolated", include: ["components/**/*.test.tsx", "{bin,scripts,demo}/**/*.test.ts"] },
      },
    ],
  },
});
