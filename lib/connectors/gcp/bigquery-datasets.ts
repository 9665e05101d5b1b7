import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { assetPermissions, Labels, listAssets } from "./assets.ts";
import { homePermissions, homeUnknown, readHome } from "./home.ts";
import { externalMembers, type Binding, type Home } from "./iam-policy.ts";
import { keyOf, kmsKeyOf, lastSegment } from "./names.ts";
import { normalizeEach } from "../normalized.ts";

const Access = z.object({
  role: z.string().optional(),
  userByEmail: z.string().optional(),
  groupByEmail: z.string().optional(),
  domain: z.string().optional(),
  specialGroup: z.string().optional(),
  iamMember: z.string().optional(),
});
const Dataset = z.object({
  datasetReference: z.object({ datasetId: z.string() }),
  friendlyName: z.string().optional(),
  location: z.string(),
  labels: Labels,
  /** Left out for whom the policy of the dataset may not be shown. */
  access: z.array(Access).optional(),
  defaultEncryptionConfiguration: z.object({ kmsKeyName: z.string().optional() }).optional(),
});

export const bigqueryDatasets: Collector = {
  id: "bigquery-datasets",
  title: "BigQuery datasets",
  per: "account",
  produces: ["gcp.bigquery.dataset", "encrypted-by"],
  permissions: [
    ...assetPermissions,
    "bigquery.datasets.get",
    "bigquery.datasets.getIamPolicy",
    ...homePermissions,
  ],
  collect: async function* (source) {
    const home = await readHome(source);
    for await (const page of listAssets(source, "bigquery.googleapis.com/Dataset")) {
      const raws: unknown[] = [];
      for (const { name } of z.array(z.object({ name: z.string() })).parse(page)) {
        const raw = await readDataset(source.call, lastSegment(name));
        if (raw !== null) raws.push(raw);
      }
      yield normalizeEach("bigquery:datasets.get", raws, (raw) =>
        normalizeBigqueryDataset(raw, home, source.scope),
      );
    }
  },
};

/** Null for one that was deleted since it was listed. */
async function readDataset(
  call: (service: string, operation: string, input: Record<string, unknown>) => Promise<unknown>,
  datasetId: string,
): Promise<unknown> {
  try {
    return await call("bigquery", "datasets.get", { datasetId });
  } catch (error) {
    if (error instanceof ProviderError && error.reason === "not-found") return null;
    throw error;
  }
}

/** BigQuery keeps seven days of history and logs every access, and nobody can switch either off. */
export function normalizeBigqueryDataset(raw: unknown, home: Home, scope: Scope): Batch {
  const dataset = Dataset.parse(raw);
  const { datasetId } = dataset.datasetReference;
  const key = keyOf("bigquery", `projects/${scope.account}/datasets/${datasetId}`);
  const bindings: Binding[] = (dataset.access ?? []).flatMap((entry) => {
    const member = memberOf(entry);
    return member === null ? [] : [{ role: entry.role ?? "READER", members: [member] }];
  });
  const isAnonymous = (member: string) => member === "allUsers" || member === "allAuthenticatedUsers";
  const open = bindings.filter(({ members }) => members.some(isAnonymous));
  const external = externalMembers(bindings, home);
  const kmsKey = kmsKeyOf(dataset.defaultEncryptionConfiguration?.kmsKeyName);
  const resource: Resource<"gcp.bigquery.dataset"> = {
    key,
    type: "gcp.bigquery.dataset",
    name: dataset.friendlyName ?? datasetId,
    account: scope.account,
    region: dataset.location.toLowerCase(),
    tags: dataset.labels,
    properties: {
      location: dataset.location.toLowerCase(),
      broadMembers: bindings
        .flatMap(({ members }) => members)
        .filter((member) => isAnonymous(member) || member.startsWith("domain:")),
    },
    facets: {
      publicRead: open.length > 0,
      publicWrite: open.some(({ role }) => writingRoles.has(role)),
      blocksPublicAccess: open.length === 0,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: kmsKey === null ? "provider-key" : "customer-key",
      versioning: true,
      accessLogging: true,
      externalPrincipals: external.principals,
    },
    ...unknownOf(dataset.access !== undefined, external.undecided),
  };
  return {
    resources: [resource],
    relationships: kmsKey ? [{ from: key, kind: "encrypted-by", to: kmsKey }] : [],
  };
}

function unknownOf(accessShown: boolean, undecided: boolean): { unknown?: Record<string, Unknown> } {
  if (accessShown) return undecided ? { unknown: { "facets.externalPrincipals": homeUnknown } } : {};
  const unknown: Unknown = {
    reason: "denied",
    call: "bigquery:datasets.get",
    permission: "bigquery.datasets.getIamPolicy",
    message: "The answer leaves out who has access to the dataset",
  };
  return {
    unknown: {
      "facets.publicRead": unknown,
      "facets.publicWrite": unknown,
      "facets.blocksPublicAccess": unknown,
      "facets.externalPrincipals": unknown,
      "properties.broadMembers": unknown,
    },
  };
}

const writingRoles: ReadonlySet<string> = new Set([
  "WRITER",
  "OWNER",
  "roles/bigquery.dataEditor",
  "roles/bigquery.dataOwner",
  "roles/bigquery.admin",
]);

/** An access entry as an IAM member. Views, routines and the project's own groups are nobody from outside. */
function memberOf(entry: z.infer<typeof Access>): string | null {
  if (entry.specialGroup === "allAuthenticatedUsers") return "allAuthenticatedUsers";
  if (entry.iamMember) return entry.iamMember;
  if (entry.domain) return `domain:${entry.domain}`;
  if (entry.groupByEmail) return `group:${entry.groupByEmail}`;
  if (!entry.userByEmail) return null;
  return `${entry.userByEmail.endsWith("gserviceaccount.com") ? "serviceAccount" : "user"}:${entry.userByEmail}`;
}
