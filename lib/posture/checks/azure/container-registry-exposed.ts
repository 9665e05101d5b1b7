import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/container-registry-exposed",
  title: "Container registry has a closed network and no admin user",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "azure.container-registry.registry",
  risk: "One shared password, or a stolen token used from anywhere, replaces the images of models and applications.",
  remediation: {
    summary: "Switch the admin user off, and close the public network.",
    cli: "az acr update --name <registry> --admin-enabled false --public-network-enabled false",
    terraform: "admin_enabled = false, public_network_access_enabled = false",
    console: [
      "Open the registry › Settings › Access keys and switch Admin user off",
      "Open Networking and disable public access",
    ],
  },
  references: ["https://learn.microsoft.com/azure/container-registry/container-registry-best-practices"],

  evaluate: ({ properties: { adminUser, publicNetworkAccess } }) => {
    if (adminUser) return fail("Its admin user is on: one password, shared by all", { adminUser });
    return publicNetworkAccess === "Disabled"
      ? pass
      : fail("Any address on the internet may connect", { publicNetworkAccess });
  },

  examples: {
    pass: [
      {
        name: "closed",
        properties: { adminUser: false, publicNetworkAccess: "Disabled" },
      },
    ],
    fail: [
      {
        name: "admin user",
        properties: { adminUser: true, publicNetworkAccess: "Disabled" },
      },
      {
        name: "a network switch never set",
        properties: { adminUser: false, publicNetworkAccess: null },
      },
    ],
  },
});
