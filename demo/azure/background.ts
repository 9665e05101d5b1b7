import { mlWorkspace } from "./ai-kinds.ts";
import { guidOf, principalOf, privateEndpointTo, resourceId, subscriptionId, type Thing } from "./arm.ts";
import { appPlatform } from "./app-platform.ts";
import { dataPlatform } from "./data-platform.ts";
import { foundry } from "./foundry.ts";
import { keyVault, managedIdentity, storageAccount, webApp } from "./kinds.ts";
import { assign } from "./roles.ts";

const teams = ["claims", "pricing", "brokers", "finance", "policies", "reporting", "documents", "platform"];
const tagsOf = (owner: string) => ({ owner, environment: "production" });

/** The rest of the subscription: each team's storage, vault, application and identity, all well kept. */
export const background = (): Thing[] => [
  ...teams.flatMap(teamThings),
  ...dataScience(),
  ...foundry(),
  ...dataPlatform(),
  ...appPlatform(),
];

function teamThings(team: string): Thing[] {
  const group = `rg-${team}`;
  const tags = tagsOf(team);
  const storage = (purpose: string) => `st${team}${purpose}`;
  const identity = identityOf(team);
  return [
    ...["files", "exports"].map((purpose) =>
      storageAccount({
        name: storage(purpose),
        group,
        tags,
        containers: [{ name: purpose, metadata: { data_classification: "internal" } }],
      }),
    ),
    keyVault({ name: `kv-${team}-01`, group, tags, secrets: ["connection"] }),
    managedIdentity({ name: `id-${team}`, group, tags }),
    webApp({
      name: `app-${team}`,
      group,
      tags,
      identity,
      signIn: true,
      publicNetwork: false,
      settings: {
        STORAGE_ACCOUNT_URL: `https://${storage("files")}.blob.core.windows.net`,
        DATABASE_LOGIN: `@Microsoft.KeyVault(VaultName=kv-${team}-01;SecretName=connection)`,
      },
    }),
    privateEndpointTo(storageOf(team, "files"), "blob"),
    privateEndpointTo(storageOf(team, "exports"), "blob"),
    privateEndpointTo(resourceId(group, "Microsoft.KeyVault/vaults", `kv-${team}-01`), "vault"),
    privateEndpointTo(resourceId(group, "Microsoft.Web/sites", `app-${team}`), "sites"),
  ];
}

const identityOf = (team: string) =>
  resourceId(`rg-${team}`, "Microsoft.ManagedIdentity/userAssignedIdentities", `id-${team}`);
const storageOf = (team: string, purpose: string) =>
  resourceId(`rg-${team}`, "Microsoft.Storage/storageAccounts", `st${team}${purpose}`);

function dataScience(): Thing[] {
  const group = "rg-data-science";
  const tags = { owner: "data-science", environment: "sandbox" };
  const storageAccountId = resourceId(group, "Microsoft.Storage/storageAccounts", "stdatasciencews");
  return [
    storageAccount({ name: "stdatasciencews", group, tags, containers: [{ name: "azureml" }] }),
    mlWorkspace({ name: "mlw-data-science", group, tags, storageAccountId }),
    privateEndpointTo(storageAccountId, "blob"),
    privateEndpointTo(
      resourceId(group, "Microsoft.MachineLearningServices/workspaces", "mlw-data-science"),
      "amlworkspace",
    ),
  ];
}

export const backgroundAssignments = () => [
  ...teams.flatMap((team) => [
    assign("Storage Blob Data Reader", storageOf(team, "files"), principalOf(identityOf(team))),
    assign(
      "Key Vault Secrets User",
      resourceId(`rg-${team}`, "Microsoft.KeyVault/vaults", `kv-${team}-01`),
      principalOf(identityOf(team)),
    ),
  ]),
  assign("Reader", `/subscriptions/${subscriptionId}`, guidOf("group cloud-engineers"), "Group"),
];
