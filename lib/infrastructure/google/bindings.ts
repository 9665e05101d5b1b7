import type { Block } from "../block.ts";
import type { GoogleEstate } from "./estate.ts";

type Binding = { role: string; members: string[] };

/** Resources that bind members to roles, by the attribute that names what they bind on. */
const bound: Readonly<Record<string, readonly string[]>> = {
  google_storage_bucket_iam: ["bucket"],
  google_cloud_run_v2_service_iam: ["name"],
  google_kms_crypto_key_iam: ["crypto_key_id"],
  google_artifact_registry_repository_iam: ["repository"],
  google_secret_manager_secret_iam: ["secret_id"],
  google_service_account_iam: ["service_account_id"],
  google_bigquery_dataset_iam: ["dataset_id"],
  google_vertex_ai_featurestore_iam: ["featurestore"],
  google_vertex_ai_feature_online_store_iam: ["feature_online_store"],
};

/** The bindings on each declared resource, by its path. */
export function bindingsOf(estate: GoogleEstate): ReadonlyMap<string, readonly Binding[]> {
  const found = new Map<string, Binding[]>();
  for (const [stem, attributes] of Object.entries(bound))
    for (const kind of ["member", "binding"])
      for (const block of estate.all(`${stem}_${kind}`)) {
        const path = pathOf(estate, block, stem.replace(/_iam$/, ""), attributes);
        if (path === null) continue;
        found.set(path, [...(found.get(path) ?? []), bindingOf(block)]);
      }
  return found;
}

const bindingOf = (block: Block): Binding => ({
  role: block.text("role") ?? "",
  members: [...block.texts("members"), ...one(block.text("member"))],
});

const one = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

/** What is bound on is named by its whole path or by the last part of it. */
function pathOf(
  estate: GoogleEstate,
  block: Block,
  type: string,
  attributes: readonly string[],
): string | null {
  const [named] = attributes.flatMap((attribute) => block.known(attribute) ?? []);
  if (named === undefined) return null;
  const found = estate.assets.find(
    (asset) => asset.type === type && (asset.path === named || asset.path.endsWith(`/${named}`)),
  );
  return found?.path ?? null;
}
