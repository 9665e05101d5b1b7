import type { SetupStep } from "#lib/domain/connector.ts";

/** What to create in Azure, with a custom role holding exactly the collectors' permissions. */
export function setupSteps(permissions: readonly string[]): readonly SetupStep[] {
  const role = {
    Name: "Nacre Reader",
    IsCustom: true,
    Description:
      "Reads configuration for Nacre. Reads no data, no prompt, no secret value, and changes nothing.",
    Actions: permissions,
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: ["/subscriptions/SUBSCRIPTION_ID"],
  };
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
      text: "Save this as nacre-reader.json with your subscription's id. Name every subscription to be read under AssignableScopes.",
      code: { language: "json", text: JSON.stringify(role, null, 2) },
    },
    {
      title: "Create and assign the custom role",
      text: "Repeat the assignment on every subscription to be read. Its one list action reads app settings to find credentials in clear; only their names are kept.",
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
      title: "Make a secret, or federate",
      text: "A secret is quickest; it is sealed before it is stored. Without one, Nacre uses the identity it runs as.",
      code: {
        language: "bash",
        text: "az ad app credential reset --id APPLICATION_ID --display-name nacre --years 1 --query password -o tsv",
      },
    },
  ];
}
