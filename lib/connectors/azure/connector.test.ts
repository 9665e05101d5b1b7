import { expect, test } from "vitest";

import azure from "./connector.ts";
import { operations } from "./operations.ts";
import { subscriptionScopes } from "./scopes.ts";

const permissions = [...new Set(azure.collectors.flatMap((collector) => collector.permissions))];

test("the role asks for exactly what the collectors need", () => {
  const step = azure.setup(permissions).find(({ code }) => code?.language === "json");
  expect(JSON.parse(step?.code?.text ?? "{}")).toMatchObject({ Actions: permissions, DataActions: [] });
});

test("the role reads, and changes nothing", () => {
  const changing = permissions.filter((permission) => !/\/(read|list\/action)$/.test(permission));
  expect(changing).toEqual([]);
});

test("every permission that an operation needs is asked for", () => {
  const needed = Object.values(operations).map(({ permission }) => permission);
  expect(needed.filter((permission) => !permissions.includes(permission))).toEqual([]);
});

test("a disabled subscription is not a scope, since it answers no call", async () => {
  const transport = () =>
    Promise.resolve({
      value: [
        { subscriptionId: "a", state: "Enabled" },
        { subscriptionId: "b", state: "Disabled" },
        { subscriptionId: "c", state: "Warned" },
      ],
    });
  expect(await subscriptionScopes(transport, new AbortController().signal)).toEqual([
    { account: "a", region: null },
    { account: "c", region: null },
  ]);
});

test("the client secret is the only field that is sealed", () => {
  const fields = Object.entries(azure.credentials.shape);
  const secret = fields.filter(([, field]) => JSON.stringify(metaOf(field)).includes('"secret":true'));
  expect(secret.map(([name]) => name)).toEqual(["clientSecret"]);
});

const metaOf = (field: unknown): unknown => {
  const inner = field as { meta: () => unknown; def?: { innerType?: { meta: () => unknown } } };
  return [inner.meta() ?? null, inner.def?.innerType?.meta() ?? null];
};
