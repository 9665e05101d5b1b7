import { describe, expect, test } from "vitest";

import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { AzureCredentials, openConnection, toConnectionError, verified } from "./open-connection.ts";

const signal = new AbortController().signal;
const first = "00000000-0000-4000-8000-000000000001";
const second = "00000000-0000-4000-8000-000000000002";
const listing =
  (...ids: string[]): Transport =>
  () =>
    Promise.resolve({ value: ids.map((subscriptionId) => ({ subscriptionId, state: "Enabled" })) });

const list = (transport: Transport) =>
  transport(
    {
      account: "tenant",
      region: null,
      service: "Microsoft.Resources",
      operation: "Subscriptions_List",
      input: {},
    },
    signal,
  );

test("a connection narrowed to one subscription sees no other", async () => {
  const transport = await verified(listing(first, second), [second], signal);
  expect(await list(transport)).toMatchObject({ value: [{ subscriptionId: second }] });
});

test("a credential that reads nothing is refused with what to grant", async () => {
  await expect(verified(listing(), [], signal)).rejects.toMatchObject({
    name: "ConnectionError",
    remedy: expect.stringContaining("custom role"),
  });
});

test("a subscription that was named and cannot be read is refused", async () => {
  await expect(verified(listing(first), [second], signal)).rejects.toThrow(/none of the subscriptions/);
});

describe("Entra's codes become what to change", () => {
  test.each([
    ["AADSTS7000215: Invalid client secret provided.", "secret's value"],
    ["AADSTS7000222: The provided client secret keys are expired.", "expired"],
    ["AADSTS700016: Application was not found in the directory.", "no such application"],
    ["AADSTS90002: Tenant not found.", "no such tenant"],
    ["ChainedTokenCredential authentication failed.", "managed identity"],
    ["getaddrinfo ENOTFOUND management.azure.com", "reaches"],
  ])("%s", (message, remedy) => {
    expect(toConnectionError(new Error(message)).remedy).toContain(remedy);
  });
});

test("a denied listing names the action to grant", () => {
  const call = { service: "Microsoft.Resources", operation: "Subscriptions_List" };
  const denied = new ProviderError("denied", call, "no", "Microsoft.Resources/subscriptions/read");
  expect(toConnectionError(denied).remedy).toContain("Microsoft.Resources/subscriptions/read");
});

test("a secret without its application is told before any call", async () => {
  await expect(openConnection({ tenantId: first, clientSecret: "s" }, signal)).rejects.toThrow(
    ConnectionError,
  );
});

describe("the resource manager's address", () => {
  test.each([
    ["https://management.usgovcloudapi.net", true],
    ["http://127.0.0.1:8080", true],
    ["http://169.254.169.254", false],
    ["http://management.azure.com", false],
    ["file:///etc/passwd", false],
  ])("%s is accepted: %s", (endpoint, accepted) => {
    expect(AzureCredentials.safeParse({ tenantId: first, endpoint }).success).toBe(accepted);
  });
});

describe("a form's empty and listed fields", () => {
  test.each([
    [{ clientId: "", clientSecret: "", subscriptionIds: "", endpoint: "", authorityHost: "" }, true],
    [{ subscriptionIds: `${first}, ${second}` }, true],
    [{ subscriptionIds: "my-subscription" }, false],
    [{ clientId: "my-app" }, false],
    [{ authorityHost: "http://login.example" }, false],
  ])("%j is accepted: %s", (given, accepted) => {
    expect(AzureCredentials.safeParse({ tenantId: first, ...given }).success).toBe(accepted);
  });
});
