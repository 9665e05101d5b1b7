import { z } from "zod";

import type { ImportedItem, ReportValue } from "#lib/domain/imported.ts";
import type { Severity } from "#lib/domain/severity.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject, subjectOf } from "./subject.ts";
import { line, lineNumber, links, prose, severityOfScore, text } from "./words.ts";

const Message = z.looseObject({ text, markdown: text, id: text }).nullish();
const Properties = z.record(z.string(), z.unknown()).nullish();
const Rule = z.looseObject({
  id: z.string(),
  name: text,
  shortDescription: Message,
  fullDescription: Message,
  help: Message,
  helpUri: text,
  messageStrings: z.record(z.string(), Message).nullish(),
  defaultConfiguration: z.looseObject({ level: text }).nullish(),
  properties: Properties,
});
type Rule = z.infer<typeof Rule>;

const Location = z.looseObject({
  physicalLocation: z
    .looseObject({
      artifactLocation: z.looseObject({ uri: text }).nullish(),
      region: z.looseObject({ startLine: lineNumber }).nullish(),
    })
    .nullish(),
  logicalLocations: z.array(z.looseObject({ fullyQualifiedName: text, name: text, kind: text })).nullish(),
});
const Result = z.looseObject({
  ruleId: text,
  ruleIndex: z.number().int().nullish(),
  rule: z.looseObject({ id: text, index: z.number().int().nullish() }).nullish(),
  kind: text,
  level: text,
  message: z.looseObject({ text, markdown: text, id: text }),
  locations: z.array(Location).nullish(),
  partialFingerprints: z.record(z.string(), z.string()).nullish(),
  fingerprints: z.record(z.string(), z.string()).nullish(),
  suppressions: z.array(z.looseObject({ status: text })).nullish(),
  baselineState: text,
  properties: Properties,
});
type Result = z.infer<typeof Result>;

type Run = { tool: string; repository: string; rules: Rule[]; ruleById: Map<string, Rule> };

const [name, rules, extensionRules, repository] = [
  "runs[]/tool/driver/name",
  "runs[]/tool/driver/rules[]",
  "runs[]/tool/extensions[]/rules[]",
  "runs[]/versionControlProvenance[]/repositoryUri",
] as const;

function runsOf(values: readonly ReportValue[]): Map<number, Run> {
  const runs = new Map<number, Run>();
  for (const { path, at, value } of values) {
    const index = at[1] ?? 0;
    const run = runs.get(index) ?? { tool: "SARIF", repository: "", rules: [], ruleById: new Map() };
    runs.set(index, run);
    if (path === name && typeof value === "string") run.tool = line(value, 60) || run.tool;
    if (path === repository && typeof value === "string") run.repository = value;
    const rule = path === rules || path === extensionRules ? Rule.safeParse(value).data : undefined;
    if (!rule) continue;
    // An index counts the driver's own rules only.
    if (path === rules) run.rules[at[2] ?? 0] = rule;
    if (!run.ruleById.has(rule.id)) run.ruleById.set(rule.id, rule);
  }
  return runs;
}

/** A result counts while it is a failure that nobody has suppressed, and not one that the tool says is gone. */
const isOpen = ({ kind, suppressions, baselineState }: Result): boolean =>
  (kind ?? "fail") === "fail" &&
  baselineState !== "absent" &&
  !(suppressions ?? []).some(({ status }) => (status ?? "accepted") === "accepted");

function toItems(result: Result, runs: Map<number, Run>, at: readonly number[]): ImportedItem[] {
  if (!isOpen(result)) return [];
  const run = runs.get(at[1] ?? 0);
  const index = result.ruleIndex ?? result.rule?.index ?? -1;
  const ruleId = result.ruleId ?? result.rule?.id ?? run?.rules[index]?.id ?? "unnamed";
  // A result may name a rule below another: `a/b` is told by `a`.
  const rule =
    run?.rules[index] ?? run?.ruleById.get(ruleId) ?? run?.ruleById.get(ruleId.split("/")[0] ?? "");
  const place = result.locations?.[0];
  const path = place?.physicalLocation?.artifactLocation?.uri ?? "";
  const logical = place?.logicalLocations?.find(({ kind }) => kind === "resource")?.fullyQualifiedName ?? "";
  const tool = run?.tool ?? "SARIF";
  const title = rule?.shortDescription?.text || rule?.name || ruleId;
  const template = rule?.messageStrings?.[result.message.id ?? ""]?.text;
  return [
    findingItem({
      tool,
      ruleId,
      kind: /gitleaks|trufflehog|secret/i.test(tool) ? "secret" : "code",
      title: line(title),
      description: prose(rule?.fullDescription?.text ?? rule?.help?.text),
      remediation: prose(rule?.help?.text),
      references: links([rule?.helpUri]),
      severity: severityIn(result, rule),
      message: prose(result.message.text ?? result.message.markdown ?? template ?? title),
      subject: subjectIn(logical, run?.repository ?? ""),
      location:
        path === ""
          ? null
          : { path: decoded(path), line: place?.physicalLocation?.region?.startLine ?? null },
      fingerprint: fingerprintIn(result),
      evidence: { rule: ruleId, ...(logical === "" ? {} : { location: line(logical, 500) }) },
    }),
  ];
}

function subjectIn(logical: string, repositoryUri: string) {
  if (logical !== "") return subjectOf(logical);
  return repositoryUri === "" ? noSubject() : subjectOf(repositoryUri);
}

function severityIn(result: Result, rule: Rule | undefined): Severity {
  const score = Number(result.properties?.["security-severity"] ?? rule?.properties?.["security-severity"]);
  if (Number.isFinite(score)) return severityOfScore(score);
  switch (result.level ?? rule?.defaultConfiguration?.level ?? "warning") {
    case "error":
      return "high";
    case "note":
      return "low";
    case "none":
      return "info";
    default:
      return "medium";
  }
}

/** The tool's own; GitHub's hash of the line stays the same where lines above are added. */
function fingerprintIn({ fingerprints, partialFingerprints }: Result): string {
  const [whole] = Object.entries(fingerprints ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Semgrep writes this where nobody has signed in, for every result alike.
  if (whole && whole[1] !== "requires login") return whole[1];
  return Object.values(partialFingerprints ?? {})
    .toSorted()
    .join("|");
}

function decoded(uri: string): string {
  try {
    return line(decodeURIComponent(uri.replace(/^file:\/+/, "/")), 500);
  } catch {
    return line(uri, 500);
  }
}

export const sarif = defineFormat({
  id: "sarif",
  title: "SARIF 2.1.0",
  kind: "json",
  lookedFor: "runs[].tool.driver",
  recognizes: ({ fields }) => fields.has("runs[]/tool") || (fields.has("runs") && fields.has("version")),
  context: [name, rules, extensionRules, repository],
  about: runsOf,
  readers: [recordReader("runs[]/results[]", Result, toItems)],
});
