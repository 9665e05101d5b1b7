import { z } from "zod";

import type { ImportedItem, ReportValue } from "#lib/domain/imported.ts";
import type { Severity } from "#lib/domain/severity.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { modelSubject, noSubject } from "./subject.ts";
import { line } from "./words.ts";

const Entry = z.looseObject({ entry_type: z.string() });
const Evaluation = z.looseObject({
  probe: z.string(),
  detector: z.string(),
  passed: z.number(),
  /** Renamed when garak began to tell what it could not evaluate. */
  total: z.number().optional(),
  total_evaluated: z.number().optional(),
});

const nameFields = ["plugins.target_name", "plugins.model_name"] as const;
const typeFields = ["plugins.target_type", "plugins.model_type"] as const;

type Target = { name: string; type: string };

function targetOf(values: readonly ReportValue[]): Target {
  const first = (fields: readonly string[]): string => {
    const found = values.find(
      ({ path, value }) => fields.includes(path) && typeof value === "string" && value !== "",
    );
    return typeof found?.value === "string" ? found.value : "";
  };
  return { name: first(nameFields), type: first(typeFields) };
}

/** Each attempt stands in the report too; what a detector made of all of them is one finding. */
function toItems(entry: z.infer<typeof Entry>, target: Target): ImportedItem[] {
  const evaluation = Evaluation.safeParse(entry).data;
  if (entry.entry_type !== "eval" || !evaluation) return [];
  const { probe, passed } = evaluation;
  const detector = evaluation.detector.replace(/^detector\./, "");
  const total = evaluation.total_evaluated ?? evaluation.total ?? 0;
  const failedCount = total - passed;
  if (failedCount <= 0) return [];
  const share = failedCount / total;
  const name = target.name || target.type;
  return [
    findingItem({
      tool: "garak",
      ruleId: `${probe}/${detector}`,
      kind: "model-behavior",
      title: `Model withstands ${probe}`,
      description: `garak's probe ${probe} makes the model say what its detector ${detector} looks for.`,
      remediation:
        "Strengthen the system prompt and the guardrail against this kind of input, and run the probe again.",
      references: ["https://reference.garak.ai/"],
      severity: severityOfShare(share),
      message: `${failedCount} of ${total} answers failed ${detector} (${Math.round(share * 100)} %)`,
      subject: name === "" ? noSubject() : modelSubject(line(name), line(name)),
      location: null,
      fingerprint: "",
      evidence: {
        probe,
        detector,
        failedCount,
        totalCount: total,
        ...(target.type ? { generator: line(target.type) } : {}),
      },
    }),
  ];
}

/** A model that gives way every second time can be relied on to give way. */
function severityOfShare(share: number): Severity {
  if (share >= 0.5) return "high";
  return share >= 0.1 ? "medium" : "low";
}

export const garak = defineFormat({
  id: "garak",
  title: "garak JSONL report",
  kind: "json",
  lookedFor: "entry_type in each line",
  recognizes: ({ fields }) => fields.has("entry_type"),
  context: [...nameFields, ...typeFields],
  about: targetOf,
  readers: [recordReader("", Entry, toItems)],
});
