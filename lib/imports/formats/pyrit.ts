import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { modelSubject, noSubject } from "./subject.ts";
import { line, prose, text } from "./words.ts";

const Identifier = z.record(z.string(), z.unknown()).nullish();
const Score = z.looseObject({
  score_value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
  score_type: z.string(),
  score_category: z.union([z.string().transform((one) => [one]), z.array(z.string())]).nullish(),
  score_rationale: text,
  scorer_class_identifier: Identifier,
});
const Piece = z.looseObject({
  role: z.string(),
  conversation_id: z.string(),
  prompt_target_identifier: Identifier,
  attack_identifier: Identifier,
  orchestrator_identifier: Identifier,
  converter_identifiers: z.array(z.record(z.string(), z.unknown())).nullish(),
  targeted_harm_categories: z.array(z.string()).nullish(),
  scores: z.array(Score).nullish(),
});
type Piece = z.infer<typeof Piece>;
type Score = z.infer<typeof Score>;

const reached = 0.5;

/** A score says how far an attack came: `true` is all the way, a share counts from the middle. */
const isReached = ({ score_type: type, score_value: value }: Score): boolean =>
  type === "true_false" ? value.toLowerCase() === "true" : Number(value) >= reached;

const toItems = (piece: Piece): ImportedItem[] =>
  (piece.scores ?? []).filter(isReached).map((score) => {
    const scorer = named(score.scorer_class_identifier) || "scorer";
    const category = score.score_category?.[0] || piece.targeted_harm_categories?.[0] || scorer;
    const attack = named(piece.attack_identifier ?? piece.orchestrator_identifier);
    const target = piece.prompt_target_identifier;
    const model = textIn(target, "model_name") || textIn(target, "deployment_name") || named(target);
    const converters = (piece.converter_identifiers ?? []).map(named).filter((name) => name !== "");
    return findingItem({
      tool: "PyRIT",
      ruleId: line(`${scorer}/${category}`, 200),
      kind: "model-behavior",
      title: line(`Model withstands attacks for ${category}`),
      description: `An attack of PyRIT reached its objective, as ${scorer} judged the answer.`,
      remediation: "Strengthen the system prompt, the guardrail or the filter of answers, and attack again.",
      references: ["https://azure.github.io/PyRIT/"],
      severity: score.score_type === "true_false" || Number(score.score_value) >= 0.75 ? "high" : "medium",
      message: prose(score.score_rationale || `${category}: ${score.score_value}`),
      subject: model === "" ? noSubject() : modelSubject(model),
      location: null,
      // Conversations have new ids in each run; how the model was attacked has not.
      fingerprint: [attack, ...converters].join("+"),
      evidence: {
        scorer,
        value: score.score_value,
        ...(attack === "" ? {} : { attack }),
        ...(converters.length > 0 ? { converters } : {}),
      },
    });
  });

const named = (identifier: Record<string, unknown> | null | undefined): string =>
  textIn(identifier, "__type__") || textIn(identifier, "class_name");

function textIn(identifier: Record<string, unknown> | null | undefined, field: string): string {
  const value = identifier?.[field];
  return typeof value === "string" ? line(value, 100) : "";
}

export const pyrit = defineFormat({
  id: "pyrit",
  title: "PyRIT memory export",
  kind: "json",
  lookedFor: "conversation_id, role and scores in each element",
  recognizes: ({ fields }) => fields.has("conversation_id") && fields.has("role"),
  about: () => undefined,
  readers: [recordReader("", Piece, toItems)],
});
