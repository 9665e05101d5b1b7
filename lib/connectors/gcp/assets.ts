import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { IamPolicy, type Binding } from "./iam-policy.ts";
import { withProjectId } from "./names.ts";
import { listItems } from "./paging.ts";

/** Resources of some types as Cloud Asset Inventory holds them, page by page. */
export const listAssets = (
  source: Pick<Source, "call">,
  ...assetTypes: string[]
): AsyncGenerator<unknown[]> => listAssetsAsOf(source, () => undefined, ...assetTypes);

/** The same, telling the moment as of which each page holds. */
export const listAssetsAsOf = (
  source: Pick<Source, "call">,
  asOf: (readTime: string) => void,
  ...assetTypes: string[]
): AsyncGenerator<unknown[]> =>
  listItems(
    source,
    "cloudasset",
    "assets.list",
    "assets",
    { contentType: "RESOURCE", assetTypes, pageSize: 500 },
    (answer) => {
      const { data } = z.looseObject({ readTime: z.iso.datetime() }).safeParse(answer);
      if (data) asOf(data.readTime);
    },
  );

/** The same of everything under an organization. */
export const listOrganizationAssets = (
  source: Pick<Source, "call" | "scope">,
  contentType: "RESOURCE" | "IAM_POLICY",
  ...assetTypes: string[]
): AsyncGenerator<unknown[]> =>
  listItems(source, "cloudasset", "organizations.assets.list", "assets", {
    parent: source.scope.account,
    contentType,
    assetTypes,
    pageSize: 500,
  });

export const assetsCall = "cloudasset:assets.list";
export const assetPermissions = ["cloudasset.assets.listResource"];
export const policyPermissions = ["cloudasset.assets.listIamPolicy"];

/** What every asset states; `data` is the service's own REST representation. */
export const assetOf = <Data extends z.ZodType>(data: Data) =>
  z.object({
    name: z.string(),
    assetType: z.string(),
    resource: z.object({ location: z.string().optional(), data }),
  });

export const PolicyAsset = z.object({ name: z.string(), assetType: z.string(), iamPolicy: IamPolicy });

/** Bindings on each resource by its key; without types, on everything in the project. */
export async function bindingsByKey(
  source: Pick<Source, "call" | "scope">,
  ...assetTypes: string[]
): Promise<Map<string, readonly Binding[]>> {
  const found = new Map<string, readonly Binding[]>();
  const types = assetTypes.length === 0 ? {} : { assetTypes };
  const input = { contentType: "IAM_POLICY", ...types, pageSize: 500 };
  for await (const page of listItems(source, "cloudasset", "assets.list", "assets", input))
    for (const asset of z.array(PolicyAsset).parse(page))
      found.set(withProjectId(asset.name, source.scope.account), asset.iamPolicy.bindings);
  return found;
}

export const Labels = z.record(z.string(), z.string()).default({});
