import { expect, test } from "vitest";

import { sides } from "./sides.ts";

test.each([
  [{ x: 9, y: 0 }, "right", "left"],
  [{ x: -9, y: 5 }, "left", "right"],
  [{ x: 0, y: 5 }, "bottom", "top"],
  [{ x: 0, y: -5 }, "top", "bottom"],
])("an edge to %j leaves at the %s and arrives at the %s", (to, sourceHandle, targetHandle) => {
  expect(sides({ x: 0, y: 0 }, to)).toEqual({ sourceHandle, targetHandle });
});
