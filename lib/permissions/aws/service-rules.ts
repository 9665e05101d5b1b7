const serviceOf = (action: string): string => action.split(":")[0]?.toLowerCase() ?? "";

/**
 * Services whose resources an organization's resource control policies reach.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 */
const underResourceControl: ReadonlySet<string> = new Set([
  "aoss",
  "cognito-identity",
  "cognito-idp",
  "dynamodb",
  "ecr",
  "kms",
  "logs",
  "s3",
  "secretsmanager",
  "sqs",
  "sts",
]);

export const isLimitedByResourceControl = (action: string): boolean =>
  underResourceControl.has(serviceOf(action)) && action.toLowerCase() !== "kms:retiregrant";

/**
 * Whether an identity's own policy is worth nothing until the resource's policy hands the decision to the account.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const needsResourcePolicy = (action: string): boolean => {
  const service = serviceOf(action);
  return service === "kms" || (service === "sts" && /^sts:assumerole/i.test(action));
};
