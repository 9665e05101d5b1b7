import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { withUnknowns } from "./batch.ts";
import type { Unknowns } from "./pages.ts";
import { vpcEndpointKey } from "./partition.ts";

/** One of `BatchGetCollection`'s details. */
const RawCollection = z.object({
  arn: z.string(),
  name: z.string(),
  status: z.string(),
  type: z.string(),
  /** `auto` where AWS owns the key. */
  kmsKeyArn: z.string().optional(),
  collectionEndpoint: z.url().optional(),
});
const Rule = z.object({
  ResourceType: z.string(),
  Resource: z.array(z.string()),
  Permission: z.array(z.string()).default([]),
});
const RawNetworkPolicy = z.object({
  securityPolicyDetail: z.object({
    name: z.string(),
    policy: z.array(
      z.object({
        Rules: z.array(Rule),
        AllowFromPublic: z.boolean().optional(),
        SourceVPCEs: z.array(z.string()).optional(),
      }),
    ),
  }),
});
const RawDataPolicy = z.object({
  accessPolicyDetail: z.object({
    name: z.string(),
    policy: z.array(z.object({ Rules: z.array(Rule), Principal: z.array(z.string()) })),
  }),
});

export type CollectionParts = {
  raw: unknown;
  networkPolicies: readonly unknown[];
  dataPolicies: readonly unknown[];
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeCollection(parts: CollectionParts, scope: Scope): Batch {
  const collection = RawCollection.parse(parts.raw);
  const network = parts.networkPolicies
    .map((raw) => RawNetworkPolicy.parse(raw).securityPolicyDetail)
    .flatMap(({ name, policy }) => policy.map((entry) => ({ name, ...entry })))
    .filter((entry) => entry.Rules.some((rule) => coversEndpoint(rule, collection.name)));
  const data = parts.dataPolicies
    .map((raw) => RawDataPolicy.parse(raw).accessPolicyDetail)
    .flatMap(({ name, policy }) => policy.map((entry) => ({ name, ...entry })))
    .filter((entry) => entry.Rules.some((rule) => covers(rule, collection.name)));
  const key = collection.arn;
  const kmsKey = collection.kmsKeyArn?.startsWith("arn:") ? collection.kmsKeyArn : null;
  const broad = data.filter((entry) => entry.Principal.some(isBroadPrincipal) || entry.Rules.some(coversAll));
  const names = (entries: readonly { name: string }[]) => [...new Set(entries.map((entry) => entry.name))];
  const vpcEndpoints = new Set(network.flatMap((entry) => entry.SourceVPCEs ?? []));
  const resource = withUnknowns(
    {
      key,
      type: "aws.opensearch-serverless.collection" as const,
      name: collection.name,
      ...scope,
      tags: parts.tags,
      properties: {
        kind: collection.type,
        status: collection.status,
        dataPolicies: data.map((entry) => ({
          name: entry.name,
          principals: entry.Principal,
          rules: entry.Rules.filter((rule) => covers(rule, collection.name)).map((rule) => ({
            resources: rule.Resource,
            permissions: rule.Permission,
          })),
        })),
        dataPrincipals: [...new Set(data.flatMap((entry) => entry.Principal))],
        broadPolicies: names(broad),
        networkPolicies: names(network),
      },
      facets: {
        publicNetwork: network.some((entry) => entry.AllowFromPublic === true),
        keyAuthentication: false,
        broadAccess: broad.length > 0,
        customerKey: kmsKey !== null,
        // Serverless has no log of its own to switch on: CloudTrail sees its calls.
        accessLogging: true,
        hosts: hostOf(collection.collectionEndpoint),
      },
    },
    parts.unknowns,
  );
  return {
    resources: [resource],
    relationships: [
      ...(kmsKey ? [{ from: key, kind: "encrypted-by" as const, to: kmsKey }] : []),
      ...[...vpcEndpoints].map((id): Relationship => ({
        from: key,
        kind: "reached-privately-through",
        to: vpcEndpointKey(id, scope),
      })),
    ],
  };
}

type Rule = z.infer<typeof Rule>;

/** A network rule on the dashboard alone opens no data. */
const coversEndpoint = (rule: Rule, name: string): boolean =>
  rule.ResourceType === "collection" && covers(rule, name);

/** Resources read `collection/<name>` or `index/<name>/<index>`; a name may end in `*`. */
const covers = (rule: Rule, name: string): boolean =>
  rule.Resource.some((pattern) => {
    const wanted = pattern.split("/")[1] ?? "";
    return wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : wanted === name;
  });

const coversAll = (rule: Rule): boolean => rule.Resource.some((pattern) => pattern.split("/")[1] === "*");

/** Everybody, or every identity of an account. */
const isBroadPrincipal = (principal: string): boolean =>
  principal === "*" || /^\d{12}$/.test(principal) || /:(root|(user|role)\/\*)$/.test(principal);

const hostOf = (endpoint: string | undefined): string[] =>
  endpoint ? [new URL(endpoint).hostname.toLowerCase()] : [];
