import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "{lib,components,scripts,bin,demo}/**/*.test.{ts,tsx}",
            "tests/architecture/**/*.test.ts",
            "tests/content/**/*.test.ts",
          ],
        },
      },
    ],
  },
});
