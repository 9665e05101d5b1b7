import type { Provider } from "#lib/domain/provider.ts";

export type Grant = { language: string; text: string; where: string };

/** The smallest change at the provider that allows just these permissions, in its own form. */
export function grantText(provider: Provider, permissions: readonly string[]): Grant {
  const sorted = [...new Set(permissions)].toSorted();
  switch (provider) {
    case "aws":
      return {
        language: "json",
        where: "Add this statement to the policy of the role that Nacre assumes.",
        text: JSON.stringify(
          {
            Version: "2012-10-17",
            Statement: [{ Sid: "NacreMissing", Effect: "Allow", Action: sorted, Resource: "*" }],
          },
          null,
          2,
        ),
      };
    case "azure":
      return {
        language: "json",
        where: "Add these actions to the custom role that Nacre's application holds.",
        text: JSON.stringify(
          {
            actions: sorted.filter((permission) => !isDataAction(permission)),
            dataActions: sorted.filter(isDataAction),
          },
          null,
          2,
        ),
      };
    case "gcp":
      return {
        language: "shell",
        where: "Add these to the custom role that Nacre's service account holds.",
        text: `gcloud iam roles update NacreInventory --organization="$ORGANIZATION_ID" \\\n  --add-permissions=${sorted.join(",")}`,
      };
  }
}

const isDataAction = (permission: string): boolean => permission.endsWith("/dataActions");
