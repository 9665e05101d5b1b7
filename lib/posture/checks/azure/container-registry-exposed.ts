import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/container-registry-exposed",
  title: "Container registry is closed to strangers and has no admin user",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.container-registry.registry",
  risk: "Anybody pulls the images of models and applications, or one shared password replaces them.",
  remediation: {
    summary: "Switch anonymous pull and the admin user off, and close the public network.",
    cli: "az acr update --name <registry> --anonymous-pull-enabled false --admin-enabled false --public-network-enabled false",
    terraform: "admin_enabled = false, anonymous_pull_enabled = false, public_network_access_enabled = false",
    console: [
      "Open the registry › Settings › Access keys and switch Admin user off",
      "Open Networking and disable public access",
    ],
  },
  references: ["https://learn.microsoft.com/azure/container-registry/container-registry-best-practices"],

  evaluate: ({ properties: { anonymousPull, adminUser, publicNetworkAccess } }) => {
    if (anonymousPull) return fail("Anybody may pull its images", { anonymousPull });
    if (adminUser) return fail("Its admin user is on: one password, shared by all", { adminUser });
    return publicNetworkAccess === "Disabled"
      ? pass
      : fail("Any address on the internet may connect", { publicNetworkAccess });
  },

  examples: {
    pass: [
      {
        name: "closed",
        properties: { anonymousPull: false, adminUser: false, publicNetworkAccess: "Disabled" },
      },
    ],
    fail: [
      {
        name: "anonymous pull",
        properties: { anonymousPull: true, adminUser: false, publicNetworkAccess: "Disabled" },
      },
      {
        name: "admin user",
        properties: { anonymousPull: false, adminUser: true, publicNetworkAccess: "Disabled" },
      },
      {
        name: "a network switch never set",
        properties: { anonymousPull: false, adminUser: false, publicNetworkAccess: null },
      },
    ],
  },
});
