import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { ageOf } from "#lib/domain/credential-age.ts";
import { fromSeconds } from "../rest/facts.ts";
import { listAfter } from "../rest/listing.ts";
import { apiKeyKey, organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { normalizeEach } from "../normalized.ts";

const Person = z.object({ id: z.string(), email: z.string().nullish(), name: z.string().nullish() });
const ProjectKey = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  redacted_value: z.string().default(""),
  created_at: z.number(),
  last_used_at: z.number().nullish(),
  owner_project_access: z.string().optional(),
  owner: z.object({
    type: z.string().optional(),
    user: Person.nullish(),
    service_account: Person.nullish(),
  }),
});
const AdminKey = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  redacted_value: z.string().default(""),
  created_at: z.number(),
  last_used_at: z.number().nullish(),
  expires_at: z.number().nullish(),
  owner: z.object({ id: z.string().optional(), name: z.string().nullish(), type: z.string().optional() }),
});

type Place = { account: string; at: string; project: string; members: ReadonlySet<string> | null };

/** A project's key. Nobody answers for one whose owner has left the organization or may no longer use the project. */
export function normalizeProjectKey(raw: unknown, { account, at, project, members }: Place): Batch {
  const found = ProjectKey.parse(raw);
  const dates = { createdAt: fromSeconds(found.created_at), lastUsedAt: fromSeconds(found.last_used_at) };
  const person = found.owner.user ?? null;
  const service = found.owner.service_account ?? null;
  const belongs = person === null || members === null || members.has(person.id);
  const key = apiKeyKey(found.id);
  return {
    resources: [
      {
        key,
        type: "openai.api-key",
        name: found.name || found.redacted_value || found.id,
        account,
        region: null,
        tags: {},
        properties: {
          owner: person?.email ?? person?.name ?? service?.name ?? null,
          ownerKind: service ? "service account" : "person",
          hint: found.redacted_value,
        },
        facets: {
          ...dates,
          expiresAt: null,
          owned:
            (person !== null || service !== null) && belongs && found.owner_project_access !== "inactive",
          // It opens one project.
          restricted: true,
          administers: false,
          ...ageOf(dates, at),
        },
      },
    ],
    relationships: [{ from: project, kind: "contains", to: key }],
  };
}

export const adminKeys: Collector = {
  id: "admin-keys",
  title: "Admin API keys",
  per: "account",
  produces: ["openai.admin-key", "contains"],
  permissions: permissions("organization:admin-api-keys-list"),
  collect: async function* (source) {
    const call = { service: "organization", operation: "admin-api-keys-list" };
    const { at, items } = await listAfter(source, call, { limit: 100 }, "after");
    yield normalizeEach("organization:admin-api-keys-list", items, (raw) =>
      normalizeAdminKey(raw, source.scope.account, at),
    );
  },
};

export function normalizeAdminKey(raw: unknown, account: string, at: string): Batch {
  const found = AdminKey.parse(raw);
  const dates = { createdAt: fromSeconds(found.created_at), lastUsedAt: fromSeconds(found.last_used_at) };
  const key = apiKeyKey(found.id);
  return {
    resources: [
      {
        key,
        type: "openai.admin-key",
        name: found.name || found.redacted_value || found.id,
        account,
        region: null,
        tags: {},
        properties: {
          owner: found.owner.name ?? found.owner.id ?? null,
          ownerKind: found.owner.type === "service_account" ? "service account" : "person",
          hint: found.redacted_value,
        },
        facets: {
          ...dates,
          expiresAt: fromSeconds(found.expires_at),
          owned: Boolean(found.owner.id),
          restricted: false,
          administers: true,
          ...ageOf(dates, at),
        },
      },
    ],
    relationships: [{ from: organizationKey(account), kind: "contains", to: key }],
  };
}
