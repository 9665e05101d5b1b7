import type { Derived, DerivedReason } from "#lib/domain/derived.ts";
import type { FactMap } from "#lib/domain/fact-map.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import { classifiedByProvider, foundInSample, type Found } from "./found-in-sample.ts";

type Sensitivity = NonNullable<Derived["sensitivity"]>;

/** Of several tags, the strictest counts. */
const laxestFirst: readonly Sensitivity["level"][] = ["unclassified", "public", "internal", "sensitive"];
const holdsData: ReadonlySet<ResourceClass> = new Set(["data-store", "dataset", "vector-store", "secret"]);
const classifyingTag = /class|sensitiv|confidential|pii|phi|gdpr|data/i;
const publicValue = /^(public|open)$/i;
const internalValue = /^(internal|general|official)$/i;
const sensitiveValue =
  /confidential|restricted|sensitive|secret|personal|pii|phi|health|medical|financ|payment|pci|customer|claims?|special/i;

/** Words in a tag's value or a name, and the class of data each stands for. */
const dataClassWords: readonly [RegExp, string][] = [
  [/\b(pii|personal|customers?|person|gdpr|applicants?|policyholders?)\b/i, "personal-data"],
  [/\b(phi|health|medical|patients?|diagnos\w*)\b/i, "health"],
  [/\b(financ\w*|payments?|pci|payroll|bank\w*|credit)\b/i, "financial"],
  [/\b(credentials?|secrets?|passwords?)\b/i, "credentials"],
  [/\b(training|finetun\w*|fine-tun\w*)\b/i, "training-data"],
];

/** Along these, data comes with the reference: what reads it is as sensitive as what it reads. */
const inheritsFrom: readonly RelationshipKind[] = ["ingests", "indexes-into", "grounded-on", "trained-on"];
const answers: ReadonlySet<ResourceClass> = new Set(["agent", "model-deployment", "ai-service"]);
const servesIt: readonly RelationshipKind[] = ["serves"];

/** How sensitive the data behind each resource is, from what its owners declare and from where it came. */
export function deriveSensitivity(
  graph: ResourceGraph,
  found: FactMap<Sensitivity> = new Map<string, Sensitivity>(),
): FactMap<Sensitivity> {
  const classified = classifiedByProvider(graph);
  const queue: string[] = [];
  for (const resource of graph.nodes) {
    const own = ownSensitivity(resource, classified.get(resource.key));
    if (!own) continue;
    found.set(resource.key, own);
    if (own.level === "sensitive") queue.push(resource.key);
  }
  for (let at = 0; at < queue.length; at++) {
    const source = graph.get(queue[at] ?? "");
    const sensitivity = found.get(queue[at] ?? "");
    if (!source || !sensitivity) continue;
    for (const { heir, text } of heirsOf(graph, source)) {
      const known = found.get(heir.key);
      const merged = inherit(known, sensitivity, { text, resourceKey: source.key });
      if (!merged) continue;
      found.set(heir.key, merged);
      queue.push(heir.key);
    }
  }
  return found;
}

function heirsOf(graph: ResourceGraph, source: Resource): { heir: Resource; text: string }[] {
  const readers = inheritsFrom
    .flatMap((kind) => graph.edgesInto(source.key, kind))
    .map(({ kind, resource }) => ({
      heir: resource,
      text: `${resource.name} is ${wordOf(kind)} ${source.name}`,
    }));
  const servers = servesIt
    .flatMap((kind) => graph.edgesInto(source.key, kind))
    .map(({ resource }) => ({ heir: resource, text: `${resource.name} serves ${source.name}` }));
  // An index holds what its knowledge base read, though the edge points from the base to the index.
  const indexes = graph
    .edges(source.key, "indexes-into")
    .map(({ resource }) => ({ heir: resource, text: `${resource.name} indexes ${source.name}` }));
  // What is asked and answered is kept word for word where it is logged.
  const logs = answers.has(classOf(source.type))
    ? graph.edges(source.key, "logs-to").map(({ resource }) => ({
        heir: resource,
        text: `${resource.name} keeps prompts and answers of ${source.name}`,
      }))
    : [];
  const produced = graph
    .edges(source.key, "produces")
    .map(({ resource }) => ({ heir: resource, text: `${source.name} produced ${resource.name}` }));
  return [...readers, ...servers, ...indexes, ...logs, ...produced];
}

function wordOf(kind: RelationshipKind): string {
  if (kind === "trained-on") return "trained on";
  return kind === "ingests" ? "filled from" : "grounded on";
}

/** The merged fact, or null where nothing is added, which is what ends the walk. */
function inherit(
  known: Sensitivity | undefined,
  from: Sensitivity,
  reason: DerivedReason,
): Sensitivity | null {
  const dataClasses = [...new Set([...(known?.dataClasses ?? []), ...from.dataClasses])].toSorted();
  if (known?.level === "sensitive" && dataClasses.length === known.dataClasses.length) return null;
  const reasons = known?.level === "sensitive" ? known.reasons : [];
  return { level: "sensitive", dataClasses, reasons: [...reasons, reason] };
}

function ownSensitivity(resource: Resource, classified?: Found): Sensitivity | null {
  if (!holdsData.has(classOf(resource.type))) return null;
  const reasons: DerivedReason[] = [];
  let level: Sensitivity["level"] = "unclassified";
  const words: string[] = [resource.name];
  for (const [tag, value] of Object.entries(resource.tags)) {
    if (!classifyingTag.test(tag)) continue;
    words.push(value);
    const said = levelOf(value) ?? (/^(true|yes)$/i.test(value) ? levelOf(tag) : null);
    if (!said) continue;
    reasons.push({ text: `${resource.name} is tagged ${tag} = ${value}`, resourceKey: resource.key });
    if (laxestFirst.indexOf(said) > laxestFirst.indexOf(level)) level = said;
  }
  const sampled = foundInSample(resource);
  const seen = [...(classified?.reasons ?? []), ...sampled.reasons];
  if (seen.length > 0) level = "sensitive";
  reasons.push(...seen);
  const text = words.join(" ").replaceAll(/[_\-./]/g, " ");
  const dataClasses = dataClassWords.filter(([word]) => word.test(text)).map(([, dataClass]) => dataClass);
  return {
    level,
    dataClasses: [
      ...new Set([...dataClasses, ...(classified?.dataClasses ?? []), ...sampled.dataClasses]),
    ].toSorted(),
    reasons,
  };
}

function levelOf(value: string): Sensitivity["level"] | null {
  if (publicValue.test(value)) return "public";
  if (internalValue.test(value)) return "internal";
  return sensitiveValue.test(value) ? "sensitive" : null;
}
