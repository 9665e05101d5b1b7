import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  group,
  idOf,
  list,
  subscription,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { diagnosticSettings } from "./diagnostic-settings.ts";

const target = { id: idOf("Microsoft.CognitiveServices/accounts", "AOAI"), location: "swedencentral" };
const workspace = `${group}/providers/Microsoft.OperationalInsights/workspaces/Log`;
type Log = { category?: string | null; categoryGroup?: string | null; enabled: boolean };
const on = (category: string): Log => ({ category, categoryGroup: null, enabled: true });
const groupOn = (categoryGroup: string): Log => ({ category: null, categoryGroup, enabled: true });
const off = (log: Log): Log => ({ ...log, enabled: false });
const setting = (name: string, logs: Log[] | null, properties: object = {}) => ({
  id: `${target.id}/providers/Microsoft.Insights/diagnosticSettings/${name}`,
  type: "Microsoft.Insights/diagnosticSettings",
  name,
  location: null,
  kind: null,
  tags: null,
  properties: {
    storageAccountId: null,
    serviceBusRuleId: null,
    workspaceId: workspace,
    eventHubAuthorizationRuleId: null,
    eventHubName: null,
    metrics: [{ category: "AllMetrics", enabled: true, retentionPolicy: { enabled: false, days: 0 } }],
    logs,
    logAnalyticsDestinationType: null,
    ...properties,
  },
  identity: null,
});
const collect = (given: Answers, targets: object[] = [target]) =>
  collectAzure(diagnosticSettings, {
    "Microsoft.ResourceGraph/Resources": () => ({ data: targets }),
    ...given,
  });
const settings = (...raw: object[]) => ({ "Microsoft.Insights/DiagnosticSettings_List": list(...raw) });

test("a setting told in full becomes one log of its target", async () => {
  const { resources, relationships, outcome } = await collect(
    settings(setting("To-Log", [on("RequestResponse"), off(on("Trace")), groupOn("audit")])),
  );
  expect(outcome.state).toBe("complete");
  expect(resources).toEqual([
    {
      key: `${target.id}/providers/microsoft.insights/diagnosticsettings/to-log`.toLowerCase(),
      type: "azure.monitor.diagnostic-setting",
      name: "To-Log",
      account: subscription,
      region: "swedencentral",
      tags: {},
      properties: {
        targetId: target.id.toLowerCase(),
        categories: ["RequestResponse", "audit"],
        destinations: [workspace.toLowerCase()],
      },
      facets: { enabled: true, dataEvents: true, retentionDays: null, customerKey: true },
    },
  ]);
  expect(told(relationships)).toEqual([
    "microsoft.cognitiveservices/accounts/aoai logs-to microsoft.cognitiveservices/accounts/aoai/providers/microsoft.insights/diagnosticsettings/to-log",
  ]);
});

describe("what a setting sends", () => {
  test.each<[string, Log[] | null, boolean, boolean, string[]]>([
    ["every category", [groupOn("allLogs")], true, true, ["allLogs"]],
    ["the audit group", [groupOn("audit")], true, true, ["audit"]],
    ["requests", [on("RequestResponse")], true, true, ["RequestResponse"]],
    ["use of Azure OpenAI", [on("AzureOpenAIRequestUsage")], true, true, ["AzureOpenAIRequestUsage"]],
    ["operations of a search service", [on("OperationLogs")], true, true, ["OperationLogs"]],
    [
      "calls of a gateway",
      [on("GatewayLogs"), on("GatewayLlmLogs")],
      true,
      true,
      ["GatewayLogs", "GatewayLlmLogs"],
    ],
    ["reads of secrets", [on("AuditEvent")], true, true, ["AuditEvent"]],
    ["something beside data", [on("Trace")], true, false, ["Trace"]],
    ["both groups, both off", [off(groupOn("allLogs")), off(groupOn("audit"))], false, false, []],
    [
      "all categories, all off",
      [off(on("RequestResponse")), off(on("Trace")), off(on("Audit"))],
      false,
      false,
      [],
    ],
    [
      "the group off and one category on",
      [off(groupOn("allLogs")), on("RequestResponse")],
      true,
      true,
      ["RequestResponse"],
    ],
    ["metrics only", [], false, false, []],
    ["metrics only, as null", null, false, false, []],
    ["a log that has no name", [{ enabled: true }], false, false, []],
  ])("%s", async (_, logs, enabled, dataEvents, categories) => {
    const { resources, relationships } = await collect(settings(setting("d", logs)));
    expect(resources[0]).toMatchObject({ facets: { enabled, dataEvents }, properties: { categories } });
    expect(relationships).toHaveLength(enabled ? 1 : 0);
  });
});

