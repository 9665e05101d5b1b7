import type { Place } from "../declared.ts";
import { asRecord, isRecord } from "../record.ts";
import type { Lines, SourceDocuments } from "../source-documents.ts";

/** One object that a manifest declares. */
export type ManifestObject = {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  body: Readonly<Record<string, unknown>>;
  place: Place;
  lines: Lines;
};

/** Whether it is an object of the Kubernetes API. Settings of its tools, which share its form, name nothing. */
export const isManifest = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) &&
  typeof value["apiVersion"] === "string" &&
  typeof value["kind"] === "string" &&
  (nameOf(value) !== null || (value["kind"].endsWith("List") && Array.isArray(value["items"])));

const depthMax = 8;

/** Every object of a file, those within lists among them. */
export const objectsIn = (file: string, { documents, lines }: SourceDocuments): ManifestObject[] =>
  documents.flatMap((document) => objectsOf(file, document, lines, 0));

function objectsOf(file: string, value: unknown, lines: Lines, depth: number): ManifestObject[] {
  if (!isManifest(value) || depth > depthMax) return [];
  const name = nameOf(value);
  const { kind, apiVersion, items } = value;
  if (name === null)
    return (Array.isArray(items) ? items : []).flatMap((item: unknown) =>
      objectsOf(file, item, lines, depth + 1),
    );
  const [group = "", version] = String(apiVersion).split("/");
  const { namespace } = asRecord(value["metadata"]);
  const inside = typeof namespace === "string" && namespace !== "" ? namespace : "default";
  return [
    {
      group: version === undefined ? "core" : group,
      version: version ?? group,
      kind: String(kind),
      namespace: inside,
      name,
      body: name === asRecord(value["metadata"])["name"] ? value : named(value, name),
      place: {
        address: isOfCluster(String(kind)) ? `${String(kind)} ${name}` : `${String(kind)} ${inside}/${name}`,
        file,
        line: lines.of(value),
      },
      lines,
    },
  ];
}

/** Kinds that stand in no namespace. */
export const isOfCluster = (kind: string): boolean =>
  /^(Namespace|Node|PersistentVolume|CustomResourceDefinition|Cluster\w+|\w+Class|\w+WebhookConfiguration)$/.test(
    kind,
  );

function nameOf(value: Readonly<Record<string, unknown>>): string | null {
  const { name, generateName } = asRecord(value["metadata"]);
  if (typeof name === "string" && name !== "") return name;
  // The API server puts letters of its own behind it.
  return typeof generateName === "string" && generateName !== "" ? generateName.replace(/-$/, "") : null;
}

const named = (value: Readonly<Record<string, unknown>>, name: string) => ({
  ...value,
  metadata: { ...asRecord(value["metadata"]), name },
});

/** As the API's own plurals are made: `networkpolicies`, `ingresses`, `deployments`. */
export function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower.endsWith("s") || lower.endsWith("x") || lower.endsWith("ch")) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
