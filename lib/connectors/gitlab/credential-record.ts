import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import { ageOf } from "#lib/domain/credential-age.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { toIso } from "../rest/facts.ts";

const AccessToken = z.object({
  id: z.number(),
  name: z.string(),
  scopes: z.array(z.string()),
  access_level: z.number().default(0),
  active: z.boolean().default(true),
  revoked: z.boolean().default(false),
  created_at: z.string().nullish(),
  last_used_at: z.string().nullish(),
  expires_at: z.string().nullish(),
});
const DeployToken = z.object({
  id: z.number(),
  name: z.string(),
  scopes: z.array(z.string()),
  revoked: z.boolean().default(false),
  expired: z.boolean().default(false),
  expires_at: z.string().nullish(),
});
const DeployKey = z.object({
  id: z.number(),
  title: z.string(),
  can_push: z.boolean().default(false),
  created_at: z.string().nullish(),
  expires_at: z.string().nullish(),
  last_used_at: z.string().nullish(),
});

/** What holds a credential: a group or a project. */
export type Holder = { key: string; account: string; at: string };

const none: Batch = { resources: [], relationships: [] };
const ownerLevel = 50;
const maintainerLevel = 40;

export function normalizeAccessToken(raw: unknown, holder: Holder): Batch {
  const found = AccessToken.parse(raw);
  if (!found.active || found.revoked) return none;
  const { scopes, access_level: accessLevel } = found;
  const writes = scopes.some((scope) => scope === "api" || scope.startsWith("manage_"));
  return held(holder, {
    ...base(holder, `access-tokens/${found.id}`, found.name),
    type: "gitlab.access-token",
    properties: { scopes, accessLevel },
    facets: {
      ...dated(found, holder.at),
      // A bot of the group or project stands behind it, which its maintainers answer for.
      owned: true,
      restricted: !scopes.includes("api"),
      administers: writes && accessLevel >= (scopes.includes("api") ? maintainerLevel : ownerLevel),
    },
  });
}

export function normalizeDeployToken(raw: unknown, holder: Holder): Batch {
  const found = DeployToken.parse(raw);
  if (found.revoked || found.expired) return none;
  return held(holder, {
    ...base(holder, `deploy-tokens/${found.id}`, found.name),
    type: "gitlab.deploy-token",
    properties: { scopes: found.scopes },
    facets: {
      ...dated({ expires_at: found.expires_at }, holder.at),
      owned: true,
      // It reads or writes code, packages and images of one group or project, and nothing else.
      restricted: true,
      administers: false,
    },
  });
}

export function normalizeDeployKey(raw: unknown, holder: Holder): Batch {
  const found = DeployKey.parse(raw);
  return held(holder, {
    ...base(holder, `deploy-keys/${found.id}`, found.title),
    type: "gitlab.deploy-key",
    properties: { readOnly: !found.can_push },
    facets: { ...dated(found, holder.at), owned: true, restricted: true, administers: false },
  });
}

const base = ({ key, account }: Holder, path: string, name: string) => ({
  key: `${key}/-/${path}`,
  name: name === "" ? path : name,
  account,
  region: null,
  tags: {},
});

const held = (holder: Holder, resource: Resource): Batch => ({
  resources: [resource],
  relationships: [{ from: holder.key, kind: "contains", to: resource.key }],
});

type Dates = {
  created_at?: string | null | undefined;
  last_used_at?: string | null | undefined;
  expires_at?: string | null | undefined;
};

function dated({ created_at, last_used_at, expires_at }: Dates, at: string) {
  const dates = { createdAt: toIso(created_at), lastUsedAt: toIso(last_used_at) };
  return { ...dates, expiresAt: toIso(expires_at), ...ageOf(dates, at) };
}
