import { expect, test } from "vitest";

import { answersOf } from "#lib/permissions/aws/answers.ts";
import { hasBit } from "#lib/permissions/aws/bits.ts";
import { randomFrom } from "#tests/factories/random.ts";
import { randomAwsEstate } from "./random-aws-estate.ts";

const estateCount = 25;

test("what is decided by sets is what deciding each ask by itself would say", () => {
  const random = randomFrom(7);
  const seen = { allowed: 0, maybe: 0, denied: 0 };
  for (let index = 0; index < estateCount; index++) {
    const answers = answersOf(randomAwsEstate(random));
    const { estate, asks } = answers;
    const differing: string[] = [];
    for (const caller of estate.callers) {
      const { yes, may } = answers.of(caller);
      for (const ask of asks.asks.keys()) {
        const decision = answers.decide(caller, ask);
        seen[decision.verdict]++;
        const perhaps = hasBit(may, ask) ? "maybe" : "denied";
        const verdict = hasBit(yes, ask) ? "allowed" : perhaps;
        if (verdict !== decision.verdict)
          differing.push(
            `${caller.key} ${asks.actions[asks.asks[ask]?.action ?? 0]} ${asks.asks[ask]?.arn}: ${verdict}, decided ${decision.verdict} by ${JSON.stringify(decision.deciding)}`,
          );
      }
    }
    expect(differing.slice(0, 3), `estate ${index}, ${differing.length} in all`).toEqual([]);
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(500);
});
