import { expect, test } from "vitest";

import { expiryFrom, isAlive } from "./session-life.ts";

const start = new Date("2026-01-01T08:00:00Z");
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000);
const session = { seenAt: start, expiresAt: expiryFrom(start), revokedAt: null };

test("a session in use lives until its twelfth hour", () => {
  expect(isAlive({ ...session, seenAt: after(11.9) }, after(11.99))).toBe(true);
  expect(isAlive({ ...session, seenAt: after(11.9) }, after(12))).toBe(false);
});

test("two idle hours end a session", () => {
  expect(isAlive(session, after(1.99))).toBe(true);
  expect(isAlive(session, after(2))).toBe(false);
});

test("a revoked session is dead at once", () => {
  expect(isAlive({ ...session, revokedAt: start }, start)).toBe(false);
});
