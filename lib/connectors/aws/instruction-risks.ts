import { holdsSecret } from "../secret-text.ts";

export const instructionRisks = ["override", "no-limits", "obeys-anything", "credential"] as const;
export type InstructionRisk = (typeof instructionRisks)[number];

const override =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,60}\b(?:instructions?|rules|polic(?:y|ies)|guidelines|guardrails?|safety|restrictions?|filters?)\b/i;
const noLimits =
  /\b(?:no|without(?:\sany)?) (?:restrictions?|limits?|limitations|filters?|guardrails?|rules|censorship)\b|\bunrestricted\b|\b(?:do anything now|developer mode|jailbroken)\b/i;
const obeys =
  /\b(?:do|execute|run|perform|obey|follow|answer|comply with) (?:anything|everything|whatever|(?:every|any|all) (?:commands?|instructions?|requests?|code|quer(?:y|ies)|sql|orders?))\b/i;
/** A sentence that forbids something names it too. */
const forbids =
  /\b(?:never|not|cannot|refuse|reject|decline|ignore any|attempts? to|trying to|tries to|asks? you to|tells? you to|instead of)\b|n['’]t\b/i;

/** What makes a text that instructs a model dangerous by itself. Only plain cases: a doubt is no finding. */
export function risksOf(text: string): InstructionRisk[] {
  const commands = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => !forbids.test(sentence));
  const found = {
    override: commands.some((sentence) => override.test(sentence)),
    "no-limits": commands.some((sentence) => noLimits.test(sentence)),
    "obeys-anything": commands.some((sentence) => obeys.test(sentence)),
    credential: holdsSecret(text),
  };
  return instructionRisks.filter((risk) => found[risk]);
}
