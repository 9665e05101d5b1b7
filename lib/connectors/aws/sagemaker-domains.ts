import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { textOf } from "./listed.ts";
import { detail, itemsOf, pages, type Answer, type Unknowns } from "./pages.ts";
import { arnIn, vpcEndpointKey } from "./partition.ts";
import { isCustomerKey, securityGroupKeys } from "./sagemaker-records.ts";
import { tagsOf } from "./tags.ts";

/** `DescribeDomain`. */
const RawDomain = z.object({
  DomainArn: z.string(),
  DomainId: z.string(),
  DomainName: z.string(),
  Status: z.string(),
  AuthMode: z.string(),
  AppNetworkAccessType: z.string().optional(),
  KmsKeyId: z.string().optional(),
  HomeEfsFileSystemKmsKeyId: z.string().optional(),
  DefaultUserSettings: z
    .object({ ExecutionRole: z.string().optional(), SecurityGroups: z.array(z.string()).optional() })
    .optional(),
  DomainSettings: z.object({ ExecutionRoleIdentityConfig: z.string().optional() }).optional(),
});
const RawEndpoint = z.object({ VpcEndpointId: z.string(), State: z.string().default("available") });

export const domainKey = (domainId: string, scope: Scope): string =>
  arnIn(scope, "sagemaker", `domain/${domainId}`);

export const sagemakerDomains: Collector = {
  id: "sagemaker-domains",
  title: "SageMaker domains",
  per: "region",
  produces: ["aws.sagemaker.domain", "runs-as", "encrypted-by", "in-network", "reached-privately-through"],
  permissions: [
    "sagemaker:ListDomains",
    "sagemaker:DescribeDomain",
    "sagemaker:ListTags",
    "ec2:DescribeVpcEndpoints",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, "sagemaker", "ListDomains")) {
      const ids = itemsOf(page, "Domains").map((item) => textOf(item, "DomainId", "sagemaker:ListDomains"));
      if (ids.length === 0) continue;
      const endpoints = await studioEndpoints(source);
      const found = await mapConcurrently(ids, 4, (id) => domain(source, id));
      yield batchOf("sagemaker:DescribeDomain", found.filter(isPresent), (parts) =>
        normalizeDomain({ ...parts, endpoints }, source.scope),
      );
    }
  },
};

type Endpoints = { answer: Answer | null; unknowns: Unknowns };

async function studioEndpoints(source: Source): Promise<Endpoints> {
  const { region } = source.scope;
  const unknowns: Unknowns = {};
  const filter = { Name: "service-name", Values: [`aws.sagemaker.${region}.studio`] };
  const answer = await detail(source, "ec2", "DescribeVpcEndpoints", { Filters: [filter] }, unknowns, [
    "facets.privateEndpoint",
    "relationships.reached-privately-through",
  ]);
  return { answer, unknowns };
}

async function domain(source: Source, DomainId: string) {
  const unknowns: Unknowns = {};
  const raw = await existing(source, "sagemaker", "DescribeDomain", { DomainId });
  if (raw === null) return null;
  const ResourceArn = textOf(raw, "DomainArn", "sagemaker:DescribeDomain");
  return { raw, tags: await tagsOf(source, "sagemaker", "ListTags", { ResourceArn }, unknowns), unknowns };
}

export type DomainParts = {
  raw: unknown;
  endpoints: Endpoints;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export function normalizeDomain(parts: DomainParts, scope: Scope): Batch {
  const domain = RawDomain.parse(parts.raw);
  const key = domainKey(domain.DomainId, scope);
  const edges = edgesFrom(key);
  const kmsKey = domain.KmsKeyId ?? domain.HomeEfsFileSystemKmsKeyId;
  const settings = domain.DefaultUserSettings;
  const endpointIds = itemsOf(parts.endpoints.answer ?? {}, "VpcEndpoints")
    .map((item) => RawEndpoint.parse(item))
    .filter(({ State }) => State.toLowerCase() === "available")
    .map(({ VpcEndpointId }) => VpcEndpointId);
  const network = domain.AppNetworkAccessType ?? "PublicInternetOnly";
  const resource = withUnknowns(
    {
      key,
      type: "aws.sagemaker.domain" as const,
      name: domain.DomainName,
      ...scope,
      tags: parts.tags,
      properties: {
        status: domain.Status,
        authMode: domain.AuthMode,
        networkAccess: network,
        tellsUsers: domain.DomainSettings?.ExecutionRoleIdentityConfig === "USER_PROFILE_NAME",
      },
      facets: {
        // It is opened through a signed address, and each call behind it is in CloudTrail.
        publicNetwork: false,
        logsRequests: true,
        isolatedNetwork: network === "VpcOnly",
        customerKey: isCustomerKey(kmsKey),
        privateEndpoint: endpointIds.length > 0,
      },
    },
    { ...parts.endpoints.unknowns, ...parts.unknowns },
  );
  return {
    resources: [resource],
    relationships: [
      ...edges("runs-as", settings?.ExecutionRole),
      ...edges("encrypted-by", encryptingKey(kmsKey, scope)),
      ...edges("in-network", ...securityGroupKeys(settings?.SecurityGroups, scope)),
      ...endpointIds.map((id): Relationship => ({
        from: key,
        kind: "reached-privately-through",
        to: vpcEndpointKey(id, scope),
      })),
    ],
  };
}
