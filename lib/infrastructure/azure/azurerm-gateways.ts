import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { openSwitch, type AzurermKind } from "./azurerm-kind.ts";

/** Old protocols, by what the provider calls them now and called them before, and by Azure's own name. */
const protocols = [
  ["frontend_tls10_enabled", "enable_frontend_tls10", "Protocols.Tls10"],
  ["frontend_tls11_enabled", "enable_frontend_tls11", "Protocols.Tls11"],
  ["frontend_ssl30_enabled", "enable_frontend_ssl30", "Protocols.Ssl30"],
  ["backend_tls10_enabled", "enable_backend_tls10", "Backend.Protocols.Tls10"],
  ["backend_tls11_enabled", "enable_backend_tls11", "Backend.Protocols.Tls11"],
  ["backend_ssl30_enabled", "enable_backend_ssl30", "Backend.Protocols.Ssl30"],
] as const;

const service = (block: Block) => {
  const security = block.block("security");
  const spoken = protocols.map(([name, before, own]) => [
    `Microsoft.WindowsAzure.ApiManagement.Gateway.Security.${own}`,
    String(security?.flag(name) ?? security?.flag(before) ?? false),
  ]);
  return {
    sku: present({ name: block.text("sku_name")?.split("_")[0] }),
    properties: present({
      gatewayUrl: block.known("gateway_url") ?? `https://${block.known("name") ?? "planned"}.azure-api.net`,
      virtualNetworkType: block.choice("virtual_network_type", "None", "External", "Internal") ?? "None",
      publicNetworkAccess: openSwitch(block),
      customProperties: Object.fromEntries(spoken) as Record<string, string>,
    }),
  };
};

const api = (block: Block) => ({
  properties: present({
    displayName: block.known("display_name"),
    path: block.text("path") ?? "",
    serviceUrl: block.text("service_url"),
    subscriptionRequired: block.flag("subscription_required") ?? true,
    isCurrent: block.flag("is_current"),
  }),
});

/** One of everything that a policy may do for the better, and one that hands a key on. */
const guessedPolicies = [
  "<policies/>",
  '<policies><validate-jwt/><rate-limit/><llm-token-limit/><llm-content-safety/><ip-filter action="allow"/><authentication-managed-identity/></policies>',
  '<policies><set-header name="api-key"><value>known-after-apply</value></set-header></policies>',
];

/** What stands behind a link, or is put together while applying, may do anything. */
const policy = (block: Block) => {
  const isUntold = block.isUnknown("xml_content") || block.has("xml_link");
  return {
    properties: { value: (isUntold ? block.guess(guessedPolicies) : block.text("xml_content")) ?? "" },
  };
};

const backend = (block: Block) => {
  const credentials = block.block("credentials");
  return {
    properties: present({
      url: block.text("url"),
      credentials:
        credentials &&
        present({
          header: credentials.map("header"),
          query: credentials.map("query"),
          authorization: present({ scheme: credentials.block("authorization")?.text("scheme") }),
        }),
    }),
  };
};

const gateway = "Microsoft.ApiManagement/service";
const inGateway = [["api_management_name", "service"]] as const;

export const gatewayKinds: Readonly<Record<string, AzurermKind>> = {
  azurerm_api_management: { type: gateway, read: service },
  azurerm_api_management_policy: {
    type: `${gateway}/policies`,
    parent: { attribute: "api_management_id", between: "" },
    name: "policy",
    read: policy,
  },
  azurerm_api_management_api: { type: `${gateway}/apis`, named: inGateway, read: api },
  azurerm_api_management_api_policy: {
    type: `${gateway}/apis/policies`,
    named: [...inGateway, ["api_name", "apis"]],
    name: "policy",
    read: policy,
  },
  azurerm_api_management_backend: { type: `${gateway}/backends`, named: inGateway, read: backend },
};
