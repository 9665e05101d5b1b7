import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "secret/customer-key",
  title: "Secret is encrypted with a customer key",
  severity: "low",
  layer: "identity",
  function: "protect",
  appliesToClass: "secret",
  risk: "Access to the secret cannot be cut by withdrawing a key, nor told apart in the key's log.",
  remediation: {
    summary: "Encrypt the secret with a key of your own.",
    cli: "aws secretsmanager update-secret --secret-id <secret> --kms-key-id <key-arn>",
    terraform: "kms_key_id = aws_kms_key.secrets.arn on aws_secretsmanager_secret",
    console: ["Open the secret › Actions › Edit encryption key", "Choose your key"],
  },
  references: ["https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html"],

  evaluate: ({ facets: { customerKey } }) =>
    !customerKey ? fail("It is encrypted with the provider's key", { customerKey }) : pass,

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
