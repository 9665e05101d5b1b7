import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { modelSubject, noSubject } from "./subject.ts";
import { digestOf, line, prose, severityOf, text } from "./words.ts";

const Metadata = z
  .looseObject({ pluginId: text, strategyId: text, severity: text, harmCategory: text })
  .nullish();
const Result = z.looseObject({
  success: z.boolean(),
  /** 0 nothing, 1 an assertion, 2 the call itself. */
  failureReason: z.number().nullish(),
  error: text,
  provider: z.union([z.string(), z.looseObject({ id: text, label: text })]),
  prompt: z.looseObject({ raw: text, label: text }),
  vars: z.record(z.string(), z.unknown()).nullish(),
  testCase: z.looseObject({ description: text, metadata: Metadata }).nullish(),
  metadata: Metadata,
  score: z.number().nullish(),
  gradingResult: z
    .looseObject({
      reason: text,
      componentResults: z
        .array(
          z.looseObject({
            pass: z.boolean(),
            reason: text,
            assertion: z.looseObject({ type: text, metric: text, value: z.unknown() }).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});
type Result = z.infer<typeof Result>;
const callFailed = 2;

function toItems(result: Result): ImportedItem[] {
  // Where the model could not be asked, nothing was found out about it.
  if (result.success || result.failureReason === callFailed) return [];
  const told = { ...result.testCase?.metadata, ...result.metadata };
  const failed = result.gradingResult?.componentResults?.find(({ pass }) => !pass);
  const assertion = failed?.assertion;
  const ruleId = line(told.pluginId || assertion?.metric || assertion?.type || "assertion", 200);
  const provider =
    typeof result.provider === "string" ? { id: result.provider, label: null } : result.provider;
  const id = line(provider.id);
  const vars = JSON.stringify(result.vars ?? {});
  return [
    findingItem({
      tool: "promptfoo",
      ruleId,
      kind: "model-behavior",
      title: line(told.pluginId ? `Model withstands ${told.pluginId}` : `Model's answers meet ${ruleId}`),
      description: prose(result.testCase?.description ?? told.harmCategory),
      remediation: "Strengthen the prompt or the guardrail against this input, and run the test again.",
      references: ["https://www.promptfoo.dev/docs/red-team/"],
      severity: severityOf(told.severity, told.pluginId ? "high" : "medium"),
      message: prose(failed?.reason || result.gradingResult?.reason || result.error || `${ruleId} failed`),
      subject:
        id === ""
          ? noSubject()
          : modelSubject(
              id.replace(/^[a-z]+:(?:chat:|responses:|completion:)?/, ""),
              line(provider.label || id),
            ),
      location: null,
      // The same prompt with the same values is the same test, in whichever run.
      fingerprint: digestOf(id, result.prompt.raw ?? "", vars, JSON.stringify(assertion?.value ?? null)),
      evidence: {
        ...(told.strategyId ? { strategy: line(told.strategyId) } : {}),
        prompt: line(result.prompt.label || result.prompt.raw, 500),
        ...(typeof result.score === "number" ? { score: result.score } : {}),
      },
    }),
  ];
}

export const promptfoo = defineFormat({
  id: "promptfoo",
  title: "promptfoo JSON",
  kind: "json",
  lookedFor: "evalId and results.results[]",
  recognizes: ({ fields }) =>
    fields.has("results/results") || (fields.has("evalId") && fields.has("results")),
  about: () => undefined,
  readers: [recordReader("results/results[]", Result, toItems)],
});
