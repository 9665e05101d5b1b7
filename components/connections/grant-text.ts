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
        language: "bash",
        where: "Adds the actions to the custom role “Nacre Reader”, wherever it is assigned.",
        text: [
          'az role definition list --name "Nacre Reader" --query "[0]" > nacre-reader.json',
          `jq '.Actions += ${JSON.stringify(sorted)}' nacre-reader.json > nacre-reader-wider.json`,
          "az role definition update --role-definition @nacre-reader-wider.json",
        ].join("\n"),
      };
    case "gcp":
      return {
        language: "bash",
        where: "Adds the permissions to the custom role that Nacre's service account holds.",
        text: `gcloud iam roles update nacreReader --organization ORGANIZATION_ID \\\n  --add-permissions ${sorted.join(",")}`,
      };
  }
}
