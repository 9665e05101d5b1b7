import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { digestIn, isPinned, parseImage } from "./image-reference.ts";
import { clusterKeyOf } from "./keys.ts";
import { incomplete } from "./listing.ts";
import { undecidable, withUnknown } from "./undecidable.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

const digestsMax = 20;
export const imageKey = (account: string, image: string): string => clusterKeyOf(account, "images", image);

export const images: Collector = {
  id: "images",
  title: "Container images",
  per: "account",
  produces: ["kubernetes.image"],
  permissions: [...workloadPermissions],
  collect: async function* (source) {
    const { items, unknown } = await readWorkloads(source);
    yield normalizeImages(source.scope.account, items);
    if (unknown) throw incomplete(unknown);
  },
};

/** Each image once, however many run it, with every digest that was pulled for it. */
export function normalizeImages(
  account: string,
  workloads: readonly Pick<Workload, "spec" | "pulled">[],
): Batch {
  const digests = new Map<string, Set<string>>();
  for (const { spec, pulled } of workloads) {
    for (const { image } of [...spec.containers, ...spec.initContainers])
      if (image !== "" && !digests.has(image)) digests.set(image, new Set());
    for (const { image, imageID } of pulled) {
      const digest = digestIn(imageID);
      const known = [...digests.keys()].find((name) => isSame(name, image));
      if (digest !== null && known !== undefined) digests.get(known)?.add(digest);
    }
  }
  const resources = [...digests].map(([image, found]) => toResource(account, image, [...found].toSorted()));
  return { resources, relationships: [] };
}

/** A runtime writes an image's name out in full, where people leave out what is usual. */
function isSame(written: string, told: string): boolean {
  const [a, b] = [parseImage(written), parseImage(told)];
  return (
    a.registry === b.registry &&
    a.repository === b.repository &&
    (a.digest ?? a.tag ?? "latest") === (a.digest === null ? (b.tag ?? "latest") : (b.digest ?? ""))
  );
}

function toResource(account: string, image: string, digests: string[]): Resource<"kubernetes.image"> {
  const { registry, repository, tag } = parseImage(image);
  const call = "core:pods.list";
  return {
    key: imageKey(account, image),
    type: "kubernetes.image",
    name: image,
    account,
    region: null,
    tags: {},
    properties: { registry, repository, tag, digests: digests.slice(0, digestsMax) },
    facets: {
      mutableReference: !isPinned(image),
      signed: null,
      scanned: false,
      criticalVulnerabilityCount: null,
    },
    ...withUnknown({
      "facets.scanned": undecidable(
        call,
        "Whether it was scanned is known to its registry, not to the cluster",
      ),
    }),
  };
}
