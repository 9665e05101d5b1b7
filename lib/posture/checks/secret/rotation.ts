import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "secret/rotation",
  title: "Secret is rotated, or at least expires",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesToClass: "secret",
  risk: "A secret that lives for ever stays useful to whoever once saw it.",
  remediation: {
    summary: "Rotate it on a schedule, or set an expiry date that forces somebody to.",
    cli: "az keyvault secret set-attributes --vault-name <vault> --name <secret> --expires <date>\naws secretsmanager rotate-secret --secret-id <secret> --rotation-rules AutomaticallyAfterDays=90",
    terraform: "expiration_date on azurerm_key_vault_secret, or aws_secretsmanager_secret_rotation",
    console: ["Open the secret", "Set an expiration date, or turn automatic rotation on"],
  },
  references: [
    "https://learn.microsoft.com/azure/key-vault/secrets/tutorial-rotation",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  ],

  evaluate: ({ facets: { rotation } }) =>
    !rotation ? fail("It is neither rotated nor does it expire", { rotation }) : pass,

  examples: {
    pass: [{ name: "rotated", facets: { rotation: true } }],
    fail: [{ name: "lives for ever", facets: { rotation: false } }],
  },
});
