import { expect, test } from "vitest";

import azureConnector from "#lib/connectors/azure/connector.ts";
import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { azurermKinds } from "#lib/infrastructure/azure/azurerm.ts";
import { valueAt } from "#lib/infrastructure/record.ts";
import { subscription } from "./rows/azure/arm.ts";
import { azureRows as rows } from "./rows/azure/rows.ts";
import {
  differences,
  findingsAt,
  toldAfterAll,
  verdictsOfPlan,
  verdictsOfRecording,
} from "./rows/compared.ts";
import { recorded } from "./rows/recorded.ts";
import type { Answer, Row } from "./rows/row.ts";

const ofTheTenant: readonly Answer[] = [
  [
    "Microsoft.Resources:Subscriptions_List",
    {},
    { value: [{ subscriptionId: subscription, state: "Enabled" }] },
  ],
];
const resources = rows.flatMap((row) => row.resources ?? []);
/** The Resource Graph tells of everything by its type; what else is listed is empty. */
function otherwise({ service, operation, input }: ProviderCall): object | null {
  if (service === "Microsoft.ResourceGraph" && operation === "Resources") {
    if (JSON.stringify(input).includes("isnotempty(identity.principalId)"))
      return { data: resources.filter((one) => valueAt(one, "identity", "principalId") !== undefined) };
    const types = /\| where type (?:=~|in~) *(\([^)]*\)|'[^']*')/.exec(JSON.stringify(input))?.[1] ?? "";
    return { data: resources.filter((one) => types.includes(`'${String(Reflect.get(one, "type"))}'`)) };
  }
  return /_List/.test(operation) &&
    /^search$|^Microsoft\.(CognitiveServices|Storage|KeyVault|MachineLearning|Insights|App|ApiManagement|DBfor|ManagedIdentity)/.test(
      service,
    )
    ? { value: [] }
    : null;
}
const { transport, missed } = recorded(
  [...ofTheTenant, ...rows.flatMap(({ answers }) => answers)],
  otherwise,
);
const answered = await verdictsOfRecording(azureConnector, transport);
const { declared, verdicts, undecided } = await verdictsOfPlan(rows, {});
const told = new Set(rows.flatMap(({ type, parts = [] }) => [type, ...parts]));

test("every type of azurerm that is read has a row, and every row declares its types", () => {
  expect(Object.keys(azurermKinds).filter((type) => !told.has(type))).toEqual([]);
  expect([...told].filter((type) => !declared.has(type))).toEqual([]);
});

test("an estate of Azure gets the same verdicts as a recording and as a plan", () => {
  expect(undecided).toEqual([]);
  expect(differences(verdicts, answered, rows)).toEqual([]);
  expect(toldAfterAll(verdicts, rows)).toEqual([]);
  // What lies with the subscription or the directory is no row's, so neither side tells it.
  const settings = /^Microsoft\.(Authorization|Consumption|Graph|Management|Security):|:Subscriptions_Get$/;
  expect([...missed].filter((call) => !settings.test(call))).toEqual([]);
});

test("logs that are set on a part of a storage account are not known before it has an id", async () => {
  const known = rows.filter(({ type }) => /storage|vault|workspace/.test(type));
  const open = known.map((row) => ({
    ...row,
    hcl: row.hcl.replace(
      /"\/subscriptions[^"]*stgood\/blobServices\/default"/,
      '"${azurerm_storage_account.good.id}/blobServices/default"',
    ),
  }));
  const outcomeOf = async (some: readonly Row[]) =>
    (await verdictsOfPlan(some, {})).verdicts.get("azure.storage.account stgood data-store/access-logging")
      ?.status;
  expect([await outcomeOf(known), await outcomeOf(open)]).toEqual(["pass", "unknown"]);
});

test("what an identity may do is not known where its role or its scope is not", async () => {
  const ofRoles = rows.filter(({ type }) => type === "azurerm_user_assigned_identity");
  const withRole = (name: string, value: string) =>
    ofRoles.map((row) => ({ ...row, hcl: row.hcl.replace(name, value) }));
  const outcomeOf = async (some: readonly Row[]) =>
    (await verdictsOfPlan(some, {})).verdicts.get(
      "azure.managed-identity.identity id-bad azure/identity-not-contributor",
    )?.status;
  const scopeNotKnown = withRole(
    /scope = "[^"]*"/.exec(ofRoles[0]?.hcl ?? "")?.[0] ?? "",
    "scope = local.scope",
  );
  expect([
    await outcomeOf(ofRoles),
    await outcomeOf(withRole('"Contributor"', '"Claims Desk Operator"')),
    await outcomeOf(scopeNotKnown),
  ]).toEqual(["fail", "unknown", "unknown"]);
});

test("what a gateway asks is not known where its policy is put together while applying", async () => {
  const ofGateways = rows.filter(({ type }) => type.startsWith("azurerm_api_management"));
  const open = ofGateways.map((row) => ({
    ...row,
    hcl: row.hcl.replace(/xml_content = "<policies><inbound><set-[^"]*"/, "xml_content = local.policy"),
  }));
  const { verdicts: some } = await verdictsOfPlan(open, {});
  const outcomeOf = (check: string) => some.get(`azure.api-management.api chat-bad ${check}`)?.status;
  expect([outcomeOf("azure/apim-llm-token-limit"), outcomeOf("azure/apim-backend-identity")]).toEqual([
    "unknown",
    "unknown",
  ]);
});

test.each(rows)("$type is found in its bad form and not in its good form", ({ type, neverBad }) => {
  expect(findingsAt(verdicts, `${type}.good`)).toEqual([]);
  const found = findingsAt(verdicts, `${type}.bad`);
  expect(found.length > 0, "has findings").toBe(neverBad === undefined);
});
