import type { Unknown } from "#lib/domain/unknown.ts";
import { storeKeyOf } from "../kubernetes/served-model.ts";
import { untold } from "../rest/facts.ts";
import type { Target } from "./inventory.ts";
import { bucketKey } from "./names.ts";

/** Key of the store a location lies in; null where it names none, or where it cannot be told which store has the bucket. */
export function storeOf(
  location: string,
  site: string,
  targets: readonly Target[],
): { key: string | null; isDoubtful: boolean } {
  const bucket = /^s3a?:\/\/([a-z0-9][a-z0-9.-]{1,62})(\/|$)/.exec(location)?.[1];
  if (bucket === undefined) return { key: storeKeyOf(location), isDoubtful: false };
  const stores = targets.flatMap(({ kind, url }) => (kind === "minio" && url !== null ? [url] : []));
  const [store, ...others] = stores;
  // An address without a kind may be an object store, too.
  if (store === undefined && targets.some(({ kind }) => kind === null))
    return { key: null, isDoubtful: true };
  if (store === undefined) return { key: storeKeyOf(location.replace("s3a:", "s3:")), isDoubtful: false };
  return others.length > 0
    ? { key: null, isDoubtful: true }
    : { key: bucketKey(site, store, bucket), isDoubtful: false };
}

export const doubtOf = (stores: readonly { isDoubtful: boolean }[]): Unknown | null =>
  stores.some(({ isDoubtful }) => isDoubtful)
    ? untold(
        "inventory:list",
        "The list does not say which of its addresses is the one object store that has the bucket",
      )
    : null;
