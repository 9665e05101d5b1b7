import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "key/rotation",
  title: "Key rotates by itself",
  severity: "low",
  layer: "identity",
  function: "protect",
  appliesToClass: "key",
  risk: "One exposed key version opens everything that was ever encrypted.",
  remediation: {
    summary: "Turn automatic rotation on.",
    cli: "aws kms enable-key-rotation --key-id <id>",
    terraform: "enable_key_rotation = true",
    console: ["KMS › Customer managed keys › open the key › Key rotation › Edit › Enable"],
  },
  references: ["https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html"],

  evaluate: ({ facets: { rotation } }) =>
    rotation ? pass : fail("It does not rotate by itself", { rotation }),

  examples: {
    pass: [{ name: "rotates", facets: { rotation: true } }],
    fail: [{ name: "does not", facets: { rotation: false } }],
  },
});
