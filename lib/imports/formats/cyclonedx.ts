import { z } from "zod";

import type { ComponentKind, ImportedItem, ImportSubject, ReportValue } from "#lib/domain/imported.ts";
import type { Evidence } from "#lib/domain/evidence.ts";
import { componentItem, defineFormat, findingItem, recordReader } from "./define-format.ts";
import { imageSubject, noSubject, repositoryKey, subjectOf } from "./subject.ts";
import { line, links, prose, severityOf, text, worst } from "./words.ts";

const License = z.looseObject({
  license: z.looseObject({ id: text, name: text }).nullish(),
  expression: text,
});
const Performance = z.looseObject({ type: text, value: z.union([z.string(), z.number()]).nullish() });
const ModelCard = z
  .looseObject({
    modelParameters: z
      .looseObject({
        task: text,
        architectureFamily: text,
        modelArchitecture: text,
        approach: z.looseObject({ type: text }).nullish(),
        datasets: z.array(z.looseObject({ ref: text, name: text })).nullish(),
      })
      .nullish(),
    quantitativeAnalysis: z.looseObject({ performanceMetrics: z.array(Performance).nullish() }).nullish(),
    considerations: z
      .looseObject({
        useCases: z.array(z.string()).nullish(),
        technicalLimitations: z.array(z.string()).nullish(),
        ethicalConsiderations: z.array(z.looseObject({ name: text })).nullish(),
      })
      .nullish(),
  })
  .nullish();
const Component = z.looseObject({
  type: z.string(),
  name: z.string(),
  "bom-ref": text,
  version: text,
  group: text,
  publisher: text,
  purl: text,
  supplier: z.looseObject({ name: text }).nullish(),
  licenses: z.array(License).nullish(),
  modelCard: ModelCard,
  hashes: z.array(z.looseObject({ alg: z.string(), content: z.string() })).nullish(),
  externalReferences: z.array(z.looseObject({ type: z.string(), url: z.string() })).nullish(),
  data: z
    .array(z.looseObject({ type: text, classification: text, sensitiveData: z.array(z.string()).nullish() }))
    .nullish(),
});
type Component = z.infer<typeof Component>;

const kinds: Record<string, ComponentKind> = {
  "machine-learning-model": "model",
  data: "dataset",
  library: "library",
  framework: "library",
  application: "application",
  container: "container",
};

type About = { subject: ImportSubject; nameByRef: Map<string, string> };
const [subjectPath, refPath, namePath] = [
  "metadata/component",
  "components[]/bom-ref",
  "components[]/name",
] as const;

function aboutOf(values: readonly ReportValue[]): About {
  const about: About = { subject: noSubject(), nameByRef: new Map() };
  const refs = new Map<string, string>();
  for (const { path, at, value } of values) {
    const place = at.join("/");
    if (path === subjectPath) about.subject = subjectIn(value);
    if (path === refPath) refs.set(place, String(value));
    // The name may come before its reference, so both are kept by place.
    if (path === namePath) about.nameByRef.set(place, String(value));
  }
  for (const [place, ref] of refs) {
    const name = about.nameByRef.get(place);
    if (name !== undefined) about.nameByRef.set(ref, name);
  }
  return about;
}

/** What the bill is of: an image, a repository, or whatever its name is the id of. */
function subjectIn(value: unknown): ImportSubject {
  const component = Component.safeParse(value).data;
  if (!component) return noSubject();
  const { name, version, type, purl, externalReferences, hashes } = component;
  const repository = (externalReferences ?? []).find((reference) => reference.type === "vcs")?.url;
  if (repository && repositoryKey(repository)) return subjectOf(repository, { name });
  const digest = /sha256:[0-9a-f]{64}/.exec(`${version ?? ""} ${purl ?? ""}`)?.[0];
  const hashed = (hashes ?? [])
    .filter(({ alg }) => alg === "SHA-256")
    .map(({ content }) => `sha256:${content}`);
  if (type === "container")
    return imageSubject(
      version && !version.startsWith("sha256:") && !/:[^/]+$/.test(name) ? `${name}:${version}` : name,
      [...(digest ? [digest] : []), ...hashed],
    );
  return subjectOf(name, { name });
}

