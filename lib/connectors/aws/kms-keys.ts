import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { toTags } from "./to-tags.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { statementsOf } from "./iam-statements.ts";
import { keptPolicy } from "./kept-policy.ts";
import { isPresent } from "./existing.ts";
import { allItems, detail, itemsOf, pages, type Answer, type TokenNames, type Unknowns } from "./pages.ts";
import { allowedBy, isOpenToAnyone } from "./resource-policy.ts";

const kmsMarker: TokenNames = { request: "Marker", response: "NextMarker" };

const metadataRecord = z.object({
  KeyMetadata: z.object({
    KeyId: z.string(),
    Arn: z.string(),
    KeyManager: z.enum(["AWS", "CUSTOMER"]),
    KeyState: z.string(),
    KeySpec: z.string().optional(),
    Origin: z.string().optional(),
  }),
});
const aliasRecord = z.object({ AliasName: z.string(), TargetKeyId: z.string().optional() });
const policyRecord = z.object({ Policy: z.string() });
const rotationRecord = z.object({ KeyRotationEnabled: z.boolean().default(false) });

export const kmsKeys: Collector = {
  id: "kms-keys",
  title: "KMS customer keys",
  per: "region",
  produces: ["aws.kms.key"],
  permissions: [
    "kms:ListKeys",
    "kms:ListAliases",
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListResourceTags",
  ],
  collect: async function* (source) {
    const aliases = await allItems(source, "kms", "ListAliases", "Aliases", {}, kmsMarker);
    for await (const page of pages(source, "kms", "ListKeys", {}, kmsMarker)) {
      const answers = await mapConcurrently(itemsOf(page, "Keys"), 4, async (key) => keyAnswers(source, key));
      yield batchOf("kms:DescribeKey", answers.filter(isPresent), (answer) =>
        "unread" in answer
          ? { resources: [], relationships: [], unparsed: [answer.unread] }
          : normalizeKey(answer, aliases, source.scope.account, source.scope.region),
      );
    }
  },
};

type KeyAnswers = {
  metadata: Answer;
  policy: Answer | null;
  rotation: Answer | null;
  tags: Answer | null;
  unknowns: Unknowns;
};

/** A key whose own policy hides it from us is counted as not read; the other keys still are. */
async function keyAnswers(source: Source, key: unknown): Promise<KeyAnswers | Unread | null> {
  const KeyId = typeof key === "object" && key !== null ? String(Reflect.get(key, "KeyId")) : "";
  const unknowns: Unknowns = {};
  const metadata = await detail(source, "kms", "DescribeKey", { KeyId }, unknowns, ["key"]);
  const hidden = unknowns["key"];
  if (hidden) return { unread: { call: hidden.call, message: `${KeyId}: ${hidden.message}` } };
  if (metadata === null) return null;
  const described = metadataRecord.safeParse(metadata).data?.KeyMetadata;
  if (described?.KeyManager === "AWS") return null;
  const ask = (operation: string, input: Answer, paths: readonly string[]) =>
    detail(source, "kms", operation, { KeyId, ...input }, unknowns, paths);
  return {
    metadata,
    policy: await ask("GetKeyPolicy", { PolicyName: "default" }, [
      "facets.broadPolicy",
      "properties.resourcePolicy",
    ]),
    rotation:
      described && canRotate(described) ? await ask("GetKeyRotationStatus", {}, ["facets.rotation"]) : null,
    tags: await ask("ListResourceTags", {}, ["tags"]),
    unknowns,
  };
}

type Unread = { unread: { call: string; message: string } };

function normalizeKey(
  answers: KeyAnswers,
  aliases: readonly unknown[],
  account: string,
  region: string | null,
): Batch {
  const key = metadataRecord.parse(answers.metadata).KeyMetadata;
  const names = aliases
    .map((alias) => aliasRecord.parse(alias))
    .filter(({ TargetKeyId }) => TargetKeyId === key.KeyId)
    .map(({ AliasName }) => AliasName);
  const policy = answers.policy ? policyRecord.parse(answers.policy).Policy : null;
  const statements = policy === null ? [] : statementsOf(policy);
  const rotates = answers.rotation ? rotationRecord.parse(answers.rotation).KeyRotationEnabled : false;
  const resource = {
    key: key.Arn,
    type: "aws.kms.key" as const,
    name: names[0] ?? key.KeyId,
    account,
    region,
    tags: toTags(answers.tags?.["Tags"] ?? []),
    properties: {
      aliases: names,
      state: key.KeyState,
      canRotate: canRotate(key),
      resourcePolicy: policy === null ? null : keptPolicy(policy),
    },
    facets: {
      // A key that cannot rotate by itself is not left unrotated by anybody's choice.
      rotation: canRotate(key) ? rotates : true,
      broadPolicy: allowedBy(statements, keyActions).some(isOpenToAnyone),
    },
  };
  return { resources: [withUnknowns(resource, answers.unknowns)], relationships: [] };
}

const keyActions = ["kms:Decrypt", "kms:GenerateDataKey", "kms:PutKeyPolicy", "kms:CreateGrant"];

const canRotate = (key: {
  KeySpec?: string | undefined;
  Origin?: string | undefined;
  KeyState: string;
}): boolean =>
  (key.KeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
  (key.Origin ?? "AWS_KMS") === "AWS_KMS" &&
  (key.KeyState === "Enabled" || key.KeyState === "Disabled");
