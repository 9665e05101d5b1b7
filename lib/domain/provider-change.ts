/** Where providers write down who changed what, by the name their own console has for it. */
export const changeLogs = [
  "cloudtrail",
  "azure-activity",
  "google-audit",
  "kubernetes-managed-fields",
  "github-audit",
  "gitlab-audit",
] as const;
export type ChangeLog = (typeof changeLogs)[number];

/** One entry of a provider's own log: who did what to which resources. */
export type ProviderChange = {
  log: ChangeLog;
  /** The log's own id of the entry, by which it is found there. */
  eventId: string;
  /** In ISO 8601, UTC. */
  at: string;
  /** As the provider calls it, such as `PutBucketPolicy`. */
  action: string;
  /** The principal in the provider's own words. */
  actor: string;
  /** Key of the identity that acted, should it be a resource. */
  actorKey: string | null;
  /** What it was done with: a tool by its name, or what the program called itself. */
  agent: string | null;
  /** What it was done to, each by its key or by `namedTarget`. */
  targets: readonly string[];
};

/** How a log names a resource whose key it does not have: by service, account, region (if any) and name. */
export const namedTarget = (service: string, account: string, region: string | null, name: string): string =>
  [service, account, region ?? "", name].join(" ");

const textMax = 256;
const targetMax = 512;
const targetsMax = 20;
// Control characters, and those that turn the direction of text: a log's words are anybody's words.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const bounded = (text: string): string => text.replaceAll(unprintable, " ").trim().slice(0, textMax);

/** The entry within bounds; null where it names nothing, nobody or no time. */
export function boundedChange(change: ProviderChange): ProviderChange | null {
  const at = Date.parse(change.at);
  const targets = [...new Set(change.targets)].filter(({ length }) => length > 0 && length <= targetMax);
  const [eventId, action, actor] = [bounded(change.eventId), bounded(change.action), bounded(change.actor)];
  if (Number.isNaN(at) || targets.length === 0 || eventId === "" || action === "" || actor === "")
    return null;
  return {
    log: change.log,
    eventId,
    at: new Date(at).toISOString(),
    action,
    actor,
    actorKey: change.actorKey !== null && change.actorKey.length <= targetMax ? change.actorKey : null,
    agent: change.agent === null ? null : bounded(change.agent) || null,
    targets: targets.slice(0, targetsMax),
  };
}

const tools: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/terraform|hashicorp/i, "Terraform"],
  [/opentofu/i, "OpenTofu"],
  [/pulumi/i, "Pulumi"],
  [/cloudformation/i, "CloudFormation"],
  [/aws-cdk/i, "AWS CDK"],
  [/deploymentmanager|config-connector/i, "Config Connector"],
  [/console\.amazonaws\.com|signin\.amazonaws\.com|AWS ?Console|Mozilla\//i, "console"],
  [/aws-cli/i, "AWS CLI"],
  [/gcloud/i, "gcloud"],
  [/azure-?cli|AZURECLI/i, "Azure CLI"],
  [/azurepowershell/i, "Azure PowerShell"],
  [/Boto3/i, "Boto3"],
];

/** The tool that a user agent tells of, or the agent's own first word. */
export const toolOf = (agent: string | null | undefined): string | null =>
  tools.find(([pattern]) => pattern.test(agent ?? ""))?.[1] ??
  (agent?.split(/[\s(]/, 1)[0]?.slice(0, 80) || null);
