import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import { withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { askingIsUnknown } from "./open-groups.ts";
import { itemsOf, markUnknown, type Answer, type Unknowns } from "./pages.ts";
import { bucketOfS3Uri } from "./s3-uri.ts";
import { toTags } from "./to-tags.ts";

const items = <T extends z.ZodType>(item: T) => z.object({ Items: z.array(item).optional() }).optional();
const Behavior = z.object({
  ViewerProtocolPolicy: z.string().default("allow-all"),
  TrustedSigners: z.object({ Enabled: z.boolean().default(false) }).optional(),
  TrustedKeyGroups: z.object({ Enabled: z.boolean().default(false) }).optional(),
  LambdaFunctionAssociations: items(z.object({ EventType: z.string() })),
  FunctionAssociations: items(z.object({ EventType: z.string() })),
});
type Behavior = z.infer<typeof Behavior>;
const Origin = z.object({
  DomainName: z.string(),
  S3OriginConfig: z.object({ OriginAccessIdentity: z.string().default("") }).optional(),
  OriginAccessControlId: z.string().default(""),
  VpcOriginConfig: z.object({ VpcOriginId: z.string() }).optional(),
  CustomHeaders: items(z.object({ HeaderName: z.string() })),
});
const RawDistribution = z.object({
  ARN: z.string(),
  Id: z.string(),
  DomainName: z.string(),
  Enabled: z.boolean(),
  Comment: z.string().optional(),
  Aliases: items(z.string()),
  Origins: items(Origin),
  DefaultCacheBehavior: Behavior,
  CacheBehaviors: items(Behavior),
  ViewerCertificate: z
    .object({
      MinimumProtocolVersion: z.string().optional(),
      CloudFrontDefaultCertificate: z.boolean().default(false),
    })
    .optional(),
  WebACLId: z.string().default(""),
});
const RawConfig = z.object({
  DistributionConfig: z.object({
    Logging: z.object({ Enabled: z.boolean().default(false), Bucket: z.string().default("") }).optional(),
  }),
});

export type DistributionParts = {
  raw: unknown;
  config: Answer | null;
  tags: Answer | null;
  unknowns: Unknowns;
};

export function normalizeDistribution(parts: DistributionParts, scope: Scope): Batch {
  const raw = RawDistribution.parse(parts.raw);
  const unknowns = { ...parts.unknowns };
  const behaviors = [raw.DefaultCacheBehavior, ...(raw.CacheBehaviors?.Items ?? [])];
  const authentication = behaviors.every(isSigned) ? ("key" as const) : ("none" as const);
  if (authentication === "none" && behaviors.some(hasCodeOnRequests))
    askingIsUnknown(unknowns, "cloudfront:ListDistributions");
  const logging = parts.config ? RawConfig.parse(parts.config).DistributionConfig.Logging : undefined;
  if (!logging?.Enabled) markUnknown(unknowns, ["facets.accessLogging"], logsElsewhere);
  if (raw.WebACLId) markUnknown(unknowns, ["facets.throttled"], rulesElsewhere);
  const origins = (raw.Origins?.Items ?? []).map((origin) => originOf(origin));
  const key = raw.ARN;
  const edges = edgesFrom(key);
  const resource = {
    key,
    type: "aws.cloudfront.distribution" as const,
    name: raw.Comment?.trim() || (raw.Aliases?.Items?.[0] ?? raw.Id),
    account: scope.account,
    region: null,
    tags: tagsIn(parts.tags),
    properties: {
      origins,
      plainHttp: behaviors.some(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy === "allow-all"),
      minimumTls: raw.ViewerCertificate?.MinimumProtocolVersion ?? null,
    },
    facets: {
      publicNetwork: raw.Enabled,
      authentication,
      firewall: raw.WebACLId !== "",
      throttled: false,
      accessLogging: logging?.Enabled === true,
      hosts: [raw.DomainName, ...(raw.Aliases?.Items ?? [])].map((host) => host.toLowerCase()),
    },
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("routes-to", ...origins.map(({ bucketKey }) => bucketKey)),
      ...edges("logs-to", logging?.Enabled ? bucketKeyOf(logging.Bucket) : null),
    ],
  };
}

/** A caller needs an address or a cookie that somebody signed. */
const isSigned = ({ TrustedSigners, TrustedKeyGroups }: Behavior): boolean =>
  TrustedSigners?.Enabled === true || TrustedKeyGroups?.Enabled === true;

/** Code that sees each call first may ask the caller for whatever it likes. */
const hasCodeOnRequests = (behavior: Behavior): boolean =>
  !isSigned(behavior) &&
  [
    ...(behavior.LambdaFunctionAssociations?.Items ?? []),
    ...(behavior.FunctionAssociations?.Items ?? []),
  ].some(({ EventType }) => EventType === "viewer-request");

function originOf(origin: z.infer<typeof Origin>) {
  const identity = /origin-access-identity\/cloudfront\/(\w+)$/.exec(
    origin.S3OriginConfig?.OriginAccessIdentity ?? "",
  )?.[1];
  const signs = origin.OriginAccessControlId !== "";
  return {
    host: origin.DomainName.toLowerCase(),
    bucketKey: bucketKeyOf(origin.DomainName),
    signs,
    identity: identity ?? null,
    isPrivate: origin.VpcOriginConfig !== undefined,
    headers: (origin.CustomHeaders?.Items ?? []).map(({ HeaderName }) => HeaderName),
  };
}

/** The address of a bucket's website is one more server to CloudFront, and only ever public. */
const bucketKeyOf = (host: string): string | null =>
  /\.s3-website[.-]/i.test(host) ? null : bucketOfS3Uri(`https://${host.toLowerCase()}/`, null);

const tagsIn = (answer: Answer | null): Record<string, string> => {
  const tags: unknown = answer?.["Tags"];
  return toTags(typeof tags === "object" && tags !== null ? itemsOf({ ...tags }, "Items") : null);
};

const logsElsewhere = {
  reason: "unsupported" as const,
  call: "cloudfront:GetDistributionConfig",
  permission: null,
  message: "Logs may be delivered by CloudWatch Logs, which is not asked for them",
};
const rulesElsewhere = {
  reason: "unsupported" as const,
  call: "cloudfront:ListDistributions",
  permission: null,
  message: "The rules of firewalls for CloudFront are kept in another region and not read",
};
