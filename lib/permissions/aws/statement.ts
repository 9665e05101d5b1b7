import type { CallContext } from "../decision.ts";
import { both, type Truth } from "../truth.ts";
import { holds } from "./condition.ts";
import { comparesArn, fits } from "./pattern.ts";
import type { AwsPolicy, Listed, Statement } from "./policy.ts";
import { resolve } from "./variable.ts";

/** What is asked of a statement, its caller aside. */
export type Call = {
  /** In lower case. */
  action: string;
  /** An ARN; `*` for an action that knows no resource. */
  resource: string;
  context: CallContext;
};

export const coversAction = ({ not, patterns }: Listed, action: string): boolean =>
  patterns.some((pattern) => fits(pattern, action)) !== not;

/** Whether a statement speaks of the call, its principals aside; keys that would settle it are added to `undecided`. */
export function speaksOf(
  statement: Statement,
  policy: Pick<AwsPolicy, "variables">,
  call: Call,
  undecided: Set<string>,
): Truth {
  if (!coversAction(statement.actions, call.action)) return "no";
  const keys = new Set<string>();
  let truth = onResource(statement, policy, call, keys);
  for (const condition of statement.conditions) {
    if (truth === "no") return truth;
    truth = both(truth, holds(condition, call.context, policy.variables, keys));
  }
  if (truth === "maybe") for (const key of keys) undecided.add(key);
  return truth;
}

function onResource(
  { resources }: Statement,
  { variables }: Pick<AwsPolicy, "variables">,
  { resource, context }: Call,
  undecided: Set<string>,
): Truth {
  if (resources === null) return "yes";
  let found: Truth = "no";
  for (const written of resources.patterns) {
    const { pattern, maybe, absent } = variables ? resolve(written, context) : plain(written);
    if (absent || !comparesArn(pattern, resource, fits)) continue;
    if (maybe.length === 0) return resources.not ? "no" : "yes";
    for (const key of maybe) undecided.add(key);
    found = "maybe";
  }
  if (found === "maybe") return found;
  return resources.not ? "yes" : "no";
}

const plain = (pattern: string) => ({ pattern, maybe: [], absent: false });
