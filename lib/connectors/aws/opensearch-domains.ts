import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing } from "./existing.ts";
import { narrowingConditions, statementsOf, type Statement } from "./iam-statements.ts";
import { keptPolicy } from "./kept-policy.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { KeyOwners } from "./kms-managed.ts";
import { textOf } from "./listed.ts";
import { logGroupOfArn } from "./log-group-key.ts";
import { itemsOf, type Unknowns } from "./pages.ts";
import { allowedBy, isOpenToAnyone, outsiders } from "./resource-policy.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";
import { tagsOf } from "./tags.ts";

const domainsPerCall = 5;
const anyUse = ["es:ESHttpGet", "es:ESHttpPost", "es:ESHttpPut", "es:ESHttpDelete"];

const RawLog = z.object({
  CloudWatchLogsLogGroupArn: z.string().optional(),
  Enabled: z.boolean().default(false),
});
/** One of `DescribeDomains`. */
const RawDomain = z.object({
  ARN: z.string(),
  DomainName: z.string(),
  EngineVersion: z.string().optional(),
  Endpoint: z.string().optional(),
  Endpoints: z.record(z.string(), z.string()).default({}),
  AccessPolicies: z.string().optional(),
  VPCOptions: z
    .object({ VPCId: z.string().optional(), SecurityGroupIds: z.array(z.string()).optional() })
    .optional(),
  EncryptionAtRestOptions: z
    .object({ Enabled: z.boolean().default(false), KmsKeyId: z.string().optional() })
    .optional(),
  NodeToNodeEncryptionOptions: z.object({ Enabled: z.boolean().default(false) }).optional(),
  DomainEndpointOptions: z
    .object({
      EnforceHTTPS: z.boolean().default(false),
      TLSSecurityPolicy: z.string().optional(),
      CustomEndpoint: z.string().optional(),
    })
    .optional(),
  AdvancedSecurityOptions: z
    .object({
      Enabled: z.boolean().default(false),
      InternalUserDatabaseEnabled: z.boolean().default(false),
      AnonymousAuthEnabled: z.boolean().default(false),
    })
    .optional(),
  LogPublishingOptions: z.record(z.string(), RawLog).default({}),
});
type RawDomain = z.infer<typeof RawDomain>;

export const opensearchDomains: Collector = {
  id: "opensearch-domains",
  title: "OpenSearch domains",
  per: "region",
  produces: ["aws.opensearch.domain", "encrypted-by", "logs-to", "in-network"],
  permissions: ["es:ListDomainNames", "es:DescribeDomains", "es:ListTags", "kms:ListAliases"],
  collect: async function* (source) {
    const listed = await existing(source, "es", "ListDomainNames", {});
    const names = itemsOf(listed ?? {}, "DomainNames").map((item) =>
      textOf(item, "DomainName", "es:ListDomainNames"),
    );
    const owners = new KeyOwners(source);
    for (let at = 0; at < names.length; at += domainsPerCall) {
      const DomainNames = names.slice(at, at + domainsPerCall);
      const answer = await existing(source, "es", "DescribeDomains", { DomainNames });
      const raws = itemsOf(answer ?? {}, "DomainStatusList");
      await owners.learn(raws.map((raw) => RawDomain.safeParse(raw).data?.EncryptionAtRestOptions?.KmsKeyId));
      const parts = await mapConcurrently(raws, 4, async (raw) => domainParts(source, raw, owners));
      yield batchOf("es:DescribeDomains", parts, (part) => normalizeDomain(part, source.scope));
    }
  },
};