const componentItems = (component: Component, { subject }: About): ImportedItem[] => [
  componentItem({
    kind: kinds[component.type] ?? "other",
    name: line(component.group ? `${component.group}/${component.name}` : component.name),
    version: line(component.version, 200),
    publisher: line(component.publisher || component.supplier?.name, 200),
    reference: line(component.purl || component["bom-ref"] || component.name, 500),
    licenses: (component.licenses ?? [])
      .flatMap(({ license, expression }) => line(expression || license?.id || license?.name, 200) || [])
      .slice(0, 20),
    facts: factsOf(component),
    subject,
  }),
];

function factsOf({ type, modelCard, data }: Component): Evidence {
  const parameters = modelCard?.modelParameters;
  const considerations = modelCard?.considerations;
  const datasets = (parameters?.datasets ?? []).flatMap(({ ref, name }) => line(name || ref, 200) || []);
  const metrics = (modelCard?.quantitativeAnalysis?.performanceMetrics ?? []).map(
    ({ type: metric, value }) => `${metric ?? "metric"}: ${String(value ?? "")}`,
  );
  const sensitive = (data ?? []).flatMap(({ sensitiveData }) => sensitiveData ?? []);
  const said: Record<string, string | readonly string[]> = {
    task: line(parameters?.task),
    architecture: line(parameters?.modelArchitecture || parameters?.architectureFamily),
    learning: line(parameters?.approach?.type),
    datasets: datasets.slice(0, 20),
    performance: metrics.map((metric) => line(metric, 200)).slice(0, 20),
    limitations: (considerations?.technicalLimitations ?? []).map((limit) => line(limit)).slice(0, 20),
    ethics: (considerations?.ethicalConsiderations ?? []).map(({ name }) => line(name)).slice(0, 20),
    classification: line(data?.[0]?.classification),
    sensitiveData: sensitive.map((kind) => line(kind)).slice(0, 20),
  };
  const given = Object.entries(said).filter(([, value]) => value.length > 0);
  const hasCard = type === "machine-learning-model" ? { modelCard: Boolean(modelCard) } : {};
  return { ...hasCard, ...Object.fromEntries(given) };
}

const Vulnerability = z.looseObject({
  id: z.string(),
  description: text,
  detail: text,
  recommendation: text,
  source: z.looseObject({ url: text }).nullish(),
  ratings: z.array(z.looseObject({ severity: text })).nullish(),
  advisories: z.array(z.looseObject({ url: text })).nullish(),
  analysis: z.looseObject({ state: text }).nullish(),
  affects: z.array(z.looseObject({ ref: z.string() })).nullish(),
});

const settled = new Set(["resolved", "resolved_with_pedigree", "false_positive", "not_affected"]);

const vulnerabilityItems = (raw: z.infer<typeof Vulnerability>, about: About): ImportedItem[] =>
  settled.has(raw.analysis?.state ?? "")
    ? []
    : (raw.affects ?? []).map(({ ref }) => {
        const affected = line(about.nameByRef.get(ref) ?? ref, 300);
        const severities = (raw.ratings ?? []).map(({ severity }) => severityOf(severity, "info"));
        return findingItem({
          tool: "CycloneDX",
          ruleId: raw.id,
          kind: "vulnerability",
          title: `${raw.id} in ${affected}`,
          description: prose(raw.description || raw.detail),
          remediation: prose(raw.recommendation),
          references: links([raw.source?.url, ...(raw.advisories ?? []).map(({ url }) => url)]),
          severity: worst(severities) ?? "medium",
          message: prose(raw.description || `${affected} has ${raw.id}`),
          subject: about.subject,
          location: null,
          fingerprint: affected,
          evidence: { component: affected },
        });
      });

export const cyclonedx = defineFormat({
  id: "cyclonedx",
  title: "CycloneDX 1.5 to 1.7, with ML-BOM",
  kind: "json",
  lookedFor: "bomFormat and specVersion",
  recognizes: ({ fields }) => fields.has("bomFormat") && fields.has("specVersion"),
  context: [subjectPath, refPath, namePath],
  about: aboutOf,
  readers: [
    recordReader("components[]", Component, componentItems),
    recordReader("vulnerabilities[]", Vulnerability, vulnerabilityItems),
  ],
});