describe("where a setting sends it", () => {
  test.each([
    ["a workspace", {}, [workspace]],
    ["a storage account", { workspaceId: null, storageAccountId: "/SUB/St" }, ["/sub/st"]],
    ["an event hub", { workspaceId: null, eventHubAuthorizationRuleId: "/EH/rule" }, ["/eh/rule"]],
    ["a partner", { workspaceId: null, marketplacePartnerId: "/Partner" }, ["/partner"]],
    [
      "all of them",
      { storageAccountId: "/st", eventHubAuthorizationRuleId: "/eh", marketplacePartnerId: "/p" },
      [workspace, "/st", "/eh", "/p"],
    ],
    ["nowhere", { workspaceId: null }, []],
    ["nowhere, in empty words", { workspaceId: "", storageAccountId: "" }, []],
  ])("%s", async (_, properties, destinations) => {
    const { resources } = await collect(settings(setting("d", [on("Audit")], properties)));
    expect(resources[0]?.properties).toMatchObject({
      destinations: destinations.map((each) => each.toLowerCase()),
    });
  });
});

test("several settings of one target are several logs, and only those that send are its logs", async () => {
  const { resources, relationships } = await collect(
    settings(
      setting("a", [on("RequestResponse")]),
      setting("b", [off(on("Audit"))]),
      setting("c", [groupOn("allLogs")]),
    ),
  );
  expect(resources.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(relationships.map(({ to }) => to.slice(-2))).toEqual(["/a", "/c"]);
});

test("no setting is no resource, and no gap", async () => {
  const { outcome, resources } = await collect(settings());
  expect(outcome).toMatchObject({ state: "complete", resourceCount: 0 });
  expect(resources).toEqual([]);
});

test("the targets are asked for by type, in one query", async () => {
  const { calls } = await collect(settings());
  const query = JSON.stringify(calls[0]?.input);
  for (const type of [
    "cognitiveservices/accounts",
    "search/searchservices",
    "apimanagement/service",
    "machinelearningservices/workspaces",
    "keyvault/vaults",
  ])
    expect(query).toContain(`microsoft.${type}`);
});

describe("what could not be read", () => {
  const others = ["a", "b", "c"].map((name) => ({
    id: idOf("Microsoft.Search/searchServices", name),
    location: "westeurope",
  }));
  const failingOne = (failure: object) =>
    collect(
      {
        "Microsoft.Insights/DiagnosticSettings_List": ({ id }) =>
          String(id).endsWith("/b")
            ? failure
            : list({ ...setting("d", [on("OperationLogs")]), id: `${String(id)}/d` }),
      },
      others,
    );

  test("one denied target ends the collection as denied, after the others were read", async () => {
    const { outcome, resources } = await failingOne(denied("Microsoft.Insights/diagnosticSettings/read"));
    expect(outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "Microsoft.Insights/diagnosticSettings/read" },
    });
    expect(resources).toHaveLength(2);
  });

  test("one target deleted meanwhile is no gap", async () => {
    expect((await failingOne({ fails: "not-found" })).outcome.state).toBe("complete");
  });

  test("one throttled target ends the collection as failed", async () => {
    expect((await failingOne({ fails: "throttled" })).outcome).toMatchObject({
      state: "failed",
      unknown: { reason: "throttled" },
    });
  });

  test("an expired credential ends the sync", async () => {
    await expect(failingOne({ fails: "expired-credentials" })).rejects.toMatchObject({
      reason: "expired-credentials",
    });
  });

  test("a setting in another shape is counted, and hides no other", async () => {
    const { outcome, resources } = await collect(
      settings(setting("odd", [{ category: "x" } as unknown as Log]), setting("d", [on("Audit")])),
    );
    expect(resources.map(({ name }) => name)).toEqual(["d"]);
    expect(outcome.unparsed[0]?.message).toContain("logs.0.enabled");
    expect(outcome.state).not.toBe("complete");
  });
});
