import fc from "fast-check";
import { expect, test } from "vitest";

import { scoreBars } from "./score-bars.ts";

const reason = (points: number) => ({ factor: "exposure" as const, points, text: "", resourceKey: null });

test("bars stand end to end and the last ends at the full width", () => {
  expect(scoreBars([reason(60), reason(20)]).map(({ left, width }) => [left, width])).toEqual([
    [0, 75],
    [75, 25],
  ]);
});

test("points taken away go back", () => {
  expect(scoreBars([reason(50), reason(-10)]).map(({ left, width }) => [left, width])).toEqual([
    [0, 100],
    [80, 20],
  ]);
});

test("no bar leaves the chart, whatever the points", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 })), (points) => {
      for (const { left, width } of scoreBars(points.map(reason))) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(100.000_001);
      }
    }),
  );
});
