import { expect, test } from "vitest";

import type { ExceptionView } from "#lib/contract/remediation.ts";

import { partExceptions } from "./exception-look.ts";

const exception = (id: string, part: Partial<ExceptionView>): ExceptionView => ({
  id,
  state: "requested",
  reason: "risk-accepted",
  comment: "The sandbox holds no data",
  requestedBy: { id: "u1", name: "Eli" },
  requestedAt: "2026-01-01T00:00:00.000Z",
  expiresAt: "2026-06-01T00:00:00.000Z",
  decidedBy: null,
  decidedAt: null,
  decision: null,
  mayDecide: false,
  finding: {
    id: "f1",
    checkId: "data-store/private",
    title: "Bucket is private",
    severity: "high",
    layer: "data",
    reason: "Anybody may read it",
    resourceName: "claims",
  },
  ...part,
});

test("a request stands where its reader can act on it, and exactly once", () => {
  const parts = partExceptions([
    exception("own", {}),
    exception("to-decide", { mayDecide: true }),
    exception("old", { state: "denied" }),
  ]);
  const ids = Object.values(parts).map((part) => part.map(({ id }) => id));
  expect(ids).toEqual([["to-decide"], ["own"], ["old"]]);
});
