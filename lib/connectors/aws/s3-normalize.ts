import type { Batch } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Sample } from "../detectors/sampled-object.ts";
import { toTags } from "./to-tags.ts";
import { withUnknowns } from "./batch.ts";
import { statementsOf } from "./iam-statements.ts";
import { keptPolicy } from "./kept-policy.ts";
import { kmsKeyArn, isAwsManagedKey } from "./kms-key-arn.ts";
import type { Answer, Unknowns } from "./pages.ts";
import { refusesPlainHttp, refusesPublicNetwork } from "./resource-policy.ts";
import { accessOf, aclGrantsOf, namedIdentities } from "./s3-access.ts";
import { bucketArn } from "./s3-uri.ts";
import {
  aclRecord,
  bucketRecord,
  encryptionRecord,
  locationRecord,
  loggingRecord,
  policyStatusRecord,
  policyTextRecord,
  taggingRecord,
  versioningRecord,
} from "./s3-record.ts";

/** Every answer about one bucket; null where S3 has no such configuration for it. */
export type BucketAnswers = {
  bucket: unknown;
  accountBlock: Answer | null;
  location: Answer | null;
  encryption: Answer | null;
  policy: Answer | null;
  policyStatus: Answer | null;
  acl: Answer | null;
  block: Answer | null;
  versioning: Answer | null;
  logging: Answer | null;
  tagging: Answer | null;
  sample: Sample | null;
  unknowns: Unknowns;
};

export function normalizeBucket(answers: BucketAnswers, account: string): Batch {
  const bucket = bucketRecord.parse(answers.bucket);
  const region = bucket.BucketRegion ?? regionOf(answers.location);
  const key = bucketArn(bucket.Name, region);
  const statements = answers.policy ? statementsOf(policyTextRecord.parse(answers.policy).Policy) : [];
  const acl = answers.acl ? aclRecord.parse(answers.acl) : null;
  const { refusesPublic, restrictsPublicPolicy, ...access } = accessOf({
    account,
    statements,
    policyIsPublic: answers.policyStatus
      ? (policyStatusRecord.parse(answers.policyStatus).PolicyStatus?.IsPublic ?? false)
      : null,
    acl,
    blocks: [answers.accountBlock, answers.block].filter((block) => block !== null),
  });
  const { encryption, kmsKey } = encryptionOf(answers.encryption, region, account);
  const logBucket = answers.logging
    ? (loggingRecord.parse(answers.logging).LoggingEnabled?.TargetBucket ?? null)
    : null;
  const resource = {
    key,
    type: "aws.s3.bucket" as const,
    name: bucket.Name,
    account,
    region,
    tags: answers.tagging ? toTags(taggingRecord.parse(answers.tagging).TagSet) : {},
    properties: {
      kmsKey,
      logBucket,
      resourcePolicy: answers.policy ? keptPolicy(policyTextRecord.parse(answers.policy).Policy) : null,
      restrictsPublicPolicy,
      aclGrants: aclGrantsOf(acl),
      sample: answers.sample,
      refusesPlainHttp: refusesPlainHttp(statements, ["s3:GetObject", "s3:PutObject"]),
    },
    facets: {
      ...access,
      publicNetwork: !refusesPublicNetwork(statements),
      keyAuthentication: false,
      encryption,
      versioning:
        answers.versioning !== null && versioningRecord.parse(answers.versioning).Status === "Enabled",
      accessLogging: logBucket !== null,
    },
  };
  const relationships: Relationship[] = [
    ...(kmsKey?.includes(":key/") && encryption === "customer-key"
      ? [{ from: key, kind: "encrypted-by" as const, to: kmsKey }]
      : []),
    ...(logBucket ? [{ from: key, kind: "logs-to" as const, to: bucketArn(logBucket, region) }] : []),
    ...namedIdentities(key, statements),
  ];
  return {
    resources: [
      withUnknowns(
        resource,
        settled(answers.unknowns, access.blocksPublicAccess, refusesPublic, restrictsPublicPolicy),
      ),
    ],
    relationships,
  };
}

/** Switches of either block that are known to be on settle what they decide, whatever else is unknown. */
function settled(
  unknowns: Unknowns,
  blocksPublicAccess: boolean,
  refusesPublic: boolean,
  restrictsPublicPolicy: boolean,
): Unknowns {
  const settledPaths = new Set([
    ...(refusesPublic ? ["facets.publicRead", "facets.publicWrite"] : []),
    ...(blocksPublicAccess ? ["facets.blocksPublicAccess"] : []),
    ...(restrictsPublicPolicy ? ["properties.restrictsPublicPolicy"] : []),
  ]);
  return Object.fromEntries(Object.entries(unknowns).filter(([path]) => !settledPaths.has(path)));
}

function encryptionOf(answer: Answer | null, region: string | null, account: string) {
  if (answer === null) return { encryption: "none" as const, kmsKey: null };
  const [rule] = encryptionRecord.parse(answer).ServerSideEncryptionConfiguration.Rules;
  const applied = rule?.ApplyServerSideEncryptionByDefault;
  if (!applied) return { encryption: "none" as const, kmsKey: null };
  const kmsKey = kmsKeyArn(applied.KMSMasterKeyID, { account, region });
  const ownKey = applied.SSEAlgorithm.startsWith("aws:kms") && kmsKey !== null && !isAwsManagedKey(kmsKey);
  return { encryption: ownKey ? ("customer-key" as const) : ("provider-key" as const), kmsKey };
}

/** An empty constraint is the first region, and EU is the name Ireland had before regions had names. */
function regionOf(location: Answer | null): string | null {
  if (location === null) return null;
  const constraint = locationRecord.parse(location).LocationConstraint;
  if (!constraint) return "us-east-1";
  return constraint === "EU" ? "eu-west-1" : constraint;
}
