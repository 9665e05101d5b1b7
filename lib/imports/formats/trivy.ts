import { z } from "zod";

import type { ImportedItem, ImportSubject, ReportValue } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { imageSubject, kubernetesSubject, noSubject, repositoryKey, subjectOf } from "./subject.ts";
import { line, lineNumber, links, prose, severityOf, text, texts } from "./words.ts";

const Vulnerability = z.looseObject({
  VulnerabilityID: z.string(),
  PkgName: z.string(),
  PkgPath: text,
  InstalledVersion: text,
  FixedVersion: text,
  Status: text,
  Title: text,
  Description: text,
  Severity: z.string(),
  PrimaryURL: text,
  References: texts,
});
const Misconfiguration = z.looseObject({
  ID: z.string(),
  Title: text,
  Description: text,
  Message: text,
  Resolution: text,
  Severity: z.string(),
  Status: text,
  PrimaryURL: text,
  References: texts,
  CauseMetadata: z.looseObject({ Resource: text, StartLine: lineNumber }).nullish(),
});
const Secret = z.looseObject({
  RuleID: z.string(),
  Category: text,
  Severity: z.string(),
  Title: text,
  StartLine: lineNumber,
});

type About = { artifact: ImportSubject; targets: Map<string, string>; objects: Map<string, ImportSubject> };

const cluster = "Resources[]/";
const places = ["", cluster];

/** What the report is about, and which file or object each result stands under. */
function aboutOf(values: readonly ReportValue[]): About {
  const told = (path: string) =>
    values.filter((value) => value.path === path).map(({ value }) => String(value));
  const [name = ""] = told("ArtifactName");
  const [type = ""] = told("ArtifactType");
  const isImage = type === "container_image" || told("Metadata/RepoDigests[]").length > 0;
  const about: About = {
    artifact: artifactOf(
      name,
      isImage ? { tags: told("Metadata/RepoTags[]"), digests: told("Metadata/RepoDigests[]") } : null,
    ),
    targets: new Map(),
    objects: new Map(),
  };
  const parts = new Map<number, Record<string, string>>();
  for (const { path, at, value } of values) {
    if (path.endsWith("Results[]/Target")) about.targets.set(at.join("/"), String(value));
    const [, field] = /^Resources\[\]\/(Kind|Name|Namespace)$/.exec(path) ?? [];
    const index = at[1] ?? 0;
    if (field) parts.set(index, { ...parts.get(index), [field]: String(value) });
  }
  for (const [index, { Kind = "", Namespace = "", Name = "" }] of parts)
    about.objects.set(String(index), kubernetesSubject(Kind, Namespace, Name));
  return about;
}

function artifactOf(name: string, image: { tags: string[]; digests: string[] } | null): ImportSubject {
  if (image) return imageSubject(image.tags[0] ?? name, image.digests);
  return repositoryKey(name) ? subjectOf(name) : noSubject(name);
}

/** Of the result that a record stands in: the file of a file system, or the object of a cluster. */
function placeOf({ artifact, targets, objects }: About, at: readonly number[]) {
  const inCluster = at.length === 4;
  const target = targets.get(at.slice(0, -1).join("/")) ?? "";
  return {
    subject: inCluster ? (objects.get(String(at[1])) ?? artifact) : artifact,
    path: line(target, 500),
  };
}

const vulnerability = (
  raw: z.infer<typeof Vulnerability>,
  about: About,
  at: readonly number[],
): ImportedItem[] => {
  const { subject, path } = placeOf(about, at);
  const [installed, fixed] = [raw.InstalledVersion ?? "", raw.FixedVersion ?? ""];
  return [
    findingItem({
      tool: "Trivy",
      ruleId: raw.VulnerabilityID,
      kind: "vulnerability",
      title: line(raw.Title || `${raw.VulnerabilityID} in ${raw.PkgName}`),
      description: prose(raw.Description),
      remediation: fixed === "" ? "" : line(`Update ${raw.PkgName} to ${fixed}.`),
      references: links([raw.PrimaryURL, ...raw.References]),
      severity: severityOf(raw.Severity, "info"),
      message: line(
        `${raw.PkgName} ${installed} has ${raw.VulnerabilityID}${fixed === "" ? ", not fixed yet" : `, fixed in ${fixed}`}`,
      ),
      subject,
      location: path === "" ? null : { path: line(raw.PkgPath || path, 500), line: null },
      fingerprint: line(raw.PkgName, 200),
      evidence: { package: raw.PkgName, installedVersion: installed, fixedVersion: fixed },
    }),
  ];
};

const misconfiguration = (
  raw: z.infer<typeof Misconfiguration>,
  about: About,
  at: readonly number[],
): ImportedItem[] => {
  if (raw.Status && raw.Status !== "FAIL") return [];
  const { subject, path } = placeOf(about, at);
  const resource = line(raw.CauseMetadata?.Resource, 300);
  return [
    findingItem({
      tool: "Trivy",
      ruleId: raw.ID,
      kind: "misconfiguration",
      title: line(raw.Title || raw.ID),
      description: prose(raw.Description),
      remediation: prose(raw.Resolution),
      references: links([raw.PrimaryURL, ...raw.References]),
      severity: severityOf(raw.Severity, "info"),
      message: prose(raw.Message || raw.Title),
      subject,
      location: path === "" ? null : { path, line: raw.CauseMetadata?.StartLine || null },
      fingerprint: resource,
      evidence: resource === "" ? {} : { resource },
    }),
  ];
};

const secret = (raw: z.infer<typeof Secret>, about: About, at: readonly number[]): ImportedItem[] => {
  const { subject, path } = placeOf(about, at);
  return [
    findingItem({
      tool: "Trivy",
      ruleId: raw.RuleID,
      kind: "secret",
      title: line(raw.Title || raw.RuleID),
      description: "A secret stands where everybody who can read the file can read it.",
      remediation: "Revoke the secret, then take it out of the file and of its history.",
      references: [],
      severity: severityOf(raw.Severity),
      message: line(`${raw.Title || raw.RuleID} in ${path}`),
      subject,
      location: { path, line: raw.StartLine ?? null },
      fingerprint: "",
      evidence: raw.Category ? { category: raw.Category } : {},
    }),
  ];
};

export const trivy = defineFormat({
  id: "trivy",
  title: "Trivy JSON",
  kind: "json",
  lookedFor: "ArtifactName with Results[], or ClusterName with Resources[]",
  recognizes: ({ fields }) =>
    fields.has("ArtifactName") || (fields.has("ClusterName") && fields.has("Resources[]/Results")),
  context: [
    "ArtifactName",
    "ArtifactType",
    "Metadata/RepoTags[]",
    "Metadata/RepoDigests[]",
    ...places.map((place) => `${place}Results[]/Target`),
    ...["Kind", "Name", "Namespace"].map((field) => cluster + field),
  ],
  about: aboutOf,
  readers: places.flatMap((place) => [
    recordReader(`${place}Results[]/Vulnerabilities[]`, Vulnerability, vulnerability),
    recordReader(`${place}Results[]/Misconfigurations[]`, Misconfiguration, misconfiguration),
    recordReader(`${place}Results[]/Secrets[]`, Secret, secret),
  ]),
});
