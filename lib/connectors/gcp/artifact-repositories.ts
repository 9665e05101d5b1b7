import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  assetOf,
  assetPermissions,
  assetsCall,
  bindingsByKey,
  Labels,
  listAssets,
  policyPermissions,
} from "./assets.ts";
import { readBoundRoles, rolePermissions, unreadRole, type CustomRoles } from "./custom-roles.ts";
import { isPublicMember, publicMembers, type Binding } from "./iam-policy.ts";
import { keyOf, kmsKeyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { roleMay } from "./role-abilities.ts";
import { normalizeEach } from "../normalized.ts";

const Repository = assetOf(
  z.object({
    name: z.string(),
    format: z.string().default("FORMAT_UNSPECIFIED"),
    labels: Labels,
    kmsKeyName: z.string().optional(),
    dockerConfig: z.object({ immutableTags: z.boolean().default(false) }).optional(),
    vulnerabilityScanningConfig: z.object({ enablementState: z.string().optional() }).optional(),
  }),
);

const type = "artifactregistry.googleapis.com/Repository";
export const artifactRepositories: Collector = {
  id: "artifact-repositories",
  title: "Artifact Registry repositories",
  per: "account",
  produces: ["gcp.artifactregistry.repository", "encrypted-by"],
  permissions: [...assetPermissions, ...policyPermissions, ...rolePermissions],
  collect: async function* (source) {
    const bindings = await bindingsByKey(source, type);
    const customRoles = await readBoundRoles(source, bindings);
    for await (const page of listAssets(source, type))
      yield normalizeEach(assetsCall, page, (raw) =>
        normalizeRepository(raw, bindings, source.scope, customRoles),
      );
  },
};

/** Only image repositories have tags to overwrite and images to scan; for the rest both are stated as safe. */
export function normalizeRepository(
  raw: unknown,
  bindingsByRepository: ReadonlyMap<string, readonly Binding[]>,
  scope: Scope,
  customRoles: CustomRoles = new Map(),
): Batch {
  const { data } = Repository.parse(raw).resource;
  const key = keyOf("artifactregistry", withProjectId(data.name, scope.account));
  const kmsKey = kmsKeyOf(data.kmsKeyName);
  const hasImages = data.format === "DOCKER";
  const bindings = bindingsByRepository.get(key) ?? [];
  const mayRead = (role: string) => roleMay(role, "artifactregistry", "read-data", customRoles);
  const open = publicMembers(bindings, (role) => mayRead(role) === true);
  const unread = bindings.find(({ role, members }) => mayRead(role) === null && members.some(isPublicMember));
  const resource: Resource<"gcp.artifactregistry.repository"> = {
    key,
    type: "gcp.artifactregistry.repository",
    name: lastSegment(data.name),
    account: scope.account,
    region: locationOf(data.name),
    tags: data.labels,
    properties: { format: data.format, publicMembers: open },
    facets: {
      publicRead: open.length > 0,
      immutableTags: !hasImages || (data.dockerConfig?.immutableTags ?? false),
      scanOnPush: !hasImages || data.vulnerabilityScanningConfig?.enablementState === "SCANNING_ACTIVE",
      customerKey: kmsKey !== null,
    },
    ...(unread && open.length === 0 ? { unknown: { "facets.publicRead": unreadRole(unread.role) } } : {}),
  };
  return {
    resources: [resource],
    relationships: kmsKey ? [{ from: key, kind: "encrypted-by", to: kmsKey }] : [],
  };
}
