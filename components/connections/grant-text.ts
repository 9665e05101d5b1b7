import type { Provider } from "#lib/domain/provider.ts";

export type Grant = { language: string; text: string; where: string };

/** What a permission's name is made of. The text is pasted into a shell, and some names come out of a provider's prose. */
const wellFormed: Partial<Record<Provider, RegExp>> = {
  aws: /^[a-z0-9-]+:[A-Za-z0-9*]+$/,
  azure: /^[\w.-]+(\/[\w.*-]+)+$/,
  gcp: /^[a-zA-Z]\w*(\.\w+)+$/,
};

/**
 * The smallest change at the provider that allows just these permissions, in its own form. Null where a role cannot
 * hold any of them: an API that is off, or a name that is none.
 */
export function grantText(provider: Provider, permissions: readonly string[]): Grant | null {
  const form = wellFormed[provider];
  if (!form) return null;
  const sorted = [...new Set(permissions)].filter((name) => form.test(name)).toSorted();
  if (sorted.length === 0) return null;
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
    // Their setup pages say which boxes of a token to tick; no text of theirs grants one permission alone.
    case "kubernetes":
    case "github":
    case "gitlab":
    case "openai":
    case "anthropic":
    case "huggingface":
    case "onprem":
      return null;
  }
}
