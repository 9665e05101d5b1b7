import { expect, test } from "vitest";

import { runCollection } from "#lib/connectors/run-collection.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { adminRulePermission } from "./admin-rules.ts";
import azure from "./connector.ts";
import { AzureCredentials } from "./open-connection.ts";
import { operations } from "./operations.ts";
import { isAction, purviewReader } from "./permission-kinds.ts";
import { subscriptionScopes } from "./scopes.ts";

const permissions = [...new Set(azure.collectors.flatMap((collector) => collector.permissions))];

test("the role asks for exactly what the collectors need", () => {
  const step = azure.setup(permissions).find(({ code }) => code?.language === "json");
  const Actions = permissions.filter(isAction);
  expect(JSON.parse(step?.code?.text ?? "{}")).toMatchObject({ Actions, DataActions: [] });
  const rest = azure.setup(permissions).map(({ code }) => code?.text ?? "");
  for (const permission of permissions.filter((name) => !isAction(name)))
    expect(rest.filter((text) => text.includes(permission))).toHaveLength(1);
});

test("the role reads, and changes nothing", () => {
  // A listing by POST, which Azure has no word for that tells as much.
  const listings = new Set([purviewReader, adminRulePermission]);
  const changing = permissions.filter(
    (name) => !listings.has(name) && !/\/(read|list\/action)$|\.Read(Basic)?(\.All|\.Directory)?$/.test(name),
  );
  expect(changing).toEqual([]);
});

test("every permission that an operation needs is asked for", () => {
  // What a store holds is read only where its owner grants that by hand.
  const needed = Object.values(operations).flatMap(({ permission, sample }) => (sample ? [] : permission));
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

test("the client secret is the only field that is sealed, and every field says what it is", () => {
  const fields = Object.entries(AzureCredentials.shape);
  expect(fields.filter(([, field]) => field.meta()?.["secret"] === true).map(([name]) => name)).toEqual([
    "clientSecret",
  ]);
  for (const [, field] of fields) expect(field.meta()?.title).toMatch(/\w/);
});

const denyingOne: Transport = (call) => {
  const denied = String(call.input["id"]).endsWith("/b");
  if (call.operation === "Resources") return Promise.resolve({ data: ["a", "b", "c"].map(accountNamed) });
  if (call.operation === "DiagnosticSettings_List" || denied)
    return Promise.reject(new ProviderError("denied", call, "AuthorizationFailed", "the missing action"));
  return Promise.resolve({ value: [] });
};
const accountNamed = (name: string) => ({
  id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/${name}`,
  name,
  kind: "OpenAI",
  properties: {},
});
async function run(collectorId: string) {
  const collector = azure.collectors.find(({ id }) => id === collectorId);
  if (!collector) throw new Error(`no collector ${collectorId}`);
  const resources: Resource[] = [];
  const scope = { account: "s", region: null };
  const outcome = await runCollection(denyingOne, collector, scope, new AbortController().signal, (batch) => {
    resources.push(...batch.resources);
  });
  return { outcome, resources };
}

test("denied diagnostic settings fail no collection of accounts; each account says that it does not know", async () => {
  const { outcome, resources } = await run("ai-accounts");
  expect(outcome.state).toBe("complete");
  expect(resources.map(({ unknown }) => unknown?.["facets.logsRequests"]?.reason)).toEqual([
    "denied",
    "denied",
    "denied",
  ]);
});

test("deployments that may not be listed end their collection as denied, so that nothing is swept", async () => {
  const { outcome } = await run("ai-deployments");
  expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "the missing action" } });
});
