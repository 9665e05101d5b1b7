import { expect, test } from "vitest";
import { z } from "zod";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { detail, detailList } from "./detail.ts";

const call = { service: "iam", operation: "roles.get" };
const answering = (answer: () => unknown) => ({ call: async () => answer() });
const failing = (reason: ProviderError["reason"]) =>
  answering(() => {
    throw new ProviderError(reason, call, "no", "iam.roles.get");
  });

test("an answer is its value", async () => {
  const told = await detail(
    answering(() => ({ a: 1 })),
    call,
    {},
    z.object({ a: z.number() }),
  );
  expect(told).toEqual({ value: { a: 1 }, unknown: null });
});

test("what is not there is nothing, and known to be", async () => {
  expect(await detail(failing("not-found"), call, {}, z.unknown())).toEqual({ value: null, unknown: null });
});

test("a denied detail is unknown, with the permission that would tell", async () => {
  expect((await detail(failing("denied"), call, {}, z.unknown())).unknown).toMatchObject({
    reason: "denied",
    call: "iam:roles.get",
    permission: "iam.roles.get",
  });
});

test("one record that does not fit makes the list unknown, for an incomplete list proves nothing", async () => {
  const source = answering(() => ({ roles: [{ name: "a" }, { name: 1 }] }));
  const told = await detailList(source, { ...call, field: "roles" }, {}, z.object({ name: z.string() }));
  expect(told).toMatchObject({ value: null, unknown: { reason: "malformed" } });
});

test("an expired credential is thrown, for no other call would survive it", async () => {
  await expect(detail(failing("expired-credentials"), call, {}, z.unknown())).rejects.toThrow("no");
});
