import { underCondition } from "#lib/domain/relationship.ts";

/**
 * What a call carries beside who does what, by the provider's own condition keys in lower case: the values of a key,
 * an empty list where it is known not to be there, and null where nobody told.
 */
export type CallContext = (key: string) => readonly string[] | null;

/** Nothing is told: what an estate knows of a call that nobody made. */
export const untold: CallContext = () => null;

/** One question: may this principal do this to that? Names are the provider's own. */
export type AccessRequest = {
  principal: string;
  action: string;
  resource: string;
  context: CallContext;
};

/** `maybe`: it rests on something the request does not tell. */
export type Verdict = "allowed" | "denied" | "maybe";

/** A document or assignment that grants, denies or limits: what a reader looks up in the provider's console. */
export type PolicyName = {
  /** The provider's word for it: `identity policy`, `permissions boundary`, `role assignment`, `deny policy`… */
  kind: string;
  /** ARN, resource id or name: enough to find it. */
  id: string;
  name: string;
};

/** A part of a policy that made the decision what it is. */
export type DecidingStatement = {
  policy: PolicyName;
  /** Its own id or `statement 3`; null where the decision rests on the policy having none that applies. */
  statement: string | null;
  /** `allow` gives, `deny` takes away, `silent` would have had to allow and does not. */
  effect: "allow" | "deny" | "silent";
  /** Why it applies or does not, in a few words that can be checked against the policy. */
  why: string;
};

/** Never without a deciding statement: that nothing allows a thing names where it would have had to be allowed. */
export type Decision = {
  verdict: Verdict;
  deciding: readonly DecidingStatement[];
  /** For `maybe`: the condition keys whose values would settle it. */
  conditions: readonly string[];
  /** What was not collected and could narrow it further, such as policies of an organization nobody may read. */
  unread: readonly string[];
};

/** One line for an edge, a path or a log: what decided, and on what it still rests. */
export function reasonOf({ verdict, deciding, conditions }: Decision): string {
  const said = deciding.map(({ policy, statement, effect }) =>
    effect === "silent"
      ? `${policy.kind} ${policy.name} does not allow it`
      : `${policy.name}${statement === null ? "" : `, ${statement}`}${effect === "deny" ? " denies it" : ""}`,
  );
  const reason = [...new Set(said)].join("; ");
  if (verdict !== "maybe") return reason;
  return conditions.length > 0
    ? `${reason}${underCondition} on ${conditions.join(", ")}`
    : reason + underCondition;
}
