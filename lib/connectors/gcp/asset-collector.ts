import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { assetPermissions, assetsCall, listAssets } from "./assets.ts";
import { normalizeEach } from "../normalized.ts";

const Typed = z.looseObject({ assetType: z.string() });

/** A collector of what the Asset Inventory holds of some types, each with a normalizer, in one listing. */
export const assetCollector = (
  spec: Pick<Collector, "id" | "title" | "produces"> & {
    types: Readonly<Record<string, (raw: unknown, scope: Scope) => Batch>>;
  },
): Collector => ({
  id: spec.id,
  title: spec.title,
  per: "account",
  produces: spec.produces,
  permissions: assetPermissions,
  collect: async function* (source) {
    for await (const page of listAssets(source, ...Object.keys(spec.types)))
      yield normalizeEach(assetsCall, page, (raw) => {
        const normalize = spec.types[Typed.parse(raw).assetType];
        return normalize ? normalize(raw, source.scope) : { resources: [], relationships: [] };
      });
  },
});
