import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { valueAt } from "../record.ts";
import { subscriptionOf, type ArmResource } from "./arm-resource.ts";

/** The rows that a query of the Resource Graph names by their types, or as those with an identity of their own. */
export function queried(call: ProviderCall, rows: readonly ArmResource[]): ArmResource[] {
  const query = String(valueAt(call.input, "body", "query"));
  const named = /\|\s*where type (?:=~|in~)\s*(\([^)]*\)|'[^']*')/.exec(query)?.[1];
  const types = new Set(
    [...(named ?? "").matchAll(/'([^']*)'/g)].map(([, type]) => (type ?? "").toLowerCase()),
  );
  const isAsked = (row: ArmResource): boolean =>
    named === undefined ? ofIdentities.test(query) && hasIdentity(row) : types.has(row.type);
  const found = rows.filter(
    (row) => isAsked(row) && (subscriptionOf(row.id) ?? call.account) === call.account,
  );
  return query.includes("project id, host ") ? found.flatMap(withHost) : found.map(withColumns);
}

const ofIdentities = /\|\s*where isnotempty\(identity\.principalId\)/;
const hasIdentity = ({ identity }: ArmResource): boolean => Boolean(identity?.["principalId"]);

/** Columns that a query makes out of properties. */
function withColumns(row: ArmResource): ArmResource {
  if (row.type !== "microsoft.app/managedenvironments") return row;
  const network = row.properties["vnetConfiguration"];
  const columns = {
    internal: valueAt(network, "internal"),
    subnet: valueAt(network, "infrastructureSubnetId"),
  };
  return { ...row, ...columns };
}

/** Where it answers, of what a gateway may stand in front of. */
function withHost(row: ArmResource): (ArmResource & { host: string })[] {
  const { properties } = row;
  const urls = [properties["gatewayUrl"], properties["endpoint"]].map(hostOf);
  const told = [
    properties["defaultHostName"],
    valueAt(properties, "configuration", "ingress", "fqdn"),
    ...urls,
  ];
  const host = told.find((one): one is string => typeof one === "string" && one !== "");
  return host === undefined ? [] : [{ ...row, host: host.toLowerCase() }];
}

const hostOf = (url: unknown): string | null =>
  typeof url === "string" && URL.canParse(url) ? new URL(url).hostname : null;
