import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { unqualifiedFunction } from "./lambda-arn.ts";
import type { Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { bucketArn } from "./s3-uri.ts";
import { isCustomerKey, securityGroupKeys } from "./sagemaker-records.ts";
import { aclOfConfiguration, bucketOfConfiguration, openSourcesOf, type SourceAcl } from "./source-acl.ts";

/** `DescribeIndex`. */
const RawIndex = z.object({
  Id: z.string(),
  Name: z.string(),
  Status: z.string(),
  Edition: z.string().default("ENTERPRISE_EDITION"),
  RoleArn: z.string().optional(),
  ServerSideEncryptionConfiguration: z.object({ KmsKeyId: z.string().optional() }).optional(),
  UserContextPolicy: z.string().optional(),
  UserTokenConfigurations: z.array(z.object({})).default([]),
});

const Network = z.object({ SecurityGroupIds: z.array(z.string()).default([]) }).optional();
const Hook = z.object({ LambdaArn: z.string().optional() }).optional();
/** `DescribeDataSource`. A kind without settings is left out of `Configuration`. */
const RawDataSource = z.object({
  Id: z.string(),
  Name: z.string(),
  Type: z.string(),
  RoleArn: z.string().optional(),
  VpcConfiguration: Network,
  Configuration: z
    .object({
      S3Configuration: z
        .object({
          BucketName: z.string(),
          AccessControlListConfiguration: z.object({ KeyPath: z.string().optional() }).optional(),
          DocumentsMetadataConfiguration: z.object({}).optional(),
        })
        .optional(),
      DatabaseConfiguration: z
        .object({ AclConfiguration: z.object({}).optional(), VpcConfiguration: Network })
        .optional(),
      TemplateConfiguration: z.object({ Template: z.unknown().optional() }).optional(),
    })
    .default({}),
  CustomDocumentEnrichmentConfiguration: z
    .object({ PreExtractionHookConfiguration: Hook, PostExtractionHookConfiguration: Hook })
    .optional(),
});
type RawDataSource = z.infer<typeof RawDataSource>;

export type KendraParts = {
  raw: unknown;
  dataSources: readonly unknown[];
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

export const kendraIndexKey = (id: string, scope: Scope): string => arnIn(scope, "kendra", `index/${id}`);

export function normalizeKendraIndex(parts: KendraParts, scope: Scope): Batch {
  const index = RawIndex.parse(parts.raw);
  const sources = parts.dataSources.map((raw) => RawDataSource.parse(raw));
  const key = kendraIndexKey(index.Id, scope);
  const kmsKey = index.ServerSideEncryptionConfiguration?.KmsKeyId;
  const unknowns: Unknowns = { ...parts.unknowns };
  const access = sources.map((source) => ({ name: source.Name, acl: aclOf(source) }));
  const openSources = openSourcesOf(access, "kendra:DescribeDataSource", unknowns);
  const tokens = index.UserContextPolicy === "USER_TOKEN" && index.UserTokenConfigurations.length > 0;
  const resource = withUnknowns(
    {
      key,
      type: "aws.kendra.index" as const,
      name: index.Name,
      ...scope,
      tags: parts.tags,
      properties: {
        status: index.Status,
        edition: index.Edition,
        userContext: tokens ? ("token" as const) : ("attribute" as const),
        dataSources: sources.map(({ Id, Name, Type }) => ({ id: Id, name: Name, kind: Type })),
        openSources,
      },
      facets: { customerKey: isCustomerKey(kmsKey) },
    },
    unknowns,
  );
  return {
    resources: [resource],
    relationships: relationshipsOf(key, index.RoleArn, sources, kmsKey, scope),
  };
}

/** Older connectors other than these always read the access lists of what they crawl. */
function aclOf({ Type, Configuration }: RawDataSource): SourceAcl {
  const {
    S3Configuration: s3,
    DatabaseConfiguration: database,
    TemplateConfiguration: template,
  } = Configuration;
  if (template) return aclOfConfiguration(kindOfTemplate(template.Template) ?? Type, template.Template);
  if (Type === "WEBCRAWLER") return "public";
  if (Type === "CUSTOM" || Type === "TEMPLATE") return "unstated";
  if (database) return database.AclConfiguration ? "kept" : "open";
  if (!s3) return "kept";
  if (s3.AccessControlListConfiguration?.KeyPath) return "kept";
  return s3.DocumentsMetadataConfiguration ? "unstated" : "open";
}

const kindOfTemplate = (template: unknown): string | undefined =>
  z.object({ type: z.string() }).safeParse(template).data?.type;

function relationshipsOf(
  key: string,
  role: string | undefined,
  sources: readonly RawDataSource[],
  kmsKey: string | undefined,
  scope: Scope,
): Relationship[] {
  const edges = edgesFrom(key);
  const hooks = sources.flatMap(({ CustomDocumentEnrichmentConfiguration: enrichment }) => [
    enrichment?.PreExtractionHookConfiguration?.LambdaArn,
    enrichment?.PostExtractionHookConfiguration?.LambdaArn,
  ]);
  const buckets = sources.map(
    ({ Configuration: { S3Configuration, TemplateConfiguration } }) =>
      S3Configuration?.BucketName ?? bucketOfConfiguration(TemplateConfiguration?.Template),
  );
  const groups = sources.flatMap(({ VpcConfiguration, Configuration: { DatabaseConfiguration } }) => [
    ...(VpcConfiguration?.SecurityGroupIds ?? []),
    ...(DatabaseConfiguration?.VpcConfiguration?.SecurityGroupIds ?? []),
  ]);
  return [
    ...edges("runs-as", role, ...sources.map(({ RoleArn }) => RoleArn)),
    ...edges("ingests", ...buckets.map((name) => name && bucketArn(name, scope.region))),
    ...edges("invokes", ...hooks.map((arn) => arn && unqualifiedFunction(arn))),
    ...edges("encrypted-by", encryptingKey(kmsKey, scope)),
    ...edges("in-network", ...securityGroupKeys(groups, scope)),
  ];
}
