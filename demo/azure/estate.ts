import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { list, subscriptionId, tenantId, type Thing, type Variant } from "./arm.ts";
import { background, backgroundAssignments } from "./background.ts";
import { changeLogAnswer } from "./change-log.ts";
import { ancestors, directoryAnswer } from "./directory.ts";
import { governanceAnswer, governanceRows } from "./governance.ts";
import { researchAccount } from "./research-account.ts";
import { roleDefinitions } from "./roles.ts";
import { underwritingAssignments, underwritingCopilot } from "./underwriting-copilot.ts";

const subscription = {
  id: `/subscriptions/${subscriptionId}`,
  subscriptionId,
  tenantId,
  displayName: "acme-insurance-prod",
  state: "Enabled",
  tags: { owner: "platform", environment: "production" },
};

const defenderPlans = ["AI", "AppServices", "Arm", "Containers", "KeyVaults", "StorageAccounts"];

/** What Azure answers about the fictional insurer's subscription. Throws `ProviderError` as ARM would. */
export function answer(call: ProviderCall, variant: Variant): unknown {
  const name = `${call.service}/${call.operation}`;
  switch (name) {
    case "Microsoft.Resources/Subscriptions_List":
      return list(subscription);
    case "Microsoft.Resources/Subscriptions_Get":
      return subscription;
    case "Microsoft.Insights/ActivityLogs_List":
      return changeLogAnswer(variant);
    case "Microsoft.Security/Pricings_List":
      return list(...defenderPlans.map((plan) => ({ name: plan, properties: { pricingTier: "Standard" } })));
    case "Microsoft.Authorization/RoleAssignments_ListForSubscription":
      return list(...underwritingAssignments(variant), ...backgroundAssignments());
    case "Microsoft.Authorization/RoleDefinitions_List":
      return list(...roleDefinitions);
    case "Microsoft.ResourceGraph/Resources":
      return graphAnswer(call, thingsOf(variant));
    default:
      return (
        directoryAnswer(name, call.input) ??
        governanceAnswer(name) ??
        detailAnswer(call, name, thingsOf(variant))
      );
  }
}

const estates = new Map<Variant, Thing[]>();
function thingsOf(variant: Variant): Thing[] {
  const things = estates.get(variant) ?? [
    ...underwritingCopilot(variant),
    ...researchAccount(variant),
    ...background(),
  ];
  estates.set(variant, things);
  return things;
}

function detailAnswer(call: ProviderCall, name: string, things: readonly Thing[]): unknown {
  const { id, serviceName, endpoint } = call.input;
  const asked = typeof id === "string" ? id : "";
  const blob = asked.endsWith("/blobServices/default") && name.endsWith("/DiagnosticSettings_List");
  const isAsked = ({ row }: Thing): boolean => {
    if (typeof serviceName === "string")
      return row.name === serviceName && row.type === "microsoft.search/searchservices";
    if (typeof endpoint === "string")
      return Object.values(memberOf(row.properties, "endpoints") ?? {}).includes(endpoint);
    return asked === row.id || asked.startsWith(`${row.id}/`);
  };
  // A project answers for itself, though its id begins as its account's does.
  const thing = things.filter(isAsked).toSorted((a, b) => b.row.id.length - a.row.id.length)[0];
  const found = thing?.answers[blob ? "blobServices/DiagnosticSettings_List" : name];
  if (found !== undefined) return found;
  throw new ProviderError("not-found", call, `ResourceNotFound: ${asked} was not found.`);
}

/** Understands the few shapes of query that the connector asks. */
function graphAnswer(call: ProviderCall, things: readonly Thing[]): unknown {
  const query = queryOf(call);
  if (query.startsWith("ResourceContainers")) return tableOf([{ id: subscription.id, chain: ancestors }]);
  const governed = governanceRows(query);
  if (governed !== null) return tableOf(governed);
  if (query.includes("internal = tobool")) return tableOf(things.flatMap(environmentRow));
  if (query.includes("assignment = iff")) return tableOf(things.flatMap(identityRow));
  const types = new Set([...query.matchAll(/'(microsoft\.[^']+)'/g)].map(([, type]) => type));
  const kind = /kind =~ '(\w+)'/.exec(query)?.[1];
  const rows = things
    .map(({ row }) => row)
    .filter((row) =>
      query.includes("identity.principalId") ? hasPrincipal(row.identity) : types.has(row.type),
    )
    .filter((row) => kind === undefined || row.kind === kind)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) =>
      query.includes("extend host") ? { id: row.id, host: hostOf(row.properties) } : projected(row, query),
    );
  return tableOf(rows);
}

/** A managed identity as the principal it is in the directory. */
function identityRow({ row }: Thing): unknown[] {
  const system = textOf(memberOf(row.identity, "principalId"));
  const own = row.type === "microsoft.managedidentity/userassignedidentities";
  if (system !== "") return [{ id: row.id, principalId: system, assignment: "system" }];
  return own
    ? [{ id: row.id, principalId: textOf(memberOf(row.properties, "principalId")), assignment: "user" }]
    : [];
}

/** The columns a query asks for. */
function projected(row: Thing["row"], query: string): object {
  const columns = new Set(
    (/\| project ([\w, ]+)/.exec(query)?.[1] ?? "").split(",").map((name) => name.trim()),
  );
  return Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name)));
}

/** An environment of container apps, with the network it is in. */
function environmentRow({ row }: Thing): unknown[] {
  const network = memberOf(row.properties, "vnetConfiguration");
  if (row.type !== "microsoft.app/managedenvironments") return [];
  const internal = memberOf(network, "internal") === true;
  return [{ id: row.id, internal, subnet: textOf(memberOf(network, "infrastructureSubnetId")) }];
}

const tableOf = (data: readonly unknown[]) => ({
  totalRecords: data.length,
  count: data.length,
  resultTruncated: "false",
  data,
});

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const queryOf = ({ input }: ProviderCall): string => textOf(memberOf(input["body"], "query"));
const hasPrincipal = (identity: unknown): boolean => textOf(memberOf(identity, "principalId")) !== "";

function hostOf(properties: unknown): string {
  const [endpoint, gateway] = ["endpoint", "gatewayUrl"].map((name) => textOf(memberOf(properties, name)));
  const url = [gateway, endpoint].find((text) => URL.canParse(text ?? ""));
  const ingress = memberOf(memberOf(properties, "configuration"), "ingress");
  return (
    textOf(memberOf(properties, "defaultHostName")) ||
    textOf(memberOf(ingress, "fqdn")) ||
    (url ? new URL(url).hostname : "")
  );
}
