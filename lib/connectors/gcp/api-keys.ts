import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { ageOf } from "#lib/domain/credential-age.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { assetOf, assetPermissions, assetsCall, listAssetsAsOf } from "./assets.ts";
import { type Detail } from "./detail.ts";
import { keyOf, lastSegment, withProjectId } from "./names.ts";
import { readServices, servicesPermission } from "./uses-ai.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const list = z.array(z.unknown()).default([]);
const ApiKey = assetOf(
  z.object({
    name: z.string(),
    displayName: z.string().optional(),
    createTime: z.iso.datetime(),
    deleteTime: z.string().optional(),
    serviceAccountEmail: z.string().optional(),
    restrictions: z
      .object({
        apiTargets: z.array(z.object({ service: z.string() })).default([]),
        browserKeyRestrictions: z.object({ allowedReferrers: list }).optional(),
        serverKeyRestrictions: z.object({ allowedIps: list }).optional(),
        androidKeyRestrictions: z.object({ allowedApplications: list }).optional(),
        iosKeyRestrictions: z.object({ allowedBundleIds: list }).optional(),
      })
      .prefault({}),
  }),
);

const gemini = "generativelanguage.googleapis.com";

export const apiKeys: Collector = {
  id: "api-keys",
  title: "API keys",
  per: "account",
  produces: ["gcp.apikeys.key"],
  permissions: [...assetPermissions, servicesPermission],
  collect: async function* (source) {
    const services = await readServices(source);
    let readAt: string | null = null;
    const asOf = (time: string) => {
      readAt = time;
    };
    for await (const page of listAssetsAsOf(source, asOf, "apikeys.googleapis.com/Key"))
      yield normalizeEach(assetsCall, page, (raw) => normalizeApiKey(raw, services, readAt, source.scope));
  },
};

const notTold = (what: string): Unknown => ({
  reason: "unsupported",
  call: "apikeys:projects.locations.keys.list",
  permission: null,
  message: `Google does not tell ${what}`,
});

/** `readAt` is the provider's own clock. A key that was deleted can be had back for 30 days, and opens nothing till then. */
export function normalizeApiKey(
  raw: unknown,
  services: Detail<string[]>,
  readAt: string | null,
  { account }: Scope,
): Batch {
  const key = ApiKey.parse(raw).resource.data;
  if (key.deleteTime) return { resources: [], relationships: [] };
  const apis = key.restrictions.apiTargets.map(({ service }) => service);
  const callerRestricted = restrictsCallers(key.restrictions);
  const dates = { createdAt: key.createTime, lastUsedAt: null };
  const resource: Resource<"gcp.apikeys.key"> = {
    key: keyOf("apikeys", withProjectId(key.name, account)),
    type: "gcp.apikeys.key",
    name: key.displayName || lastSegment(key.name),
    account,
    region: null,
    tags: {},
    properties: {
      apis,
      callerRestricted,
      callsGemini: apis.length > 0 ? apis.includes(gemini) : (services.value ?? []).includes(gemini),
    },
    facets: {
      ...dates,
      expiresAt: null,
      owned: Boolean(key.serviceAccountEmail),
      restricted: apis.length > 0 || callerRestricted,
      administers: false,
      idle: false,
      aged: ageOf(dates, readAt ?? key.createTime).aged,
    },
  };
  const unused = notTold("when a key was last used");
  return {
    resources: [
      withUnknown(resource, {
        "facets.lastUsedAt": unused,
        "facets.idle": unused,
        "facets.owned": key.serviceAccountEmail ? null : notTold("who made a key"),
        "facets.aged": readAt === null ? notTold("as of when it answered") : null,
        "properties.callsGemini": apis.length > 0 ? null : services.unknown,
      }),
    ],
    relationships: [],
  };
}

/** A restriction to a list with nothing in it lets every caller in. */
const restrictsCallers = (
  restrictions: z.infer<typeof ApiKey>["resource"]["data"]["restrictions"],
): boolean =>
  [
    restrictions.browserKeyRestrictions?.allowedReferrers,
    restrictions.serverKeyRestrictions?.allowedIps,
    restrictions.androidKeyRestrictions?.allowedApplications,
    restrictions.iosKeyRestrictions?.allowedBundleIds,
  ].some((allowed) => (allowed?.length ?? 0) > 0);
