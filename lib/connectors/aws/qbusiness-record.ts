import { z } from "zod";

import type { Batch, Scope } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { unqualifiedFunction } from "./lambda-arn.ts";
import type { Answer, Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { normalizePlugin, pluginKeyOf, type PluginParts } from "./qbusiness-plugin-record.ts";
import { bucketArn } from "./s3-uri.ts";
import { isCustomerKey, securityGroupKeys } from "./sagemaker-records.ts";
import { aclOfConfiguration, bucketOfConfiguration, openSourcesOf } from "./source-acl.ts";

const Mode = (name: string) => z.object({ [name]: z.string().optional() }).optional();

/** `GetApplication`. */
const RawApplication = z.object({
  applicationArn: z.string(),
  displayName: z.string(),
  status: z.string(),
  identityType: z.string().default("AWS_IAM_IDC"),
  roleArn: z.string().optional(),
  encryptionConfiguration: z.object({ kmsKeyId: z.string().optional() }).optional(),
  attachmentsConfiguration: Mode("attachmentsControlMode"),
});

/** A page of `GetChatControlsConfiguration`. */
const RawControls = z.object({
  responseScope: z.string().optional(),
  blockedPhrases: z.object({ blockedPhrases: z.array(z.string()).default([]) }).optional(),
  topicConfigurations: z
    .array(z.object({ name: z.string(), rules: z.array(z.object({ ruleType: z.string() })).default([]) }))
    .default([]),
  creatorModeConfiguration: Mode("creatorModeControl"),
  hallucinationReductionConfiguration: Mode("hallucinationReductionControl"),
});

/** `GetIndex`. */
const RawIndex = z.object({ indexArn: z.string(), displayName: z.string(), status: z.string() });

const Hook = z.object({ lambdaArn: z.string().optional() }).optional();
/** `GetDataSource`. */
const RawDataSource = z.object({
  dataSourceId: z.string(),
  displayName: z.string(),
  type: z.string().default("CUSTOM"),
  configuration: z.unknown().optional(),
  roleArn: z.string().optional(),
  vpcConfiguration: z.object({ securityGroupIds: z.array(z.string()).default([]) }).optional(),
  documentEnrichmentConfiguration: z
    .object({ preExtractionHookConfiguration: Hook, postExtractionHookConfiguration: Hook })
    .optional(),
});
type RawDataSource = z.infer<typeof RawDataSource>;

/** `GetRetriever`. */
const RawRetriever = z.object({
  configuration: z
    .object({
      nativeIndexConfiguration: z.object({ indexId: z.string() }).optional(),
      kendraIndexConfiguration: z.object({ indexId: z.string() }).optional(),
    })
    .optional(),
});

type Tags = Readonly<Record<string, string>>;
export type IndexParts = { raw: unknown; dataSources: readonly unknown[]; tags: Tags; unknowns: Unknowns };
export type ApplicationParts = {
  raw: unknown;
  controls: readonly Answer[];
  indices: readonly IndexParts[];
  retrievers: readonly unknown[];
  plugins: readonly PluginParts[];
  tags: Tags;
  unknowns: Unknowns;
};

export function normalizeApplication(parts: ApplicationParts, scope: Scope): Batch {
  const application = RawApplication.parse(parts.raw);
  const key = application.applicationArn;
  const edges = edgesFrom(key);
  const kmsKey = application.encryptionConfiguration?.kmsKeyId;
  const indices = parts.indices.map((index) => normalizeIndex(index, kmsKey, scope));
  const plugins = parts.plugins.map((plugin) => normalizePlugin(plugin, scope));
  const resource = withUnknowns(
    {
      key,
      type: "aws.qbusiness.application" as const,
      name: application.displayName,
      ...scope,
      tags: parts.tags,
      properties: {
        status: application.status,
        identity: application.identityType,
        ...controlsOf(parts.controls),
        attachments: application.attachmentsConfiguration?.["attachmentsControlMode"] === "ENABLED",
      },
      facets: { codeInterpreter: false, sessionTtlSeconds: null, customerKey: isCustomerKey(kmsKey) },
    },
    parts.unknowns,
  );
  return {
    resources: [resource, ...[...indices, ...plugins].flatMap(({ resources }) => resources)],
    relationships: [
      ...edges("runs-as", ownRole(application.roleArn)),
      ...edges("grounded-on", ...parts.retrievers.flatMap((raw) => retrievedFrom(raw, key, scope))),
      ...edges("uses-tool", ...parts.plugins.map(pluginKeyOf)),
      ...edges("encrypted-by", encryptingKey(kmsKey, scope)),
      ...[...indices, ...plugins].flatMap(({ relationships }) => relationships),
    ],
  };
}

function controlsOf(pages: readonly Answer[]) {
  const controls = pages.map((page) => RawControls.parse(page));
  const [first] = controls;
  return {
    documentsOnly: first?.responseScope === "ENTERPRISE_CONTENT_ONLY",
    creatorMode: first?.creatorModeConfiguration?.["creatorModeControl"] === "ENABLED",
    reducesHallucination:
      first?.hallucinationReductionConfiguration?.["hallucinationReductionControl"] === "ENABLED",
    blockedPhraseCount: first?.blockedPhrases?.blockedPhrases.length ?? 0,
    blockedTopics: controls
      .flatMap(({ topicConfigurations }) => topicConfigurations)
      .filter(({ rules }) => rules.some(({ ruleType }) => ruleType === "CONTENT_BLOCKER_RULE"))
      .map(({ name }) => name),
  };
}

/** The role that Q Business makes for itself is shared by all applications and cannot be narrowed. */
const ownRole = (role: string | undefined): string | undefined =>
  role?.includes(":role/aws-service-role/") ? undefined : role;

function retrievedFrom(raw: unknown, application: string, scope: Scope): string[] {
  const { nativeIndexConfiguration: own, kendraIndexConfiguration: kendra } =
    RawRetriever.parse(raw).configuration ?? {};
  return [
    ...(own ? [`${application}/index/${own.indexId}`] : []),
    ...(kendra ? [arnIn(scope, "kendra", `index/${kendra.indexId}`)] : []),
  ];
}

/** The index is kept under the key of its application. */
function normalizeIndex(parts: IndexParts, kmsKey: string | undefined, scope: Scope): Batch {
  const index = RawIndex.parse(parts.raw);
  const sources = parts.dataSources.map((raw) => RawDataSource.parse(raw));
  const unknowns: Unknowns = { ...parts.unknowns };
  const access = sources.map(({ displayName: name, type, configuration }) => ({
    name,
    acl: aclOfConfiguration(type, configuration),
  }));
  const openSources = openSourcesOf(access, "qbusiness:GetDataSource", unknowns);
  const resource = withUnknowns(
    {
      key: index.indexArn,
      type: "aws.qbusiness.index" as const,
      name: index.displayName,
      ...scope,
      tags: parts.tags,
      properties: {
        status: index.status,
        dataSources: sources.map(({ dataSourceId: id, displayName: name, type: kind }) => ({
          id,
          name,
          kind,
        })),
        openSources,
      },
      facets: { customerKey: isCustomerKey(kmsKey) },
    },
    unknowns,
  );
  return { resources: [resource], relationships: indexEdges(index.indexArn, sources, kmsKey, scope) };
}

function indexEdges(
  key: string,
  sources: readonly RawDataSource[],
  kmsKey: string | undefined,
  scope: Scope,
): Relationship[] {
  const edges = edgesFrom(key);
  const buckets = sources.map(({ configuration }) => bucketOfConfiguration(configuration));
  const hooks = sources.flatMap(({ documentEnrichmentConfiguration: enrichment }) => [
    enrichment?.preExtractionHookConfiguration?.lambdaArn,
    enrichment?.postExtractionHookConfiguration?.lambdaArn,
  ]);
  const groups = sources.flatMap(({ vpcConfiguration }) =>
    securityGroupKeys(vpcConfiguration?.securityGroupIds, scope),
  );
  return [
    ...edges("runs-as", ...sources.map(({ roleArn }) => ownRole(roleArn))),
    ...edges("ingests", ...buckets.map((name) => name && bucketArn(name, scope.region))),
    ...edges("invokes", ...hooks.map((arn) => arn && unqualifiedFunction(arn))),
    ...edges("encrypted-by", encryptingKey(kmsKey, scope)),
    ...edges("in-network", ...groups),
  ];
}
