import type { ComponentKind } from "#lib/domain/imported.ts";
import type { Derived } from "#lib/domain/derived.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { isResourceType, titleOf } from "#lib/domain/resource.ts";
import { memberRoleTitles, type MemberRole } from "#lib/domain/workload.ts";

/** A resource of a workload as it is stored: what could not be collected is in neither of its two objects. */
export type BillMember = {
  key: string;
  name: string;
  type: string;
  class: string;
  provider: string;
  account: string;
  region: string | null;
  role: MemberRole;
  properties: Readonly<Record<string, unknown>>;
  facets: Readonly<Record<string, unknown>>;
  derived: Derived;
  /** Keys of members it was trained on. */
  trainedOn: readonly string[];
  /** What evaluations of it measured. */
  measures: readonly string[];
};

/** Part of another tool's bill of materials that is tied to a member. */
export type BillPart = {
  id: string;
  resourceKey: string;
  kind: ComponentKind;
  name: string;
  version: string;
  publisher: string;
  reference: string;
  licenses: readonly string[];
};

const componentTypes: Partial<Record<ResourceClass, string>> = {
  model: "machine-learning-model",
  dataset: "data",
  "data-store": "data",
  "vector-store": "data",
  "knowledge-base": "data",
  prompt: "data",
  image: "container",
  compute: "application",
};
/** What is called over an interface rather than built in. */
const serviceClasses: readonly ResourceClass[] = [
  "ai-service",
  "model-deployment",
  "agent",
  "agent-tool",
  "guardrail",
  "api",
];
/** Classes that CycloneDX has a place for; identities, networks and logs it has none for. */
export const componentClasses: readonly string[] = Object.keys(componentTypes);
export const serviceClassNames: readonly string[] = serviceClasses;

const partTypes: Record<ComponentKind, string> = {
  model: "machine-learning-model",
  dataset: "data",
  library: "library",
  application: "application",
  container: "container",
  other: "file",
};

export function toComponent(member: BillMember): object {
  const { key, name, class: kind, properties, facets } = member;
  // Safe because only members of these classes are read as components.
  const type = componentTypes[kind as ResourceClass];
  return {
    type,
    "bom-ref": key,
    name,
    ...text("version", facets["version"]),
    ...text("publisher", facets["publisher"]),
    description: describe(member),
    ...licensesOf(properties["license"]),
    ...(kind === "image" ? imageOf(member) : {}),
    ...(type === "data" ? { data: [dataOf(member)] } : {}),
    ...(kind === "model" ? modelCardOf(member) : {}),
    properties: told(member),
  };
}

export function toService(member: BillMember): object {
  const { key, name, facets, derived, provider, properties } = member;
  const hosts = strings(facets["hosts"]).filter((host) => /^[a-z0-9.-]+$/i.test(host));
  const authentication = facets["authentication"];
  return {
    "bom-ref": key,
    provider: { name: provider },
    name,
    ...text("version", properties["version"]),
    description: describe(member),
    ...(hosts.length > 0 ? { endpoints: hosts.map((host) => `https://${host}`) } : {}),
    ...(authentication === "none" ? { authenticated: false } : {}),
    ...(authentication === "key" || authentication === "identity" ? { authenticated: true } : {}),
    ...(derived.exposure ? { "x-trust-boundary": derived.exposure.reach !== "internal" } : {}),
    properties: told(member),
  };
}

export const toPart = ({ id, kind, name, version, publisher, reference, licenses }: BillPart): object => ({
  type: partTypes[kind],
  "bom-ref": partRef(id),
  name,
  ...text("version", version),
  ...text("publisher", publisher),
  ...(reference.startsWith("pkg:") ? { purl: reference } : {}),
  ...(licenses.length > 0 ? { licenses: licenses.map((license) => ({ license: { name: license } })) } : {}),
  properties: [{ name: "nacre:told-by", value: "an imported bill of materials" }],
});

export const partRef = (id: string): string => `imported:${id}`;

const describe = ({ type, role }: BillMember): string =>
  `${isResourceType(type) ? titleOf(type) : type}. ${memberRoleTitles[role]}.`;

const text = (field: string, value: unknown): Record<string, string> =>
  typeof value === "string" && value !== "" ? { [field]: value } : {};

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

const licensesOf = (license: unknown): object =>
  typeof license === "string" && license !== "" ? { licenses: [{ license: { name: license } }] } : {};

/** Named by what it is pulled by: the digest where one is known. */
function imageOf({ properties }: BillMember): object {
  const { registry, repository, tag } = properties;
  const [digest] = strings(properties["digests"]);
  if (typeof registry !== "string" || typeof repository !== "string") return {};
  const name = repository.split("/").at(-1) ?? repository;
  const version = digest === undefined ? "" : `@${encodeURIComponent(digest)}`;
  const tagged = typeof tag === "string" ? `&tag=${encodeURIComponent(tag)}` : "";
  return {
    ...text("version", tag),
    purl: `pkg:oci/${encodeURIComponent(name.toLowerCase())}${version}?repository_url=${encodeURIComponent(`${registry}/${repository}`)}${tagged}`,
  };
}

function dataOf({ name, class: kind, derived }: BillMember): object {
  const sensitivity = derived.sensitivity;
  return {
    type: kind === "prompt" ? "definition" : "dataset",
    name,
    // Unclassified says that nothing is known of it.
    ...(sensitivity && sensitivity.level !== "unclassified" ? { classification: sensitivity.level } : {}),
    ...(sensitivity && sensitivity.dataClasses.length > 0 ? { sensitiveData: sensitivity.dataClasses } : {}),
  };
}

/** Only what is known of how it was made and measured; a model of which nothing is known has no card. */
function modelCardOf({ properties, trainedOn, measures }: BillMember): object {
  const parameters = {
    ...text("architectureFamily", properties["architecture"]),
    ...(trainedOn.length > 0 ? { datasets: trainedOn.map((ref) => ({ ref })) } : {}),
  };
  const card = {
    ...(Object.keys(parameters).length > 0 ? { modelParameters: parameters } : {}),
    ...(measures.length > 0
      ? { quantitativeAnalysis: { performanceMetrics: measures.map((type) => ({ type })) } }
      : {}),
  };
  return Object.keys(card).length > 0 ? { modelCard: card } : {};
}

/** Plain facts that have no field of their own; what is a list or a structure is left to the inventory. */
const factsTold = ["origin", "lifecycle", "baseModel", "weightsFormat", "artifactUri", "mode"] as const;

function told({ type, account, region, role, properties, facets }: BillMember): object[] {
  const facts = factsTold.flatMap((name) => {
    const value = facets[name] ?? properties[name];
    return typeof value === "string" && value !== "" && value !== "unstated" ? [[name, value] as const] : [];
  });
  return [
    ["type", type] as const,
    ["account", account] as const,
    ...(region === null ? [] : [["region", region] as const]),
    ["role", role] as const,
    ...facts,
  ].map(([name, value]) => ({ name: `nacre:${name}`, value }));
}
