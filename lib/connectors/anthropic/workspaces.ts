import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { attempt, detailList, eachParent, parsed, type Detail } from "../rest/detail.ts";
import { listAfter } from "../rest/listing.ts";
import { organizationKey, workspaceKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { readUsage, type Usage } from "./usage.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Geographies = z.union([z.array(z.string()), z.literal("unrestricted")]);
export const Workspace = z.object({
  /** Null for the default workspace. */
  id: z.string().nullable(),
  name: z.string(),
  archived_at: z.string().nullish(),
  data_residency: z
    .object({ allowed_inference_geos: Geographies.nullish(), workspace_geo: z.string().nullish() })
    .nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
});
export type Workspace = z.infer<typeof Workspace>;

export const workspaces: Collector = {
  id: "workspaces",
  title: "Workspaces",
  per: "account",
  produces: ["anthropic.workspace", "contains"],
  permissions: permissions(
    "organization:workspaces.list",
    "organization:workspaces.members.list",
    "organization:workspaces.rate_limits.list",
    "organization:usage_report.messages",
  ),
  collect: async function* (source) {
    const call = { service: "organization", operation: "workspaces.list" };
    const { at, items } = await listAfter(source, call, { limit: 100 }, "after_id");
    const live: Workspace[] = [];
    yield normalizeEach("organization:workspaces.list", items, (raw) => {
      const workspace = Workspace.parse(raw);
      if (!workspace.archived_at) live.push(workspace);
      return { resources: [], relationships: [] };
    });
    const usage = await attempt(() => readUsage(source, at));
    // Only where something is in the default workspace does it say anything.
    const usesDefault = (usage.value?.modelsByWorkspace.get(null)?.size ?? 0) > 0;
    if (usesDefault && !live.some(({ id }) => id === null))
      live.push({ id: null, name: "Default workspace" });
    yield* eachParent(source, live, (workspace) => readWorkspace(source, workspace, usage));
  },
};

const Member = z.object({ workspace_role: z.string() });
const Limits = z.object({
  limits: z.array(z.looseObject({ source: z.looseObject({ type: z.string() }).optional() })).default([]),
});

async function readWorkspace(source: Source, workspace: Workspace, usage: Detail<Usage>): Promise<Batch> {
  const { account } = source.scope;
  const key = workspaceKey(workspace.id, account);
  const input = { workspace: workspace.id, limit: 100 };
  const membersCall = { service: "organization", operation: "workspaces.members.list" };
  const limitsCall = { service: "organization", operation: "workspaces.rate_limits.list" };
  // Everybody is in the default workspace, and it can have no limits of its own.
  const nothing: Detail<readonly never[]> = { value: [], unknown: null };
  const [members, limits] =
    workspace.id === null
      ? [nothing, nothing]
      : await Promise.all([
          detailList(() => listAfter(source, membersCall, input, "after_id")).then((found) =>
            parsed(found, Member, membersCall),
          ),
          detailList(() => listAfter(source, limitsCall, input, "page")).then((found) =>
            parsed(found, Limits, limitsCall),
          ),
        ]);
  const used = (usage.value?.modelsByWorkspace.get(workspace.id)?.size ?? 0) > 0;
  return {
    resources: [toWorkspace(workspace, key, account, { members, limits, usage, used })],
    relationships: [{ from: organizationKey(account), kind: "contains", to: key }],
  };
}

type Answers = {
  members: Detail<readonly z.infer<typeof Member>[]>;
  limits: Detail<readonly z.infer<typeof Limits>[]>;
  usage: Detail<Usage>;
  used: boolean;
};

function toWorkspace(
  { id, name, data_residency, tags }: Workspace,
  key: string,
  account: string,
  { members, limits, usage, used }: Answers,
): Resource<"anthropic.workspace"> {
  const allowed = data_residency?.allowed_inference_geos;
  return withUnknown<"anthropic.workspace">(
    {
      key,
      type: "anthropic.workspace",
      name,
      account,
      region: null,
      tags: tags ?? {},
      properties: {
        isDefault: id === null,
        geography: data_residency?.workspace_geo ?? null,
        allowedGeographies: Array.isArray(allowed) ? allowed.toSorted() : null,
        administratorCount: (members.value ?? []).filter(
          ({ workspace_role }) => workspace_role === "workspace_admin",
        ).length,
        memberCount: members.value?.length ?? 0,
        ownRateLimits: (limits.value ?? []).some((group) =>
          group.limits.some((limit) => limit.source?.type === "workspace"),
        ),
      },
      facets: {
        // Who signs in, from where, what is kept and what may be spent is decided for the organization.
        singleSignOn: null,
        multiFactor: null,
        spendLimited: null,
        addressesLimited: null,
        retention: null,
        usesModels: used,
        members: [],
      },
    },
    {
      "properties.administratorCount": members.unknown,
      "properties.memberCount": members.unknown,
      "properties.ownRateLimits": limits.unknown,
      "facets.usesModels": usage.unknown,
    },
  );
}
