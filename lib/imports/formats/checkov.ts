import { z } from "zod";

import type { ImportedItem, ReportValue } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject } from "./subject.ts";
import { line, links, prose, severityOf, text } from "./words.ts";

const Check = z.looseObject({
  check_id: z.string(),
  check_name: z.string(),
  check_result: z.looseObject({ result: z.string() }),
  file_path: z.string(),
  repo_file_path: text,
  file_line_range: z.array(z.number().int()).nullish(),
  resource: text,
  severity: text,
  description: text,
  guideline: text,
});
type Check = z.infer<typeof Check>;

/** Which of Checkov's runners wrote each of the reports of one file. */
const runnersOf = (values: readonly ReportValue[]): Map<number, string> =>
  new Map(values.map(({ at, value }) => [at[0] ?? 0, String(value)]));

function toItems(check: Check, runners: Map<number, string>, at: readonly number[]): ImportedItem[] {
  if (check.check_result.result !== "FAILED") return [];
  const resource = line(check.resource, 300);
  const path = line((check.repo_file_path || check.file_path).replace(/^\/+/, ""), 500);
  const runner = runners.get(at[0] ?? 0) ?? "";
  return [
    findingItem({
      tool: "Checkov",
      ruleId: check.check_id,
      kind: runner === "secrets" ? "secret" : "code",
      title: line(check.check_name),
      description: prose(check.description),
      remediation: "",
      references: links([check.guideline]),
      // The open edition gives none.
      severity: severityOf(check.severity, "medium"),
      message: line(`${resource || path} fails: ${check.check_name}`, 2_000),
      subject: noSubject(resource || path),
      location: { path, line: check.file_line_range?.[0] ?? null },
      // A resource keeps its address where lines above are added.
      fingerprint: runner === "secrets" ? "" : resource,
      evidence: { ...(runner === "" ? {} : { runner }), ...(resource === "" ? {} : { resource }) },
    }),
  ];
}

export const checkov = defineFormat({
  id: "checkov",
  title: "Checkov JSON",
  kind: "json",
  lookedFor: "check_type and results.failed_checks[]",
  recognizes: ({ fields }) => fields.has("check_type") && fields.has("results"),
  context: ["check_type"],
  about: runnersOf,
  readers: [recordReader("results/failed_checks[]", Check, toItems)],
});
