import { counted } from "#lib/domain/counted.ts";
import type { ControlStatus } from "#lib/domain/framework.ts";

/** How the checks of a control ended in a scope, and what people attested. */
export type ControlFacts = {
  openCount: number;
  exceptedCount: number;
  passCount: number;
  unknownCount: number;
  /** Checks whose resources were not all collected. */
  uncollectedCount: number;
  /** Whether the control asks for what no check can tell. */
  wantsAttestation: boolean;
  isAttested: boolean;
};

/** What was not decided is never a pass, and an exception is a decision, not a pass either. */
export function statusOfControl(facts: ControlFacts): [ControlStatus, string] {
  const { openCount, exceptedCount, passCount, unknownCount, uncollectedCount } = facts;
  if (openCount > 0) return ["failing", `${counted(openCount, "open finding")} against it`];
  if (unknownCount > 0) return ["incomplete", `${counted(unknownCount, "evaluation")} could not be decided`];
  if (uncollectedCount > 0)
    return [
      "incomplete",
      `What ${counted(uncollectedCount, "check")} of it would look at was not all collected`,
    ];
  if (facts.isAttested) return ["attested", attestedReason(passCount, exceptedCount)];
  if (exceptedCount > 0) return ["incomplete", `${counted(exceptedCount, "finding")} against it excepted`];
  if (passCount === 0) return ["not-assessed", notAssessedReason(facts.wantsAttestation)];
  return facts.wantsAttestation
    ? ["incomplete", `${counted(passCount, "evaluation")} passed; what no check can tell is not attested`]
    : ["passing", `${counted(passCount, "evaluation")} passed`];
}

function attestedReason(passCount: number, exceptedCount: number): string {
  const passed = passCount > 0 ? `, and ${counted(passCount, "evaluation")} passed` : "";
  const excepted = exceptedCount > 0 ? `, with ${counted(exceptedCount, "finding")} excepted` : "";
  return `A person attests it with a document${passed}${excepted}`;
}

const notAssessedReason = (wantsAttestation: boolean): string =>
  wantsAttestation ? "Nobody attests it" : "None of its checks applies to anything here";
