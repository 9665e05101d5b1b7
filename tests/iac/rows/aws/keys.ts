import type { Row } from "../row.ts";
import { account, arn, keyArn, keyId, policy } from "./names.ts";

const written = JSON.stringify;
const ownKey = policy({
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
});
const openKey = policy({ Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" });
const key = (form: string, Policy: string, KeyRotationEnabled: boolean): Row["answers"] => [
  [
    "kms:DescribeKey",
    { KeyId: keyId(form) },
    {
      KeyMetadata: {
        KeyId: keyId(form),
        Arn: arn("kms", `key/${keyId(form)}`),
        Enabled: true,
        KeyManager: "CUSTOMER",
        KeyState: "Enabled",
        KeyUsage: "ENCRYPT_DECRYPT",
        KeySpec: "SYMMETRIC_DEFAULT",
        Origin: "AWS_KMS",
        MultiRegion: false,
      },
    },
  ],
  ["kms:GetKeyPolicy", { KeyId: keyId(form) }, { Policy, PolicyName: "default" }],
  ["kms:GetKeyRotationStatus", { KeyId: keyId(form) }, { KeyRotationEnabled }],
  ["kms:ListResourceTags", { KeyId: keyId(form) }, { Tags: [] }],
];
const today = new Date().toISOString();

export const keys: readonly Row[] = [
  {
    type: "aws_kms_key",
    parts: ["aws_kms_alias", "aws_kms_key_policy"],
    hcl: `
    resource "aws_kms_key" "good" { enable_key_rotation = true }
    resource "aws_kms_alias" "good" {
      name = "alias/good"
      target_key_id = aws_kms_key.good.key_id
    }
    resource "aws_kms_key" "bad" { enable_key_rotation = false }
    resource "aws_kms_key_policy" "bad" {
      key_id = aws_kms_key.bad.id
      policy = ${written(openKey)}
    }
    resource "aws_kms_alias" "bad" {
      name = "alias/bad"
      target_key_id = aws_kms_key.bad.arn
    }`,
    answers: [
      [
        "kms:ListKeys",
        {},
        {
          Keys: ["good", "bad"].map((form) => ({
            KeyId: keyId(form),
            KeyArn: arn("kms", `key/${keyId(form)}`),
          })),
        },
      ],
      [
        "kms:ListAliases",
        {},
        {
          Aliases: ["good", "bad"].map((form) => ({ AliasName: `alias/${form}`, TargetKeyId: keyId(form) })),
        },
      ],
      ...key("good", ownKey, true),
      ...key("bad", openKey, false),
    ],
  },
  {
    type: "aws_secretsmanager_secret",
    parts: ["aws_secretsmanager_secret_rotation"],
    hcl: `
    resource "aws_secretsmanager_secret" "good" {
      name = "good"
      kms_key_id = aws_kms_key.good.arn
    }
    resource "aws_secretsmanager_secret_rotation" "good" {
      secret_id = aws_secretsmanager_secret.good.id
      rotation_rules { automatically_after_days = 30 }
    }
    resource "aws_secretsmanager_secret" "bad" { name = "bad" }`,
    answers: [
      [
        "secretsmanager:ListSecrets",
        {},
        {
          SecretList: [
            {
              ARN: arn("secretsmanager", "secret:good-AbCdEf"),
              Name: "good",
              KmsKeyId: keyArn,
              RotationEnabled: true,
              LastRotatedDate: today,
              LastChangedDate: today,
              LastAccessedDate: today,
              CreatedDate: today,
              Tags: [],
            },
            {
              ARN: arn("secretsmanager", "secret:bad-AbCdEf"),
              Name: "bad",
              LastChangedDate: today,
              LastAccessedDate: today,
              CreatedDate: today,
              Tags: [],
            },
          ],
        },
      ],
    ],
  },
];
