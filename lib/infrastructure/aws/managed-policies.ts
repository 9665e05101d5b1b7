import document from "./managed-policies.json" with { type: "json" };

/**
 * Policies of AWS's own that workloads of AI are given most, as AWS publishes them; the file says where and when. What
 * any other allows, only the account tells.
 */
const policies: Readonly<Record<string, object>> = document.policies;

export const managedPolicies = Object.entries(policies).map(([path, text]) => ({
  Arn: `arn:aws:iam::aws:policy/${path}`,
  PolicyName: path.slice(path.lastIndexOf("/") + 1),
  AttachmentCount: 0,
  PolicyVersionList: [{ Document: JSON.stringify(text), IsDefaultVersion: true, VersionId: "v1" }],
}));

const arnByName = new Map(managedPolicies.map(({ Arn, PolicyName }) => [PolicyName, Arn]));

/** The ARN of a policy of AWS's own that is called by its name alone. */
export const managedPolicyArn = (name: string): string =>
  arnByName.get(name) ?? `arn:aws:iam::aws:policy/${name}`;
