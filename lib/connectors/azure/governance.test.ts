import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  idOf,
  list,
  subscription,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { budgets } from "./budgets.ts";
import { defenderFindings } from "./defender-findings.ts";
import { policyAssignments } from "./policy-assignments.ts";
import { sensitivityLabels } from "./sensitivity-labels.ts";

describe("a budget", () => {
  const told80 = { a: { enabled: true, threshold: 80, contactEmails: ["a@example.com"] } };
  const budget = async (properties: object) => {
    const answer = list({
      id: `/subscriptions/${subscription}/providers/Microsoft.Consumption/budgets/b`,
      name: "b",
      properties,
    });
    return (await collectAzure(budgets, { "Microsoft.Consumption/Budgets_List": answer })).get("b").facets;
  };
  const about = (name: string, ...values: string[]) => ({ dimensions: { name, operator: "In", values } });
  test.each<[string, object, object]>([
    ["over everything, and told", { notifications: told80 }, { notifies: true, coversAi: true }],
    [
      "told to nobody",
      { notifications: { a: { enabled: true, threshold: 80, contactEmails: [] } } },
      { notifies: false },
    ],
    ["whose alert is off", { notifications: { a: { ...told80.a, enabled: false } } }, { notifies: false }],
    [
      "told to a role",
      { notifications: { a: { enabled: true, contactRoles: ["Owner"] } } },
      { notifies: true },
    ],
    [
      "over AI services",
      { filter: about("ServiceName", "Cognitive Services"), notifications: told80 },
      { coversAi: true },
    ],
    [
      "over something else",
      { filter: about("ServiceName", "Virtual Machines"), notifications: told80 },
      { coversAi: false },
    ],
    [
      "over AI services in one group",
      { filter: { and: [about("ServiceName", "Cognitive Services"), about("ResourceGroupName", "rg")] } },
      { coversAi: true },
    ],
    ["over one group", { filter: about("ResourceGroupName", "rg") }, { coversAi: false }],
    ["over a tag", { filter: { tags: { name: "team", values: ["ai"] } } }, { coversAi: false }],
  ])("%s", async (_, properties, facets) => {
    expect(await budget(properties)).toMatchObject(facets);
  });
});

describe("policy assignments", () => {
  const id =
    "/providers/Microsoft.Management/managementGroups/root/providers/Microsoft.Authorization/policyAssignments/Keys";
  const collect = (given: Answers = {}) =>
    collectAzure(policyAssignments, {
      "Microsoft.Authorization/PolicyAssignments_List": list({
        id,
        name: "Keys",
        properties: {
          displayName: "No keys",
          policyDefinitionId: "/P",
          scope: "/providers/Microsoft.Management/managementGroups/root",
          enforcementMode: "DoNotEnforce",
        },
      }),
      "Microsoft.ResourceGraph/Resources": {
        data: [
          { assignment: id.toLowerCase(), state: "Compliant", resources: 3 },
          { assignment: id.toLowerCase(), state: "NonCompliant", resources: 2 },
          { assignment: "/other", state: "NonCompliant", resources: 9 },
        ],
      },
      ...given,
    });
  test("made above the subscription are told in it, with how AI resources comply", async () => {
    const { get } = await collect();
    expect(get("No keys")).toMatchObject({
      key: `/subscriptions/${subscription}${id}`.toLowerCase(),
      properties: { compliantAiResources: 3, nonCompliantAiResources: 2, enforcementMode: "DoNotEnforce" },
      facets: { enforced: false, coversAi: true },
    });
  });
  test("whose states may not be read are not told to be about something else", async () => {
    const { get, outcome } = await collect({ "Microsoft.ResourceGraph/Resources": denied("policyStates") });
    expect(outcome.state).toBe("complete");
    expect(get("No keys").unknown).toHaveProperty(["facets.coversAi"]);
  });
});

test("what Defender finds is told for AI resources, and an alert whether it is about one", async () => {
  const account = idOf("Microsoft.CognitiveServices/accounts", "AOAI").toLowerCase();
  const { resources, relationships } = await collectAzure(defenderFindings, {
    "Microsoft.ResourceGraph/Resources": ({ body }) =>
      JSON.stringify(body).includes("assessments")
        ? {
            data: [
              {
                id: `${account}/providers/microsoft.security/assessments/A1`,
                displayName: "Keys should be off",
                severity: "Medium",
                target: account,
                cause: "",
              },
              {
                id: "/x",
                severity: "High",
                target: "/subscriptions/s/providers/microsoft.compute/virtualmachines/vm",
              },
            ],
          }
        : {
            data: [
              {
                id: `/subscriptions/${subscription}/providers/Microsoft.Security/locations/we/alerts/1`,
                displayName: "A jailbreak attempt",
                alertType: "AI.Azure_Jailbreak.ContentFiltering.BlockedAttempt",
                severity: "Medium",
                status: "Active",
                intent: "PrivilegeEscalation",
                startedAt: "2026-01-01T00:00:00Z",
                entity: account,
              },
            ],
          },
  });
  expect(resources.map(({ type, name, properties }) => [type, name, properties])).toEqual([
    [
      "azure.security.assessment",
      "Keys should be off",
      { severity: "Medium", targetKey: account, cause: null },
    ],
    [
      "azure.security.alert",
      "A jailbreak attempt",
      {
        kind: "AI.Azure_Jailbreak.ContentFiltering.BlockedAttempt",
        severity: "Medium",
        status: "Active",
        intent: "PrivilegeEscalation",
        startedAt: "2026-01-01T00:00:00Z",
        entityKey: account,
        aboutAi: true,
      },
    ],
  ]);
  expect(relationships).toEqual([
    { from: account, kind: "monitored-by", to: `${account}/providers/microsoft.security/assessments/a1` },
  ]);
});

test("a label is told with its rank and what it does", async () => {
  const { resources } = await collectAzure(sensitivityLabels, {
    "Microsoft.Graph/SensitivityLabels_List": list({
      id: "L1",
      name: "Confidential",
      displayName: null,
      priority: 2,
      isEnabled: true,
      hasProtection: true,
      applicableTo: "email, file",
    }),
  });
  expect(resources.map(({ name, properties }) => [name, properties])).toEqual([
    ["Confidential", { rank: 2, enabled: true, encrypts: true, appliesTo: ["email", "file"] }],
  ]);
});
