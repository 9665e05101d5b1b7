import type { AwsHeldPolicy } from "#lib/domain/resources/aws-policy.ts";
import type { PolicyDocuments, PolicyHolder } from "./iam-policies.ts";
import { documentOf, sidOf, type Statement } from "./iam-statements.ts";

/** The text of a policy that a resource keeps. Throws `ZodError` on a document that is none. */
export function keptPolicy(policy: unknown): string {
  const { Version, Statement: statements } = documentOf(policy);
  return JSON.stringify({ Version, Statement: statements });
}

/**
 * Of a policy that AWS writes only what it says of services where models and their surroundings live: its whole text
 * is public, can be very long, and stands with everybody who holds it.
 */
export function keptAwsPolicy(policy: unknown): string {
  const { Version, Statement: statements } = documentOf(policy);
  const kept = statements.flatMap((statement, index) => {
    const narrowed = { ...statement, Sid: sidOf(statement, index) };
    // What is left out of a `NotAction` would be allowed by the rest, so that one stays whole.
    if (!statement.Action) return [narrowed];
    const Action = statement.Action.filter(isRelevant);
    return Action.length > 0 ? [{ ...narrowed, Action }] : [];
  });
  return JSON.stringify({ Version, Statement: kept satisfies Statement[] });
}

const isRelevant = (action: string): boolean => {
  const service = action.split(":")[0]?.toLowerCase() ?? "";
  return /[*?]/.test(service) || relevantServices.has(service);
};

/** Prefixes of actions that effective permissions are computed for. */
export const relevantServices: ReadonlySet<string> = new Set([
  "aoss",
  "apigateway",
  "batch",
  "bedrock",
  "bedrock-agentcore",
  "cloudformation",
  "cloudtrail",
  "codebuild",
  "codepipeline",
  "datapipeline",
  "dynamodb",
  "ec2",
  "ecr",
  "ecs",
  "eks",
  "es",
  "events",
  "execute-api",
  "glue",
  "iam",
  "kendra",
  "kms",
  "lambda",
  "logs",
  "organizations",
  "qbusiness",
  "rds",
  "rds-data",
  "rds-db",
  "s3",
  "s3vectors",
  "sagemaker",
  "scheduler",
  "secretsmanager",
  "ssm",
  "sso",
  "states",
  "sts",
]);

/** What an identity holds, with the documents that no other resource keeps. */
export function heldPolicies(holder: PolicyHolder, { keptText }: PolicyDocuments): AwsHeldPolicy[] {
  const managed = (kind: "managed" | "boundary", arn: string): AwsHeldPolicy => ({
    kind,
    id: arn,
    name: arn.split("/").at(-1) ?? arn,
    document: keptText(arn),
  });
  return [
    ...holder.inline.map(({ PolicyName, PolicyDocument }): AwsHeldPolicy => ({
      kind: "inline",
      id: PolicyName,
      name: PolicyName,
      document: keptPolicy(PolicyDocument),
    })),
    ...holder.attached.map(({ PolicyArn }) => managed("managed", PolicyArn)),
    ...(holder.boundary ? [managed("boundary", holder.boundary)] : []),
  ];
}
