import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject } from "./subject.ts";
import { line, links, prose, severityOf, text } from "./words.ts";

const Words = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);
const Result = z.looseObject({
  check_id: z.string(),
  path: z.string(),
  start: z.looseObject({ line: z.number().int() }),
  extra: z.looseObject({
    message: text,
    severity: text,
    fingerprint: text,
    is_ignored: z.boolean().nullish(),
    fix: text,
    metadata: z
      .looseObject({
        cwe: Words.optional(),
        owasp: Words.optional(),
        references: Words.optional(),
        source: text,
        impact: text,
        confidence: text,
      })
      .nullish(),
  }),
});
type Result = z.infer<typeof Result>;

function toItems({ check_id: ruleId, path, start, extra }: Result): ImportedItem[] {
  if (extra.is_ignored) return [];
  const { metadata } = extra;
  const title = line(extra.message?.split(/(?<=\.)\s/)[0] || ruleId, 200);
  const fingerprint = extra.fingerprint && extra.fingerprint !== "requires login" ? extra.fingerprint : "";
  return [
    findingItem({
      tool: "Semgrep",
      ruleId,
      kind: "code",
      title,
      description: prose(extra.message),
      remediation: extra.fix ? prose(`Write instead:\n${extra.fix}`) : "",
      references: links([...(metadata?.references ?? []), metadata?.source]),
      severity: severityOf(extra.severity),
      message: prose(extra.message || ruleId),
      subject: noSubject(path),
      location: { path: line(path, 500), line: start.line },
      fingerprint: line(fingerprint, 500),
      evidence: {
        rule: ruleId,
        ...(metadata?.cwe?.length ? { cwe: metadata.cwe.slice(0, 10) } : {}),
        ...(metadata?.owasp?.length ? { owasp: metadata.owasp.slice(0, 10) } : {}),
        ...(metadata?.confidence ? { confidence: metadata.confidence } : {}),
      },
    }),
  ];
}

export const semgrep = defineFormat({
  id: "semgrep",
  title: "Semgrep JSON",
  kind: "json",
  lookedFor: "results[] with check_id and extra",
  recognizes: ({ fields }) =>
    (fields.has("results[]/check_id") && fields.has("results[]/extra")) ||
    (fields.has("results") && fields.has("paths") && fields.has("errors")),
  about: () => undefined,
  readers: [recordReader("results[]", Result, toItems)],
});
