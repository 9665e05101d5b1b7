import type { Route } from "./api-routes.ts";
import { conditionsOf, isPositive, statementsOf, type Statement } from "./iam-statements.ts";
import { allowedBy, namesEveryone, type Allowed } from "./resource-policy.ts";

/** What the API's own policy leaves of its reach. */
export type PolicyReach = {
  /** Some caller from anywhere on the internet may be let in. */
  publicNetwork: boolean;
  /** A route as the policy leaves it: callers who prove nothing are nobody that a policy of names could mean. */
  narrowed: (route: Route) => Route;
};

/** Throws `ZodError` on a policy that is none. */
export function policyReach(policy: string | undefined): PolicyReach {
  if (!policy) return { publicNetwork: true, narrowed: (route) => route };
  const statements = statementsOf(unescaped(policy));
  const allowed = allowedBy(statements, ["execute-api:Invoke"]);
  const strangers = allowed.some(({ kind }) => kind === "anyone");
  const instead = allowed.length > 0 ? "identity" : "unreachable";
  return {
    publicNetwork: !statements.some(refusesMost) && allowed.some(isFromAnywhere),
    narrowed: (route) =>
      strangers || route.authentication === "identity" ? route : { ...route, authentication: instead },
  };
}

/** API Gateway escapes the document once more than JSON does: `{\"Version\":…`. */
export function unescaped(policy: string): string {
  if (!policy.includes('\\"')) return policy;
  try {
    return String(JSON.parse(`"${policy}"`));
  } catch {
    return policy;
  }
}

const networkKeys = new Set(["aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"]);

const isFromAnywhere = ({ conditions }: Allowed): boolean =>
  !conditions.some((condition) => networkKeys.has(condition.key) && isPositive(condition));

/** The documented way to keep to a network: allow everyone, and deny all who do not come from it. */
const refusesMost = (statement: Statement): boolean =>
  statement.Effect === "Deny" &&
  namesEveryone(statement) &&
  conditionsOf(statement).some(
    ({ operator, key }) => networkKeys.has(key) && /^(StringNot|NotIpAddress)/.test(operator),
  );
