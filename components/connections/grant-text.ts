import type { Provider } from "#lib/domain/provider.ts";

export type Grant = { language: string; text: string; where: string };

/** What a permission's name is made of. The text is pasted into a shell, and some names come out of a provider's prose. */
const wellFormed: Partial<Record<Provider, RegExp>> = {
  aws: /^[a-z0-9-]+:[A-Za-z0-9*]+$/,
  azure: /^[\w.-]+(\/[\w.*-]+)+$|^[A-Z]\w+(\.[A-Z]\w+)+$/,
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
      return azureGrant(sorted);
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

/** Reading blobs is for samples, and given on the storage accounts alone whose owners allow them. */
const blobRead = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";

/** Actions go into the custom role, what Foundry's projects hold into a second one, and Graph's need a consent. */
function azureGrant(permissions: readonly string[]): Grant {
  const isGraph = (name: string) => !name.includes("/");
  const isData = (name: string) => name.includes("/accounts/AIServices/");
  const graph = permissions.filter(isGraph);
  const data = permissions.filter(isData);
  const actions = permissions.filter((name) => !isGraph(name) && !isData(name) && name !== blobRead);
  if (permissions.every((name) => name === blobRead))
    return {
      language: "bash",
      where: "Lets it read blobs of the storage account that is to be sampled.",
      text: readsBlobs.join("\n"),
    };
  return {
    language: "bash",
    where:
      actions.length === permissions.length
        ? "Adds the actions to the custom role “Nacre Reader”, wherever it is assigned."
        : "Widens Nacre's custom roles wherever they are assigned, and consents to what Microsoft Graph asks.",
    text: [
      ...widened("Nacre Reader", "nacre-reader", "Actions", actions),
      ...widened("Nacre Foundry Reader", "nacre-foundry-reader", "DataActions", data),
      ...(graph.length === 0 ? [] : consented(graph)),
      ...(permissions.includes(blobRead) ? readsBlobs : []),
    ].join("\n"),
  };
}

const widened = (role: string, file: string, member: string, names: readonly string[]): string[] =>
  names.length === 0
    ? []
    : [
        `az role definition list --name "${role}" --query "[0]" > ${file}.json`,
        `jq '.${member} += ${JSON.stringify(names)}' ${file}.json > ${file}-wider.json`,
        `az role definition update --role-definition @${file}-wider.json`,
      ];

const readsBlobs = [
  'az role assignment create --assignee APPLICATION_ID --role "Storage Blob Data Reader" \\',
  "  --scope STORAGE_ACCOUNT_ID",
];

const consented = (names: readonly string[]): string[] => [
  "graph=00000003-0000-0000-c000-000000000000",
  `for permission in ${names.join(" ")}; do`,
  `  role=$(az ad sp show --id $graph --query "appRoles[?value=='$permission'].id" -o tsv)`,
  "  az ad app permission add --id APPLICATION_ID --api $graph --api-permissions $role=Role",
  "done",
  "az ad app permission admin-consent --id APPLICATION_ID",
];
