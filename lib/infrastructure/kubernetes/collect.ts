import path from "node:path";

import kubernetesConnector from "#lib/connectors/kubernetes/connector.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { collectDeclared } from "../collect.ts";
import type { Found } from "../found.ts";
import { openDeclaredCluster, type DeclaredCluster } from "./cluster.ts";
import type { ManifestObject } from "./manifest-object.ts";

/** What the live collectors of a cluster find in what manifests declare. */
export async function collectManifests(
  objects: readonly ManifestObject[],
  signal: AbortSignal,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const cluster of clustersIn(objects))
    found.push(
      await collectDeclared(kubernetesConnector, () => openDeclaredCluster(cluster), signal, inCluster),
    );
  return found;
}

const inCluster: Unknown = {
  reason: "not-recorded",
  call: "kubectl get",
  permission: null,
  message: "Objects that the manifests do not hold may decide it, and only the cluster tells of them",
};

/**
 * All that is scanned is one cluster, so that a service in one file leads to pods in another. Where one object is
 * declared twice, as it is for each of several environments, each folder is one.
 */
export function clustersIn(objects: readonly ManifestObject[]): DeclaredCluster[] {
  if (objects.length === 0) return [];
  if (!twiceIn(objects)) return [{ name: "manifests", objects }];
  const byFolder = Map.groupBy(objects, ({ place }) => path.dirname(place.file));
  return [...byFolder].map(([name, own]) => {
    const [first, second] = twiceIn(own) ?? [];
    if (first && second)
      throw new AppError(
        "invalid-input",
        `${first.place.address} is declared in ${placed(first)} and again in ${placed(second)}. Scan what is applied to each cluster by itself.`,
      );
    return { name, objects: own };
  });
}

const placed = ({ place: { file, line } }: ManifestObject): string => `${file}:${line ?? 1}`;

function twiceIn(objects: readonly ManifestObject[]): [ManifestObject, ManifestObject] | null {
  const seen = new Map<string, ManifestObject>();
  for (const object of objects) {
    const id = `${object.group} ${object.place.address}`;
    const known = seen.get(id);
    if (known) return [known, object];
    seen.set(id, object);
  }
  return null;
}
