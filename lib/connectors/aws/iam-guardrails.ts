import { coversGlob, fitsGlob } from "./glob.ts";
import { coversAction } from "./iam-grants.ts";
import { conditionsOf, type Condition, type Statement } from "./iam-statements.ts";

/** A statement an identity holds, and where it is written. */
export type HeldStatement = { statement: Statement; source: string };

const shownMax = 20;
const guardrailKey = "bedrock:guardrailidentifier";
/** Converse and its stream are allowed by these, too. */
const calls = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] as const;
/** One ARN of each kind that these actions work on. */
const kinds = ["foundation-model/m", "inference-profile/p", "provisioned-model/t", "custom-model/c"];
const samples = kinds.map((kind) => `arn:aws:bedrock:eu-west-1:111122223333:${kind}`);

/** Where it is allowed to invoke models without naming a guardrail, and nothing denies that again. */
export function unguardedCalls(held: readonly HeldStatement[]): string[] {
  const denials = held
    .filter(({ statement }) => statement.Effect === "Deny")
    .map(({ statement }) => statement);
  const open = held.filter(({ statement }) => statement.Effect === "Allow" && isOpen(statement, denials));
  return [...new Set(open.map(({ source }) => source))].slice(0, shownMax);
}

function isOpen(allow: Statement, denials: readonly Statement[]): boolean {
  if (conditionsOf(allow).some(wantsGuardrail)) return false;
  const resources = (allow.Resource ?? ["*"]).filter(isOfModels);
  return calls
    .filter((call) => coversAction(allow, call))
    .some((call) => resources.some((resource) => !denials.some((deny) => closes(deny, call, resource))));
}

/** Whether a resource pattern can stand for a model that writes; guardrails say nothing of embeddings. */
const isOfModels = (resource: string): boolean => {
  if (resource === "*") return true;
  const service = resource.split(":")[2] ?? "";
  if (!fitsGlob(service, "bedrock")) return false;
  if (/\/[a-z0-9.-]*embed/.test(resource)) return false;
  const kind = resource.split(":").slice(5).join(":").split("/")[0] ?? "";
  return kind === "" || samples.some((sample) => fitsGlob(kind, sample.split(":")[5]?.split("/")[0] ?? ""));
};

/** An allowance that holds only for calls that carry a guardrail. A missing key fits none of these operators. */
const wantsGuardrail = ({ operator, key, values }: Condition): boolean =>
  key === guardrailKey &&
  (/^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/.test(operator) ||
    (operator === "Null" && values.every((value) => value.toLowerCase() === "false")));

/** A denial of what carries no guardrail, or none at all allowed here, for all that the pattern stands for. */
function closes(deny: Statement, call: string, resource: string): boolean {
  if (!coversAction(deny, call) || deny.NotResource) return false;
  if (!(deny.Resource ?? ["*"]).some((pattern) => coversGlob(pattern, resource))) return false;
  // Several conditions must all be met, so that any other one leaves calls through.
  return conditionsOf(deny).every(deniesWithout);
}

/** Negated operators fit a call that lacks the key, but for those that want some value of it to differ. */
const deniesWithout = ({ operator, key, values }: Condition): boolean =>
  key === guardrailKey &&
  (/^(ForAllValues:)?(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike)(IfExists)?$/.test(
    operator,
  ) ||
    (operator === "Null" && values.every((value) => value.toLowerCase() === "true")));
