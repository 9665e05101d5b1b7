import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/container-registry-trust",
  title: "Container registry holds images back, or asks that they are signed",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.container-registry.registry",
  risk: "An image somebody pushed a minute ago runs beside the model, unread and from anybody who may push.",
  remediation: {
    summary:
      "Sign images in the pipeline and admit only signed ones; hold new ones in quarantine until they were scanned.",
    cli: 'az rest --method patch --url "https://management.azure.com<registry-id>?api-version=2023-07-01" --body \'{"properties":{"policies":{"quarantinePolicy":{"status":"enabled"}}}}\'',
    terraform: "quarantine_policy_enabled = true on azurerm_container_registry",
    console: [
      "Sign images with Notation in the pipeline that builds them",
      "Enable Image Integrity or Ratify on the cluster that runs them",
      "Enable the quarantine policy of the registry with the CLI",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/container-registry/container-registry-tutorial-sign-build-push",
    "https://learn.microsoft.com/azure/container-registry/container-registry-content-trust",
  ],

  evaluate: ({ properties: { sku, contentTrust, quarantine } }) => {
    // Only the premium tier has either, and what signs outside the registry is not told by it.
    if (sku !== "Premium") return notApplicable;
    return contentTrust || quarantine
      ? pass
      : fail("It takes any image and hands it out at once", { contentTrust, quarantine });
  },

  examples: {
    pass: [
      { name: "quarantined", properties: { sku: "Premium", contentTrust: false, quarantine: true } },
      { name: "signed", properties: { sku: "Premium", contentTrust: true, quarantine: false } },
    ],
    fail: [{ name: "neither", properties: { sku: "Premium", contentTrust: false, quarantine: false } }],
    notApplicable: [
      {
        name: "a tier that has neither",
        properties: { sku: "Basic", contentTrust: false, quarantine: false },
      },
    ],
  },
});
