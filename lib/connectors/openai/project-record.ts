import { z } from "zod";

import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Detail } from "../rest/detail.ts";
import { projectKey } from "./names.ts";
import { projectRetention, retentionOf } from "./retention.ts";
import type { Spending } from "./spending.ts";
import { withUnknown } from "../normalized.ts";

export type OrganizationFacts = {
  at: string;
  /** Ids of members; null where they are not known. */
  members: ReadonlySet<string> | null;
  usage: Detail<ReadonlyMap<string, ReadonlySet<string>>>;
  retention: Detail<{ type: string }>;
  spending: Spending;
};

type Answers = {
  users: Detail<readonly { role?: string | null | undefined }[]>;
  services: Detail<readonly unknown[]>;
  limits: Detail<readonly unknown[]>;
  models: Detail<{ mode: string; model_ids: string[] }>;
  tools: Detail<Record<string, unknown>>;
  retention: Detail<{ type: string }>;
  spending: Spending;
};

type Named = { id: string; name?: string | null | undefined };

export function toProject(
  project: Named,
  account: string,
  facts: OrganizationFacts,
  answers: Answers,
  keys: readonly Resource[],
): Resource<"openai.project"> {
  const { users, services, limits, models, tools, retention, spending } = answers;
  const allowed = models.value?.mode === "allow_list" ? models.value.model_ids.toSorted() : null;
  const organizationType = facts.retention.value?.type ?? "";
  const type = projectRetention(retention.value?.type ?? "organization_default", organizationType);
  const used = (facts.usage.value?.get(project.id)?.size ?? 0) > 0 || keys.some(wasUsedLately(facts.at));
  const retentionUnknown =
    retention.unknown ?? (retention.value?.type === "organization_default" ? facts.retention.unknown : null);
  return withUnknown<"openai.project">(
    {
      key: projectKey(project.id),
      type: "openai.project",
      name: project.name || project.id,
      account,
      region: null,
      tags: {},
      properties: {
        allowedModels: allowed,
        deniedModels: models.value?.mode === "deny_list" ? models.value.model_ids.toSorted() : [],
        retentionType: type,
        weakerThanOrganization: retentionOf(organizationType) === "none" && retentionOf(type) !== "none",
        remoteTools: enabledTools(tools.value ?? {}),
        ownerCount: (users.value ?? []).filter(({ role }) => role === "owner").length,
        memberCount: users.value?.length ?? 0,
        serviceAccountCount: services.value?.length ?? 0,
        rateLimitedModels: limits.value?.length ?? 0,
      },
      facets: {
        // Who signs in, and from where, is decided for the organization.
        singleSignOn: null,
        multiFactor: null,
        addressesLimited: null,
        spendLimited: spending.isLimited || facts.spending.isLimited,
        retention: retentionOf(type),
        usesModels: used,
        members: [],
      },
    },
    {
      "properties.allowedModels": models.unknown,
      "properties.deniedModels": models.unknown,
      "properties.retentionType": retentionUnknown,
      "properties.weakerThanOrganization": retention.unknown ?? facts.retention.unknown,
      "properties.remoteTools": tools.unknown,
      "properties.ownerCount": users.unknown,
      "properties.memberCount": users.unknown,
      "properties.serviceAccountCount": services.unknown,
      "properties.rateLimitedModels": limits.unknown,
      "facets.spendLimited": unlessLimited(spending, facts.spending),
      "facets.retention": retentionUnknown,
      "facets.usesModels": used ? null : facts.usage.unknown,
    },
  );
}

const unlessLimited = (own: Spending, organization: Spending): Unknown | null =>
  own.isLimited || organization.isLimited ? null : (own.unknown ?? organization.unknown);

const Enabled = z.object({ enabled: z.boolean() });

/** Tools that OpenAI runs for the project and that reach beyond the model: servers of others, the web, a shell. */
const enabledTools = (tools: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(tools)
    .filter(([, tool]) => Enabled.safeParse(tool).data?.enabled === true)
    .map(([name]) => name)
    .toSorted();

const monthMilliseconds = 30 * 86_400_000;

const wasUsedLately =
  (at: string) =>
  (key: Resource): boolean =>
    isOfClass(key, "credential") &&
    key.facets.lastUsedAt !== null &&
    Date.parse(at) - Date.parse(key.facets.lastUsedAt) <= monthMilliseconds;
