import type { ProviderCall } from "../../lib/domain/provider-call.ts";
import { pairs, policyText } from "./answer-account.ts";
import type { Bucket, Estate, Key, LogGroup, Secret } from "./estate-type.ts";
import { account, arn, idOf, keyArn, logGroupArn, madeAt, recordedAt, uuidOf } from "./names.ts";
import { onlyHttps } from "./statements.ts";

/** Buckets, keys, logs and secrets. */
export function answerFromData(estate: Estate, call: ProviderCall): unknown {
  const { region } = call;
  switch (`${call.service}:${call.operation}`) {
    case "s3:ListBuckets":
      return {
        Buckets: estate.buckets.map(({ name, region: at }) => ({
          Name: name,
          CreationDate: madeAt,
          BucketRegion: at,
        })),
        Owner: { ID: canonicalId },
      };
    case "logs:DescribeLogGroups":
      return {
        logGroups: estate.logGroups
          .filter((group) => group.region === region)
          .filter(beginningWith(call.input["logGroupNamePrefix"]))
          .map(logGroup),
      };
    case "secretsmanager:ListSecrets":
      return { SecretList: estate.secrets.filter((secret) => secret.region === region).map(secretEntry) };
    case "kms:ListKeys":
      return {
        Keys: keysIn(estate, region).map((key) => ({
          KeyId: keyId(key),
          KeyArn: keyArn(key.alias, key.region),
        })),
        Truncated: false,
      };
    case "kms:ListAliases":
      return {
        Aliases: keysIn(estate, region).map((key) => ({
          AliasName: `alias/${key.alias}`,
          AliasArn: arn("kms", key.region, `alias/${key.alias}`),
          TargetKeyId: keyId(key),
        })),
        Truncated: false,
      };
    default:
      return call.service === "kms" ? aboutKey(estate, call) : aboutBucket(estate, call);
  }
}

const canonicalId = idOf("owner", 64);
const keyId = ({ alias, region }: Key): string => uuidOf(`${region}/${alias}`);
const keysIn = (estate: Estate, region: string | null) => estate.keys.filter((key) => key.region === region);

function aboutKey(estate: Estate, { region, operation, input }: ProviderCall): unknown {
  const key = keysIn(estate, region).find((candidate) => keyId(candidate) === input["KeyId"]);
  if (!key) return undefined;
  switch (operation) {
    case "DescribeKey":
      return {
        KeyMetadata: {
          AWSAccountId: account,
          KeyId: keyId(key),
          Arn: keyArn(key.alias, key.region),
          CreationDate: madeAt,
          Enabled: true,
          KeyUsage: "ENCRYPT_DECRYPT",
          KeyState: "Enabled",
          Origin: "AWS_KMS",
          KeyManager: "CUSTOMER",
          KeySpec: "SYMMETRIC_DEFAULT",
          MultiRegion: false,
        },
      };
    case "GetKeyPolicy":
      return {
        PolicyName: "default",
        Policy: policyText([
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ]),
      };
    case "GetKeyRotationStatus":
      return { KeyRotationEnabled: true, KeyId: keyId(key), RotationPeriodInDays: 365 };
    case "ListResourceTags":
      return { Tags: [{ TagKey: "owner", TagValue: "platform" }], Truncated: false };
    default:
      return undefined;
  }
}

function aboutBucket(estate: Estate, { service, operation, input }: ProviderCall): unknown {
  const bucket = service === "s3" && estate.buckets.find(({ name }) => name === input["Bucket"]);
  if (!bucket) return undefined;
  switch (operation) {
    case "GetBucketLocation":
      return { LocationConstraint: bucket.region };
    case "GetBucketEncryption":
      return {
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: {
                SSEAlgorithm: "aws:kms",
                KMSMasterKeyID: keyArn(bucket.key, bucket.region),
              },
              BucketKeyEnabled: true,
            },
          ],
        },
      };
    case "GetBucketPolicy":
      return { Policy: policyText([onlyHttps(bucket.name), ...(bucket.policy ?? [])]) };
    case "GetBucketPolicyStatus":
      return { PolicyStatus: { IsPublic: false } };
    case "GetBucketAcl":
      return {
        Owner: { ID: canonicalId },
        Grants: [{ Grantee: { ID: canonicalId, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }],
      };
    case "GetBucketVersioning":
      return { Status: "Enabled" };
    case "GetBucketLogging":
      return loggingOf(bucket);
    case "GetBucketTagging":
      return { TagSet: pairs(bucket.tags) };
    default:
      return undefined;
  }
}

/** The bucket that receives the logs would log to itself for ever. */
const loggingOf = ({ name }: Bucket) => ({
  LoggingEnabled: {
    TargetBucket: name === "acme-platform-access-logs" ? "acme-platform-audit" : "acme-platform-access-logs",
    TargetPrefix: `${name}/`,
  },
});

const beginningWith =
  (prefix: unknown) =>
  ({ name }: LogGroup): boolean =>
    typeof prefix !== "string" || name.startsWith(prefix);

const logGroup = (group: LogGroup) => ({
  logGroupName: group.name,
  creationTime: Date.parse(madeAt),
  retentionInDays: group.days,
  metricFilterCount: 0,
  arn: `${logGroupArn(group.name, group.region)}:*`,
  logGroupArn: logGroupArn(group.name, group.region),
  storedBytes: 1_000 + Number.parseInt(idOf(group.name, 6), 16),
  kmsKeyId: keyArn(group.key, group.region),
  logGroupClass: "STANDARD",
});

const secretEntry = (secret: Secret) => ({
  ARN: arn("secretsmanager", secret.region, `secret:${secret.name}-${idOf(secret.name, 6)}`),
  Name: secret.name,
  KmsKeyId: keyArn(secret.key, secret.region),
  RotationEnabled: true,
  RotationRules: { AutomaticallyAfterDays: 30 },
  CreatedDate: madeAt,
  LastRotatedDate: "2026-11-01T03:00:00.000Z",
  LastAccessedDate: recordedAt,
  Tags: pairs(secret.tags),
});
