import { expect, test } from "vitest";

import { openBySeverity } from "./open-by-severity.ts";

const layer = (name: "model" | "data", open: { critical: number; low: number }) => ({
  layer: name,
  score: null,
  coverage: null,
  open: { high: 0, medium: 0, info: 0, ...open },
  unknownCount: 0,
  change7: null,
  change30: null,
});

test("every severity is summed over all layers", () => {
  const layers = [layer("model", { critical: 1, low: 2 }), layer("data", { critical: 3, low: 0 })];
  expect(openBySeverity({ layers })).toEqual({ critical: 4, high: 0, medium: 0, low: 2, info: 0 });
  expect(openBySeverity({ layers: [] })).toEqual({ critical: 0, high: 0, medium: 0, low: 0, info: 0 });
});
