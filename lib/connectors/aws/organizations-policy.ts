import { coversAction } from "./iam-grants.ts";
import { conditionsOf, isPositive, statementsOf, type Condition, type Statement } from "./iam-statements.ts";

const invoke = "bedrock:InvokeModel";
const aiActions = /^(bedrock|bedrock-agentcore|bedrock-mantle|sagemaker|qbusiness|q|kendra|comprehend):/i;

/** Whether a policy of the organization has something to say about AI services in particular. */
export function speaksOfAi(type: string, content: string): boolean {
  if (type === "AISERVICES_OPT_OUT_POLICY" || type === "BEDROCK_POLICY") return true;
  return statementsOf(content).some(
    (statement) =>
      [...(statement.Action ?? []), ...(statement.NotAction ?? [])].some((action) =>
        aiActions.test(action),
      ) || deniesModels(statement),
  );
}

/**
 * Whether a service control policy keeps model calls to some models, regions or callers: it denies those to others,
 * or it allows no more than some. What another policy allows beside it is the account's to sum up.
 */
export const limitsModels = (content: string): boolean => statementsOf(content).some(deniesModels);

/** Everything that no account can do without is allowed by one statement on `*`. */
export const allowsEveryModel = (content: string): boolean =>
  statementsOf(content).some(
    (statement) =>
      statement.Effect === "Allow" &&
      coversAction(statement, invoke) &&
      statement.NotResource === undefined &&
      (statement.Resource ?? ["*"]).includes("*") &&
      conditionsOf(statement).length === 0,
  );

/** A condition on how the call is made, as on MFA, says nothing of which models or where, nor does one on the root user. */
function deniesModels(statement: Statement): boolean {
  if (statement.Effect !== "Deny" || !coversAction(statement, invoke) || !concernsModels(statement))
    return false;
  const conditions = conditionsOf(statement);
  const isOnSome = statement.NotResource !== undefined || !(statement.Resource ?? ["*"]).includes("*");
  return conditions.length === 0 || isOnSome || conditions.some(limitsCall);
}

const concernsModels = ({ Resource, NotResource }: Statement): boolean =>
  NotResource !== undefined || (Resource ?? ["*"]).some((on) => /^(\*|arn:[^:]*:(\*|bedrock)(:|$))/.test(on));

const limitsCall = (condition: Condition): boolean =>
  condition.key === "aws:requestedregion" ||
  condition.key.startsWith("bedrock:") ||
  (condition.key === "aws:principalarn" && !isPositive(condition));
