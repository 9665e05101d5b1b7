import { expect, test } from "vitest";

import { forgetExpired } from "#lib/access/forget-expired.ts";
import { startSession } from "#lib/access/start-session.ts";
import { findSession } from "#lib/access/find-session.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

test("what can still be used is kept, what cannot goes after its time", async () => {
  const { organizationId, actor } = await createOrganization();
  const key = await startSession(actor.id, organizationId, { address: "192.0.2.1", userAgent: "test" });
  await systemDb().idempotentAnswer.create({
    data: { organizationId, actorId: actor.id, key: "k", requestHash: "h" },
  });
  await systemDb().signInLimit.create({
    data: { key: "account:x", points: 3, expire: BigInt(inDays(0.01).getTime()) },
  });
  const left = async () => [
    await systemDb().idempotentAnswer.count(),
    await systemDb().signInLimit.count(),
    await systemDb().session.count(),
  ];
  await forgetExpired(new Date());
  expect(await left()).toEqual([1, 1, 1]);
  expect(await findSession(key)).not.toBeNull();
  await forgetExpired(inDays(1.1));
  expect(await left()).toEqual([0, 0, 1]);
  await forgetExpired(inDays(2));
  expect(await left()).toEqual([0, 0, 0]);
});
