import { detectors } from "#lib/connectors/detectors/scan-text.ts";
import type { DerivedReason } from "#lib/domain/derived.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfType, type Resource } from "#lib/domain/resource.ts";
import { isTellingLabel } from "#lib/domain/sensitivity-label.ts";
import { known } from "#lib/domain/unknown.ts";

export type Found = { dataClasses: string[]; reasons: DerivedReason[] };

/** What a sample of its objects says of a store: only what so many different values show that it is no chance. */
export function foundInSample(resource: Resource): Found {
  const isSampled =
    isOfType(resource, "aws.s3.bucket") ||
    isOfType(resource, "gcp.storage.bucket") ||
    isOfType(resource, "azure.storage.container");
  const sample = isSampled ? known(() => resource.properties.sample) : null;
  if (!sample) return { dataClasses: [], reasons: [] };
  const found = detectors.filter(({ id, fewest }) => (sample.counts[id] ?? 0) >= fewest);
  return {
    dataClasses: found.map(({ dataClass }) => dataClass),
    reasons: found.map(({ id }) => ({
      text: `${resource.name} holds ${sample.counts[id] ?? 0} of ${id} in a sample of ${sample.objectCount} objects`,
      resourceKey: resource.key,
    })),
  };
}

type Classified = readonly [store: string, found: Found];

/** What the provider's own discovery says of stores, by their keys. */
export function classifiedByProvider(graph: ResourceGraph): ReadonlyMap<string, Found> {
  const byMacie = graph.all("aws.macie.session").flatMap((session) =>
    (known(() => session.properties.sensitiveBuckets) ?? []).map(({ bucket, score }): Classified => {
      const text = `Macie scores what it holds ${score} of 100`;
      return [bucket, { dataClasses: [], reasons: [{ text, resourceKey: session.key }] }];
    }),
  );
  const byDiscovery = graph.all("gcp.dlp.project-discovery").flatMap((discovery) =>
    (known(() => discovery.properties.sensitiveStores) ?? []).map(({ store, infoTypes }): Classified => {
      const text = `Sensitive Data Protection calls what it holds highly sensitive${namesOf(infoTypes)}`;
      const reasons = [{ text, resourceKey: discovery.key }];
      return [store, { dataClasses: dataClassesOf(infoTypes), reasons }];
    }),
  );
  return new Map([...byMacie, ...byDiscovery, ...classifiedByPurview(graph)]);
}

function classifiedByPurview(graph: ResourceGraph): Classified[] {
  const maps = graph.all("azure.purview.account");
  if (maps.length === 0) return [];
  // Names of storage accounts and of servers are one for the whole cloud, whichever subscription they are in.
  const byName = new Map([
    ...graph
      .all("azure.storage.container")
      .map(({ key, name, properties }) => [`${lastSegment(properties.accountId)}/${name}`, key] as const),
    ...graph.all("azure.sql.server").map(({ key, name }) => [name.toLowerCase(), key] as const),
  ]);
  const at = (store: string, told: string, dataClasses: string[], map: Resource): Classified[] => {
    const key = byName.get(store.includes("/") ? store : (store.split(".")[0] ?? ""));
    return key === undefined
      ? []
      : [[key, { dataClasses, reasons: [{ text: `Purview ${told}`, resourceKey: map.key }] }]];
  };
  const nameOf = tellingLabels(graph);
  const found = maps.flatMap((map) => [
    ...(known(() => map.properties.classifiedStores) ?? []).flatMap(({ store, classifications }) =>
      at(store, `found in it${namesOf(classifications)}`, dataClassesOf(classifications), map),
    ),
    ...(known(() => map.properties.labeledStores) ?? []).flatMap(({ store, labels }) => {
      const telling = labels.flatMap((label) => nameOf(label) ?? []);
      return telling.length === 0 ? [] : at(store, `labels what is in it${namesOf(telling)}`, [], map);
    }),
  ]);
  // Several accounts may have looked at one store.
  return [...Map.groupBy(found, ([key]) => key)].map(([key, all]): Classified => [
    key,
    {
      dataClasses: all.flatMap(([, one]) => one.dataClasses),
      reasons: all.flatMap(([, one]) => one.reasons),
    },
  ]);
}

/** Of the labels that say data is sensitive, what they are called; null of any other, or one that was not read. */
function tellingLabels(graph: ResourceGraph): (label: string) => string | null {
  const byId = new Map<string, string>();
  for (const { key, name, properties } of graph.all("azure.purview.sensitivity-label"))
    if (isTellingLabel(name, known(() => properties.encrypts) ?? false)) byId.set(lastSegment(key), name);
  return (label) => (isTellingLabel(label, false) ? label : (byId.get(label) ?? null));
}

const lastSegment = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

const namedMax = 5;
const namesOf = (infoTypes: readonly string[]): string =>
  infoTypes.length === 0
    ? ""
    : `: ${infoTypes.slice(0, namedMax).join(", ")}${infoTypes.length > namedMax ? " and more" : ""}`;

/**
 * https://cloud.google.com/sensitive-data-protection/docs/infotypes-reference
 * and https://learn.microsoft.com/purview/data-map-classification-supported-list
 */
const classOfInfoType: readonly [RegExp, string][] = [
  [/^MICROSOFT\.SECURITY\./, "credentials"],
  [/^MICROSOFT\.(PERSONAL|GOVERNMENT)\./, "personal-data"],
  [/^MICROSOFT\.FINANCIAL\./, "financial"],
  [/CREDIT_CARD|IBAN|BANK|SWIFT|FINANCIAL|ROUTING/, "financial"],
  [/MEDICAL|HEALTH|ICD\d|FDA_|DEA_NUMBER/, "health"],
  [/PASSWORD|_KEY$|_TOKEN$|CREDENTIALS|JSON_WEB_TOKEN|AUTH/, "credentials"],
  [
    /PERSON|(FIRST|LAST)_NAME|EMAIL|PHONE|PASSPORT|BIRTH|STREET_ADDRESS|DRIVERS_LICENSE|SOCIAL_SECURITY|TAX|NATIONAL_ID|_DNI|_NIR/,
    "personal-data",
  ],
];

const dataClassesOf = (infoTypes: readonly string[]): string[] =>
  classOfInfoType
    .filter(([pattern]) => infoTypes.some((name) => pattern.test(name)))
    .map(([, dataClass]) => dataClass);
