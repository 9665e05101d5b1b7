import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ml-online-endpoint",
  title: "Machine Learning online endpoint is private and asks for an identity",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "azure.machine-learning.online-endpoint",
  risk: "A scoring key names nobody and works from any address, so whoever finds it uses the model.",
  remediation: {
    summary: "Close the endpoint's public network and use Entra tokens.",
    cli: "az ml online-endpoint update --name <endpoint> --workspace-name <workspace> --resource-group <group> --set public_network_access=disabled auth_mode=aad_token",
    terraform:
      'azapi_resource for onlineEndpoints with authMode = "AADToken" and publicNetworkAccess = "Disabled"',
    console: [
      "Create the endpoint again with Microsoft Entra token authentication",
      "Disable public network access",
    ],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/how-to-authenticate-online-endpoint"],

  evaluate: ({ facets: { publicNetwork, keyAuthentication } }) => {
    if (publicNetwork && keyAuthentication)
      return fail("Any address may call it with a key", { publicNetwork, keyAuthentication });
    if (keyAuthentication)
      return fail("It asks for a key that names nobody", { publicNetwork, keyAuthentication });
    return publicNetwork ? fail("Any address may connect", { publicNetwork, keyAuthentication }) : pass;
  },

  examples: {
    pass: [{ name: "private, with tokens", facets: { publicNetwork: false, keyAuthentication: false } }],
    fail: [
      { name: "public, with a key", facets: { publicNetwork: true, keyAuthentication: true } },
      { name: "private, with a key", facets: { publicNetwork: false, keyAuthentication: true } },
      { name: "public, with tokens", facets: { publicNetwork: true, keyAuthentication: false } },
    ],
  },
});
