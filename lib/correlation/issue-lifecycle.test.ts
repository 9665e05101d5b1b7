import fc from "fast-check";
import { expect, test } from "vitest";

import { nextLife, type IssueLife } from "./issue-lifecycle.ts";

const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index));
const runs = fc.array(fc.record({ found: fc.boolean(), changed: fc.boolean() }), { maxLength: 12 });

/** The life after each refresh, as far as the issue exists. */
function lived(refreshes: readonly { found: boolean; changed: boolean }[]): IssueLife[] {
  const lives: IssueLife[] = [];
  let life: IssueLife | null = null;
  for (const [index, { found, changed }] of refreshes.entries()) {
    if (life === null && !found) continue;
    life = nextLife(life, found, changed, day(index)).life;
    lives.push(life);
  }
  return lives;
}

test("an issue is open exactly while its path was found last", () => {
  fc.assert(
    fc.property(runs, (refreshes) => {
      const last = refreshes.at(-1);
      const life = lived(refreshes).at(-1);
      if (!last || !life) return;
      expect(life.status === "resolved").toBe(!last.found);
      expect(life.resolvedAt !== null).toBe(life.status === "resolved");
    }),
  );
});

test("it is reopened once for each time it came back, and remembers when it was first seen", () => {
  fc.assert(
    fc.property(runs, (refreshes) => {
      const life = lived(refreshes).at(-1);
      const first = refreshes.findIndex(({ found }) => found);
      const returns = refreshes.filter(
        ({ found }, index) => index > first && found && !refreshes[index - 1]?.found,
      );
      expect(life?.reopenedCount ?? 0).toBe(first < 0 ? 0 : returns.length);
      expect(life?.firstSeenAt ?? null).toEqual(first < 0 ? null : day(first));
    }),
  );
});

test("the same refresh twice is one", () => {
  const { life } = nextLife(null, true, false, day(0));
  expect(nextLife(life, true, false, day(1))).toEqual({ life, transition: "unchanged" });
  const resolved = nextLife(life, false, false, day(2)).life;
  expect(nextLife(resolved, false, false, day(3))).toEqual({ life: resolved, transition: "unchanged" });
});

test("work in progress stays in progress while the path is there", () => {
  const { life } = nextLife(null, true, false, day(0));
  const working: IssueLife = { ...life, status: "in-progress" };
  expect(nextLife(working, true, true, day(1))).toMatchObject({
    life: { status: "in-progress" },
    transition: "updated",
  });
  expect(nextLife(working, false, false, day(1)).transition).toBe("resolved");
});
