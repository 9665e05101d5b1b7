import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, type Answer, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { toTags } from "./to-tags.ts";

/** `DescribeUserPool`. */
const RawUserPool = z.object({
  UserPool: z.object({
    Arn: z.string(),
    Name: z.string(),
    MfaConfiguration: z.string().default("OFF"),
    AdminCreateUserConfig: z.object({ AllowAdminCreateUserOnly: z.boolean().default(false) }).optional(),
    DeletionProtection: z.string().default("INACTIVE"),
    UserPoolAddOns: z.object({ AdvancedSecurityMode: z.string() }).optional(),
    UserPoolTags: z.unknown().optional(),
  }),
});
/** `DescribeIdentityPool`. */
const RawIdentityPool = z.object({
  IdentityPoolId: z.string(),
  IdentityPoolName: z.string(),
  AllowUnauthenticatedIdentities: z.boolean().default(false),
  AllowClassicFlow: z.boolean().default(false),
  IdentityPoolTags: z.unknown().optional(),
});
const RawRoles = z.object({ Roles: z.record(z.string(), z.string()).default({}) });

export const cognitoUserPools: Collector = {
  id: "cognito-user-pools",
  title: "Cognito user pools",
  per: "region",
  produces: ["aws.cognito.user-pool"],
  permissions: ["cognito-idp:ListUserPools", "cognito-idp:DescribeUserPool"],
  collect: async function* (source) {
    for await (const page of pages(source, "cognito-idp", "ListUserPools", { MaxResults: 60 })) {
      const raws = await mapConcurrently(itemsOf(page, "UserPools"), 4, async (item) =>
        existing(source, "cognito-idp", "DescribeUserPool", {
          UserPoolId: textOf(item, "Id", "cognito-idp:ListUserPools"),
        }),
      );
      yield batchOf("cognito-idp:DescribeUserPool", raws.filter(isPresent), (raw) =>
        normalizeUserPool(raw, source.scope),
      );
    }
  },
};

function normalizeUserPool(raw: unknown, scope: Scope): Batch {
  const { UserPool: pool } = RawUserPool.parse(raw);
  return {
    resources: [
      {
        key: pool.Arn,
        type: "aws.cognito.user-pool",
        name: pool.Name,
        ...scope,
        tags: toTags(pool.UserPoolTags),
        properties: {
          mfa: pool.MfaConfiguration,
          threatProtection: pool.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF",
          deletionProtection: pool.DeletionProtection === "ACTIVE",
        },
        facets: {
          multiFactor: pool.MfaConfiguration === "ON",
          selfSignUp: pool.AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true,
          // A pool of users knows no guests; those are the identity pool's.
          guestAccess: false,
        },
      },
    ],
    relationships: [],
  };
}

export const cognitoIdentityPools: Collector = {
  id: "cognito-identity-pools",
  title: "Cognito identity pools and the roles they hand out",
  per: "region",
  produces: ["aws.cognito.identity-pool", "can-assume"],
  permissions: [
    "cognito-identity:ListIdentityPools",
    "cognito-identity:DescribeIdentityPool",
    "cognito-identity:GetIdentityPoolRoles",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "cognito-identity", "ListIdentityPools", { MaxResults: 60 })) {
      const parts = await mapConcurrently(itemsOf(page, "IdentityPools"), 4, async (item) =>
        poolParts(source, textOf(item, "IdentityPoolId", "cognito-identity:ListIdentityPools")),
      );
      yield batchOf("cognito-identity:DescribeIdentityPool", parts.filter(isPresent), (part) =>
        normalizeIdentityPool(part, source.scope),
      );
    }
  },
};

type PoolParts = { raw: unknown; roles: Answer | null; unknowns: Unknowns };

async function poolParts(source: Source, IdentityPoolId: string): Promise<PoolParts | null> {
  const raw = await existing(source, "cognito-identity", "DescribeIdentityPool", { IdentityPoolId });
  if (raw === null) return null;
  const unknowns: Unknowns = {};
  const roles = await detail(
    source,
    "cognito-identity",
    "GetIdentityPoolRoles",
    { IdentityPoolId },
    unknowns,
    ["properties.guestRole", "relationships.can-assume"],
  );
  return { raw, roles, unknowns };
}

function normalizeIdentityPool({ raw, roles, unknowns }: PoolParts, scope: Scope): Batch {
  const pool = RawIdentityPool.parse(raw);
  const given = roles ? RawRoles.parse(roles).Roles : {};
  const guests = pool.AllowUnauthenticatedIdentities;
  const key = arnIn(scope, "cognito-identity", `identitypool/${pool.IdentityPoolId}`);
  const guestRole = given["unauthenticated"] ?? null;
  const resource = {
    key,
    type: "aws.cognito.identity-pool" as const,
    name: pool.IdentityPoolName,
    ...scope,
    tags: toTags(pool.IdentityPoolTags),
    properties: { guestRole, classicFlow: pool.AllowClassicFlow },
    facets: {
      // Who signs in proves that elsewhere, and gets an identity here.
      multiFactor: true,
      selfSignUp: false,
      guestAccess: guests,
    },
  };
  const assumed = [
    ...(guests && guestRole ? [{ to: guestRole, reason: "handed to guests" }] : []),
    ...(given["authenticated"] ? [{ to: given["authenticated"], reason: "handed to who signed in" }] : []),
  ];
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: assumed.map(({ to, reason }) => ({ from: key, kind: "can-assume", to, reason })),
  };
}
