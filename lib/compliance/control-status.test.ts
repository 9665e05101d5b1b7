import { expect, test } from "vitest";

import { statusOfControl, type ControlFacts } from "./control-status.ts";

const facts = (changes: Partial<ControlFacts> = {}): ControlFacts => ({
  openCount: 0,
  exceptedCount: 0,
  passCount: 0,
  unknownCount: 0,
  uncollectedCount: 0,
  wantsAttestation: false,
  isAttested: false,
  ...changes,
});
const statusOf = (changes: Partial<ControlFacts>) => statusOfControl(facts(changes))[0];

test.each<[string, Partial<ControlFacts>]>([
  ["failing", { openCount: 1, passCount: 9, isAttested: true }],
  ["failing", { openCount: 1, unknownCount: 3 }],
  ["incomplete", { unknownCount: 1, passCount: 9 }],
  ["incomplete", { uncollectedCount: 1, passCount: 9 }],
  ["incomplete", { uncollectedCount: 1 }],
  ["incomplete", { exceptedCount: 1, passCount: 9 }],
  ["passing", { passCount: 1 }],
  ["incomplete", { passCount: 1, wantsAttestation: true }],
  ["attested", { passCount: 1, wantsAttestation: true, isAttested: true }],
  ["attested", { exceptedCount: 2, isAttested: true }],
  ["attested", { wantsAttestation: true, isAttested: true }],
  ["not-assessed", {}],
  ["not-assessed", { wantsAttestation: true }],
])("is %s with %o", (expected, changes) => {
  expect(statusOf(changes)).toBe(expected);
});

test("no attestation stands over what is open or was not decided", () => {
  for (const changes of [{ openCount: 1 }, { unknownCount: 1 }, { uncollectedCount: 1 }])
    expect(statusOf({ ...changes, passCount: 5, isAttested: true })).not.toBe("attested");
});

test("nothing passes while anything is unknown, not collected, excepted or open", () => {
  for (const openCount of [0, 1])
    for (const unknownCount of [0, 1])
      for (const uncollectedCount of [0, 1])
        for (const exceptedCount of [0, 1]) {
          const status = statusOf({ openCount, unknownCount, uncollectedCount, exceptedCount, passCount: 1 });
          expect(status === "passing").toBe(
            openCount + unknownCount + uncollectedCount + exceptedCount === 0,
          );
        }
});
