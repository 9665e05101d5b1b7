import { expect, test } from "vitest";

import { normalizeActionGroup } from "./bedrock-action-group-record.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:claim-actions";
const normalized = (more: object) =>
  normalizeActionGroup(
    {
      agentActionGroup: {
        actionGroupId: "CLAIMACT01",
        actionGroupName: "claim-actions",
        actionGroupState: "ENABLED",
        actionGroupExecutor: { lambda: `${lambda}:live` },
        ...more,
      },
    },
    "CLAIMSAG01",
    scope,
  );
const functions = (...all: [string, string?][]) => ({
  functionSchema: {
    functions: all.map(([name, requireConfirmation]) => ({
      name,
      ...(requireConfirmation ? { requireConfirmation } : {}),
    })),
  },
});

test("a function that changes something and asks nobody is named", () => {
  const [tool] = normalized(functions(["getClaimStatus"], ["approvePayout", "DISABLED"])).resources;
  expect(tool?.facets).toMatchObject({ changesState: true, requiresConfirmation: false });
  expect(tool?.properties).toMatchObject({ unconfirmedFunctions: ["approvePayout"] });
});

test("confirmation of every change is confirmation; reads need none", () => {
  const [tool] = normalized(
    functions(["getClaimStatus", "DISABLED"], ["approvePayout", "ENABLED"]),
  ).resources;
  expect(tool?.facets).toMatchObject({ changesState: true, requiresConfirmation: true });
});

test("one confirmed change does not cover another", () => {
  const [tool] = normalized(functions(["approvePayout", "ENABLED"], ["closeClaim"])).resources;
  expect(tool?.properties).toMatchObject({ unconfirmedFunctions: ["closeClaim"] });
});

test("an OpenAPI schema is read by method and by Bedrock's confirmation mark", () => {
  const payload = JSON.stringify({
    openapi: "3.0.0",
    paths: {
      "/claims/{id}": {
        parameters: [],
        get: { operationId: "getClaim" },
        delete: { operationId: "dropClaim" },
      },
      "/payouts": { post: { "x-requireConfirmation": "ENABLED" } },
    },
  });
  const [tool] = normalized({ apiSchema: { payload } }).resources;
  expect(tool?.properties).toMatchObject({
    functions: ["getClaim", "dropClaim", "POST /payouts"],
    unconfirmedFunctions: ["dropClaim"],
  });
});

test.each([
  { s3: { s3BucketName: "schemas", s3ObjectKey: "a.json" } },
  { payload: "openapi: 3.0.0\npaths: {}" },
])("a schema that cannot be read (%o) is unknown, not harmless", (apiSchema) => {
  const [tool] = normalized({ apiSchema }).resources;
  expect(tool?.facets).not.toHaveProperty("changesState");
  expect(tool?.unknown?.["facets.changesState"]?.reason).toBe("unsupported");
});

test("it invokes the function behind whatever alias is named", () => {
  expect(normalized({}).relationships.map(({ kind, to }) => `${kind} ${to}`)).toEqual([`invokes ${lambda}`]);
});

test("a built-in tool invokes nothing of the customer's", () => {
  const builtIn = { parentActionSignature: "AMAZON.UserInput", actionGroupExecutor: undefined };
  expect(normalized(builtIn).relationships).toEqual([]);
});