type DomainParts = {
  raw: unknown;
  owners: KeyOwners;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

async function domainParts(source: Source, raw: unknown, owners: KeyOwners): Promise<DomainParts> {
  const unknowns: Unknowns = {};
  const ARN = textOf(raw, "ARN", "es:DescribeDomains");
  return { raw, owners, unknowns, tags: await tagsOf(source, "es", "ListTags", { ARN }, unknowns) };
}

function normalizeDomain({ raw, owners, tags, unknowns }: DomainParts, scope: Scope): Batch {
  const domain = RawDomain.parse(raw);
  const key = domain.ARN;
  const edges = edgesFrom(key);
  const access = accessOf(domain, scope.account);
  const atRest = domain.EncryptionAtRestOptions;
  const kmsKey = atRest?.Enabled ? atRest.KmsKeyId : undefined;
  owners.note(kmsKey, unknowns, ["facets.customerKey"]);
  const audit = domain.LogPublishingOptions["AUDIT_LOGS"];
  const customerKey = owners.of(kmsKey) === "customer-key";
  const resource = {
    key,
    type: "aws.opensearch.domain" as const,
    name: domain.DomainName,
    ...scope,
    tags,
    properties: {
      engine: domain.EngineVersion ?? null,
      vpcId: domain.VPCOptions?.VPCId ?? null,
      encryptedAtRest: atRest?.Enabled === true,
      nodeToNodeEncryption: domain.NodeToNodeEncryptionOptions?.Enabled === true,
      enforcesHttps: domain.DomainEndpointOptions?.EnforceHTTPS === true,
      tlsPolicy: domain.DomainEndpointOptions?.TLSSecurityPolicy ?? null,
      fineGrained: access.fineGrained,
      anonymous: access.anonymous,
      externalPrincipals: access.externalPrincipals,
      resourcePolicy: domain.AccessPolicies ? keptPolicy(domain.AccessPolicies) : null,
    },
    facets: {
      publicNetwork: access.publicNetwork,
      keyAuthentication: access.passwords,
      broadAccess: access.anonymous,
      customerKey,
      // Without fine-grained control there is nobody to write of in an audit log, so none is written.
      accessLogging: audit?.Enabled === true && access.fineGrained,
      hosts: hostsOf(domain),
    },
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: [
      ...edges("encrypted-by", customerKey ? encryptingKey(kmsKey, scope) : null),
      ...edges("logs-to", ...logGroupsOf(domain)),
      ...edges("in-network", ...securityGroupKeys(domain.VPCOptions?.SecurityGroupIds, scope)),
    ],
  };
}

/** Behind fine-grained control a policy open to everybody is AWS's own advice: each request still proves itself. */
function accessOf(domain: RawDomain, account: string) {
  const statements = domain.AccessPolicies ? statementsOf(domain.AccessPolicies) : [];
  const security = domain.AdvancedSecurityOptions;
  const fineGrained = security?.Enabled === true && !security.AnonymousAuthEnabled;
  const allowed = allowedBy(statements, anyUse);
  const inVpc = Boolean(domain.VPCOptions?.VPCId);
  return {
    fineGrained,
    passwords: fineGrained && security.InternalUserDatabaseEnabled,
    anonymous: !fineGrained && allowed.some(isOpenToAnyone),
    publicNetwork: !inVpc && !onlyFromAddresses(statements),
    externalPrincipals: outsiders(allowed, account),
  };
}

/** Whether everything the policy allows is allowed to some addresses only. */
function onlyFromAddresses(statements: readonly Statement[]): boolean {
  const allows = statements.filter(({ Effect }) => Effect === "Allow");
  return (
    allows.length > 0 &&
    allows.every((statement) => narrowingConditions(statement).some(({ key }) => key === "aws:sourceip"))
  );
}

const hostsOf = ({ Endpoint, Endpoints, DomainEndpointOptions }: RawDomain): string[] => [
  ...new Set(
    [Endpoint, ...Object.values(Endpoints), DomainEndpointOptions?.CustomEndpoint].flatMap((host) =>
      host ? [host.toLowerCase()] : [],
    ),
  ),
];

const logGroupsOf = ({ LogPublishingOptions }: RawDomain): string[] =>
  Object.values(LogPublishingOptions).flatMap(({ Enabled, CloudWatchLogsLogGroupArn: arn }) =>
    Enabled && arn ? [logGroupOfArn(arn)] : [],
  );
