import { clusterKeyOf, keyOf, workloadKey } from "#lib/connectors/kubernetes/keys.ts";
import { imageKey } from "#lib/connectors/kubernetes/images.ts";
import { Binding, subjectOf } from "#lib/connectors/kubernetes/rbac-source.ts";
import { subjectKey } from "#lib/connectors/kubernetes/role-bindings.ts";
import type { Place } from "../declared.ts";
import { asRecord } from "../record.ts";
import { isOfCluster, pluralOf, type ManifestObject } from "./manifest-object.ts";
import { podSpecOf } from "./pods-of.ts";

/** What a workload is told to be, beside itself. */
const servers = [
  "model-servers",
  "vector-stores",
  "llm-gateways",
  "mcp-servers",
  "notebooks",
  "model-registrys",
  "models",
];

/** Where each resource was written: itself, or the object that implies it. */
export function placesOf(account: string, objects: readonly ManifestObject[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const add = (key: string, place: Place) => {
    if (!places.has(key)) places.set(key, place);
  };
  for (const object of objects) {
    const { kind, namespace, name, place } = object;
    const plural = pluralOf(kind);
    if (isOfCluster(kind)) add(clusterKeyOf(account, plural, name), place);
    else add(keyOf(account, plural, namespace, name), place);
    add(workloadKey(account, kind, namespace, name), place);
    add(keyOf(account, `agent-${kind.toLowerCase()}s`, namespace, name), place);
    if (podSpecOf(object))
      for (const server of servers)
        add(keyOf(account, server, namespace, `${kind.toLowerCase()}.${name}`), place);
    if (kind === "InferenceService")
      add(keyOf(account, "models", namespace, `inferenceservice.${name}`), place);
    for (const { image, at } of imagesOf(object)) add(imageKey(account, image), at);
    // Users and groups exist by being named.
    for (const subject of subjectsOf(object))
      if (subject.kind !== "ServiceAccount") add(subjectKey(account, subject), place);
  }
  return places;
}

function imagesOf(object: ManifestObject): { image: string; at: Place }[] {
  const spec = podSpecOf(object) ?? {};
  return ["containers", "initContainers"].flatMap((list) => {
    const containers = spec[list];
    return (Array.isArray(containers) ? containers : []).flatMap((container: unknown) => {
      const { image } = asRecord(container);
      if (typeof image !== "string") return [];
      return [{ image, at: { ...object.place, line: object.lines.of(container, "image") } }];
    });
  });
}

const subjectsOf = ({ kind, body }: ManifestObject) =>
  kind.endsWith("RoleBinding") ? (Binding.safeParse(body).data?.subjects ?? []).map(subjectOf) : [];
