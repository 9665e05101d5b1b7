import { expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { readUnusedRoles } from "./iam-recommendations.ts";

const member = "serviceAccount:a@acme.iam.gserviceaccount.com";
const recommended = (removedRole?: string) => ({ content: { overview: { member, removedRole } } });

test("roles that are not used are told by who holds them", async () => {
  const call = async () => ({
    recommendations: [recommended("roles/editor"), recommended(), recommended("roles/b")],
  });
  expect((await readUnusedRoles({ call })).value).toEqual(new Map([[member, ["roles/editor", "roles/b"]]]));
});

test("one that does not say whose role it is makes all of it unknown", async () => {
  const call = async () => ({ recommendations: [recommended("roles/editor"), {}] });
  expect(await readUnusedRoles({ call })).toMatchObject({ value: null, unknown: { reason: "malformed" } });
});

test("what may not be asked is unknown", async () => {
  const call = async () => {
    throw new ProviderError("denied", { service: "recommender", operation: "x" }, "no", "p");
  };
  expect(await readUnusedRoles({ call })).toMatchObject({ value: null, unknown: { permission: "p" } });
});
