import { z } from "zod";
import { textItems } from "./listed.ts";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { statementsOf } from "./iam-statements.ts";
import { keptPolicy } from "./kept-policy.ts";
import { encryptingKey } from "./kms-key-arn.ts";
import { KeyOwners } from "./kms-managed.ts";
import { detail, itemsOf, pages, type Answer, type TokenNames, type Unknowns } from "./pages.ts";
import { allowedBy, isOpenToAnyone, outsiders, refusesPublicNetwork } from "./resource-policy.ts";
import { tagsOf } from "./tags.ts";

const tableNames: TokenNames = { request: "ExclusiveStartTableName", response: "LastEvaluatedTableName" };
const reads = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:BatchGetItem"];
const writes = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];

/** `DescribeTable`. */
const RawTable = z.object({
  Table: z.object({
    TableName: z.string(),
    TableArn: z.string(),
    ItemCount: z.number().default(0),
    /** Left out where AWS's own key encrypts. */
    SSEDescription: z.object({ KMSMasterKeyArn: z.string().optional() }).optional(),
    DeletionProtectionEnabled: z.boolean().default(false),
  }),
});
const RawBackups = z.object({
  ContinuousBackupsDescription: z.object({
    PointInTimeRecoveryDescription: z.object({ PointInTimeRecoveryStatus: z.string() }).optional(),
  }),
});
const RawPolicy = z.object({ Policy: z.string() });

export const dynamodbTables: Collector = {
  id: "dynamodb-tables",
  title: "DynamoDB tables",
  per: "region",
  produces: ["aws.dynamodb.table", "encrypted-by"],
  permissions: [
    "dynamodb:ListTables",
    "dynamodb:DescribeTable",
    "dynamodb:DescribeContinuousBackups",
    "dynamodb:GetResourcePolicy",
    "dynamodb:ListTagsOfResource",
    "kms:ListAliases",
  ],
  collect: async function* (source) {
    const owners = new KeyOwners(source);
    for await (const page of pages(source, "dynamodb", "ListTables", {}, tableNames)) {
      const names = textItems(itemsOf(page, "TableNames"), "dynamodb:ListTables");
      const parts = await mapConcurrently(names, 4, async (TableName) => tableParts(source, TableName));
      const found = parts.filter(isPresent);
      await owners.learn(found.map(({ raw }) => kmsKeyOf(raw)));
      yield batchOf("dynamodb:DescribeTable", found, (part) => normalizeTable(part, owners, source.scope));
    }
  },
};

type TableParts = {
  raw: unknown;
  backups: Answer | null;
  policy: Answer | null;
  tags: Readonly<Record<string, string>>;
  unknowns: Unknowns;
};

const kmsKeyOf = (raw: unknown): string | undefined =>
  RawTable.safeParse(raw).data?.Table.SSEDescription?.KMSMasterKeyArn;

async function tableParts(source: Source, TableName: string): Promise<TableParts | null> {
  const raw = await existing(source, "dynamodb", "DescribeTable", { TableName });
  if (raw === null) return null;
  const unknowns: Unknowns = {};
  const ResourceArn = RawTable.safeParse(raw).data?.Table.TableArn ?? TableName;
  return {
    raw,
    backups: await detail(source, "dynamodb", "DescribeContinuousBackups", { TableName }, unknowns, [
      "facets.versioning",
    ]),
    policy: await detail(source, "dynamodb", "GetResourcePolicy", { ResourceArn }, unknowns, [
      "facets.externalPrincipals",
      "facets.publicRead",
      "facets.publicWrite",
      "facets.publicNetwork",
      "properties.resourcePolicy",
    ]),
    tags: await tagsOf(source, "dynamodb", "ListTagsOfResource", { ResourceArn }, unknowns),
    unknowns,
  };
}

function normalizeTable(
  { raw, backups, policy, tags, unknowns }: TableParts,
  owners: KeyOwners,
  scope: Scope,
): Batch {
  const table = RawTable.parse(raw).Table;
  const text = policy ? RawPolicy.parse(policy).Policy : null;
  const statements = text === null ? [] : statementsOf(text);
  const readers = allowedBy(statements, reads);
  const writers = allowedBy(statements, writes);
  const kmsKey = table.SSEDescription?.KMSMasterKeyArn;
  owners.note(kmsKey, unknowns, ["facets.encryption"]);
  const ownKey = owners.of(kmsKey) === "customer-key";
  const recovery = backups
    ? RawBackups.parse(backups).ContinuousBackupsDescription.PointInTimeRecoveryDescription
    : undefined;
  const resource = {
    key: table.TableArn,
    type: "aws.dynamodb.table" as const,
    name: table.TableName,
    ...scope,
    tags,
    properties: {
      itemCount: table.ItemCount,
      deletionProtection: table.DeletionProtectionEnabled,
      resourcePolicy: text === null ? null : keptPolicy(text),
    },
    facets: {
      publicRead: readers.some(isOpenToAnyone),
      publicWrite: writers.some(isOpenToAnyone),
      // DynamoDB refuses a policy that would make a table public.
      blocksPublicAccess: true,
      publicNetwork: !refusesPublicNetwork(statements),
      keyAuthentication: false,
      // Every table is encrypted, at least under a key of AWS's own.
      encryption: ownKey ? ("customer-key" as const) : ("provider-key" as const),
      versioning: recovery?.PointInTimeRecoveryStatus === "ENABLED",
      // It has no log of its own to switch on: CloudTrail sees its calls.
      accessLogging: true,
      externalPrincipals: outsiders([...readers, ...writers], scope.account),
    },
  };
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: edgesFrom(table.TableArn)("encrypted-by", ownKey ? encryptingKey(kmsKey, scope) : null),
  };
}
