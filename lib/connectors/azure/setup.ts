import type { SetupStep } from "#lib/domain/connector.ts";
import { isAction, isDataAction, isGraphPermission, purviewReader } from "./permission-kinds.ts";

/** What to create in Azure, with custom roles and consents holding exactly the collectors' permissions. */
export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  return [
    {
      title: "Create the application",
      text: "Make an app registration for Nacre. Skip this if Nacre runs in Azure with a managed identity, or with workload identity federation.",
      code: {
        language: "bash",
        text: "az ad app create --display-name nacre\naz ad sp create --id APPLICATION_ID",
      },
    },
    {
      title: "Describe the custom role",
      text: "Save this as nacre-reader.json with your subscription's id. Name every subscription to be read under AssignableScopes, or one management group above them: then subscriptions added beneath it later are found too.",
      code: { language: "json", text: JSON.stringify(readerRole(permissions), null, 2) },
    },
    {
      title: "Create and assign the custom role",
      text: "Repeat the assignment on every subscription to be read, or assign it once on the management group. Its list actions read settings to find credentials in clear; only their names are kept.",
      code: {
        language: "bash",
        text: [
          "az role definition create --role-definition @nacre-reader.json",
          'az role assignment create --assignee APPLICATION_ID --role "Nacre Reader" \\',
          "  --scope /subscriptions/SUBSCRIPTION_ID",
        ].join("\n"),
      },
    },
    {
      title: "Let it read how Foundry agents are set up (optional)",
      text: "Agents and evaluations are kept in the projects themselves, so they need a role of their own, which a management group cannot hold. Without it, each project says that its agents are unknown.",
      code: { language: "bash", text: foundryRole(permissions) },
    },
    {
      title: "Let it read the directory (optional)",
      text: "Microsoft Graph tells who is behind a role, how old an application's secrets are, what users may consent to, and which conditional access there is. An administrator consents to these permissions to read. Without one of them, what it would tell is shown as a gap.",
      code: { language: "bash", text: graphConsent(permissions) },
    },
    {
      title: "Let it read what Purview classified (optional)",
      text: "Purview gives this role itself, on a collection and those beneath it. It tells which stores hold personal data, payment data or credentials; what they hold is not read.",
      code: {
        language: "text",
        text: `Purview portal › Data Map › Collections › root collection › Role assignments\nData readers (${purviewReader}) › add the application`,
      },
    },
    {
      title: "Make a secret, or federate",
      text: "A secret is quickest; it is sealed before it is stored. Without one, Nacre uses the identity it runs as.",
      code: {
        language: "bash",
        text: "az ad app credential reset --id APPLICATION_ID --display-name nacre --years 1 --query password -o tsv",
      },
    },
  ];
}

const readerRole = (permissions: readonly string[]) => ({
  Name: "Nacre Reader",
  IsCustom: true,
  Description:
    "Reads configuration for Nacre. Reads no data, no prompt, no secret value, and changes nothing.",
  Actions: permissions.filter(isAction),
  NotActions: [],
  DataActions: [],
  NotDataActions: [],
  AssignableScopes: ["/subscriptions/SUBSCRIPTION_ID"],
});

function foundryRole(permissions: readonly string[]): string {
  const role = {
    Name: "Nacre Foundry Reader",
    IsCustom: true,
    Description: "Reads how Foundry agents and evaluations are set up. Reads no conversation and no file.",
    Actions: [],
    NotActions: [],
    DataActions: permissions.filter(isDataAction),
    NotDataActions: [],
    AssignableScopes: ["/subscriptions/SUBSCRIPTION_ID"],
  };
  return [
    "cat > nacre-foundry-reader.json <<'JSON'",
    JSON.stringify(role, null, 2),
    "JSON",
    "az role definition create --role-definition @nacre-foundry-reader.json",
    'az role assignment create --assignee APPLICATION_ID --role "Nacre Foundry Reader" \\',
    "  --scope /subscriptions/SUBSCRIPTION_ID",
  ].join("\n");
}

const graphConsent = (permissions: readonly string[]): string =>
  [
    "graph=00000003-0000-0000-c000-000000000000",
    `for permission in ${permissions.filter(isGraphPermission).join(" ")}; do`,
    `  role=$(az ad sp show --id $graph --query "appRoles[?value=='$permission'].id" -o tsv)`,
    "  az ad app permission add --id APPLICATION_ID --api $graph --api-permissions $role=Role",
    "done",
    "az ad app permission admin-consent --id APPLICATION_ID",
  ].join("\n");
