import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";

import { newId } from "./id.ts";

const moment = fc.date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });

test("is a version 7 UUID that says when it was made", () => {
  fc.assert(
    fc.property(moment, (at) => {
      const id = newId(at);
      expect(z.uuidv7().safeParse(id).success).toBe(true);
      expect(parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at.getTime());
    }),
  );
});

test("one made a millisecond later sorts later, as text", () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 1_000_000_000 }), (at, later) => {
      expect(newId(at) < newId(new Date(at.getTime() + later))).toBe(true);
    }),
  );
});

test("ten thousand of one instant are ten thousand", () => {
  const at = new Date();
  expect(new Set(Array.from({ length: 10_000 }, () => newId(at))).size).toBe(10_000);
});
