import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { ageOf } from "#lib/domain/credential-age.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { attempt } from "../rest/detail.ts";
import { toIso } from "../rest/facts.ts";
import { listAfter } from "../rest/listing.ts";
import { apiKeyKey, organizationKey, workspaceKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { readUsers } from "./people.ts";
import { readUsage } from "./usage.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Actor = z.looseObject({ id: z.string().optional(), type: z.string().optional() });
const Principal = z.looseObject({
  type: z.string(),
  user_id: z.string().optional(),
  service_account_id: z.string().optional(),
});
const ApiKey = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  status: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullish(),
  partial_key_hint: z.string().nullish(),
  created_by: Actor.nullish(),
  principal: Principal.nullish(),
  workspace_id: z.string().nullish(),
  scope: z.looseObject({ type: z.string(), workspace_id: z.string().nullish() }).nullish(),
});

export const apiKeys: Collector = {
  id: "api-keys",
  title: "API keys",
  per: "account",
  produces: ["anthropic.api-key", "contains"],
  permissions: permissions(
    "organization:api_keys.list",
    "organization:users.list",
    "organization:usage_report.messages",
  ),
  collect: async function* (source) {
    const call = { service: "organization", operation: "api_keys.list" };
    const { at, items } = await listAfter(source, call, { limit: 1_000 }, "after_id");
    const [users, usage] = await Promise.all([readUsers(source), attempt(() => readUsage(source, at))]);
    const context: KeyContext = {
      account: source.scope.account,
      at,
      emails: users.value && new Map(users.value.map(({ id, email }) => [id, email.toLowerCase()])),
      membersUnknown: users.unknown,
      lastUsedByKey: usage.value?.lastUsedByKey ?? null,
      usageUnknown: usage.unknown,
    };
    yield normalizeEach("organization:api_keys.list", items, (raw) => normalizeApiKey(raw, context));
  },
};

export type KeyContext = {
  account: string;
  at: string;
  /** Addresses of members by id; null where they are not known. */
  emails: ReadonlyMap<string, string> | null;
  membersUnknown: Unknown | null;
  lastUsedByKey: ReadonlyMap<string, string> | null;
  usageUnknown: Unknown | null;
};

/** A key that is switched off, archived or past its end opens nothing, and is left out. */
export function normalizeApiKey(raw: unknown, context: KeyContext): Batch {
  const found = ApiKey.parse(raw);
  if (found.status !== "active") return { resources: [], relationships: [] };
  const key = apiKeyKey(found.id);
  const ofOrganization = found.scope?.type === "organization";
  const workspace = found.scope?.workspace_id ?? found.workspace_id ?? null;
  const dates = {
    createdAt: toIso(found.created_at),
    lastUsedAt: context.lastUsedByKey?.get(found.id) ?? null,
  };
  const holder = holderOf(found, context);
  const resource: Resource<"anthropic.api-key"> = {
    key,
    type: "anthropic.api-key",
    name: found.name || found.partial_key_hint || found.id,
    account: context.account,
    region: null,
    tags: {},
    properties: {
      owner: holder.name,
      ownerKind: holder.kind,
      hint: found.partial_key_hint ?? "",
    },
    facets: {
      ...dates,
      expiresAt: toIso(found.expires_at),
      owned: holder.owned,
      restricted: !ofOrganization,
      administers: false,
      ...ageOf(dates, context.at),
    },
  };
  return {
    resources: [
      withUnknown(resource, {
        "facets.owned": holder.owned && holder.kind === "person" ? context.membersUnknown : null,
        "facets.lastUsedAt": context.usageUnknown,
        "facets.idle": context.usageUnknown,
      }),
    ],
    relationships: [
      {
        from: ofOrganization ? organizationKey(context.account) : workspaceKey(workspace, context.account),
        kind: "contains",
        to: key,
      },
    ],
  };
}

/** Whom a key acts as, else who made it. Nobody answers for one whose person has left. */
function holderOf({ principal, created_by }: z.infer<typeof ApiKey>, { emails }: KeyContext) {
  const service =
    principal?.service_account_id ?? (created_by?.type === "service_account" ? created_by.id : null);
  if (service) return { name: service, kind: "service account", owned: true };
  const person = principal?.user_id ?? created_by?.id ?? null;
  if (!person) return { name: null, kind: "nobody", owned: false };
  return {
    name: emails?.get(person) ?? person,
    kind: "person",
    owned: emails === null || emails.has(person),
  };
}
