import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { Answers, answering } from "../answers.ts";
import type { Opened } from "../collect.ts";
import type { Declared } from "../declared.ts";
import type { World } from "../world.ts";
import { declareAgentcore } from "./agentcore.ts";
import { declareApis } from "./apis.ts";
import { declareBedrock } from "./bedrock.ts";
import { declareBedrockAgents } from "./bedrock-agents.ts";
import { declareBedrockFlows } from "./bedrock-flows.ts";
import { declareCaches } from "./caches.ts";
import { declareClusters } from "./clusters.ts";
import { declareContainers } from "./containers.ts";
import { AwsEstate } from "./estate.ts";
import { declareFirewalls } from "./firewalls.ts";
import { declareHosting } from "./hosting.ts";
import { declareIdentities } from "./iam.ts";
import { declareKeysAndLogs } from "./keys-and-logs.ts";
import { declareBuckets } from "./s3.ts";
import { declareMonitors } from "./sagemaker-monitors.ts";
import { declarePipelines } from "./sagemaker-pipelines.ts";
import { declareSagemaker } from "./sagemaker.ts";
import { declareStores } from "./stores.ts";

const parts = [
  declareIdentities,
  declareBuckets,
  declareKeysAndLogs,
  declareHosting,
  declareContainers,
  declareClusters,
  declareStores,
  declareCaches,
  declareBedrock,
  declareBedrockAgents,
  declareBedrockFlows,
  declareAgentcore,
  declareSagemaker,
  declareMonitors,
  declarePipelines,
  declareFirewalls,
  declareApis,
];

/** Answers the AWS collectors out of what is declared. */
export function openDeclaredAws(
  declared: readonly Declared[],
  place: { account: string; region: string },
  world: World,
): Opened {
  const answers = new Answers();
  const estate = new AwsEstate(declared, place, world, answers);
  const regions = new Set([place.region, ...declared.flatMap(({ region }) => region ?? [])]);
  answers.say(
    "sts:GetCallerIdentity",
    null,
    {},
    {
      Account: place.account,
      Arn: `arn:aws:iam::${place.account}:root`,
    },
  );
  answers.list(
    "ec2:DescribeRegions",
    null,
    "Regions",
    [...regions].map((RegionName) => ({ RegionName })),
  );
  for (const declare of parts) declare(estate);
  declareAccountBlock(estate);
  return {
    transport: answering(answers, nothingDeclared),
    places: estate.places(),
    undecided: estate.undecided,
    untold: estate.all(accountBlock).length > 0 ? untold : { ...untold, "aws.account": ownBlock },
  };
}

const accountBlock = "aws_s3_account_public_access_block";
const ownBlock = ["properties.blocksPublicBuckets"];

/** What only running it tells. */
const untold: Opened["untold"] = {
  // An evaluation is run, and never declared.
  "aws.bedrock.custom-model": ["relationships.monitored-by"],
  // A definition is validated only as it is kept.
  "aws.bedrock.flow": ["properties.errors"],
  // The provider has no attribute for it.
  "aws.agentcore.runtime": ["properties.metadataTokens"],
  "aws.iam.role": ["facets.lastUsedAt"],
  "aws.iam.user": ["facets.lastUsedAt"],
  "aws.secretsmanager.secret": ["properties.lastRotatedAt", "properties.lastUsedAt"],
  "aws.eks.cluster": ["properties.endpoint", "properties.issuer"],
  "aws.logs.log-group": ["properties.sizeBytes"],
};

/** Without one declared, a bucket stands for itself: that the account may refuse what it opens is no merit of the code. */
function declareAccountBlock(estate: AwsEstate): void {
  const [block] = estate.all(accountBlock);
  if (!block) return estate.answers.deny("s3control:GetPublicAccessBlock", null, {});
  const on = (name: string) => block.flag(name) ?? false;
  return estate.answers.say(
    "s3control:GetPublicAccessBlock",
    null,
    {},
    {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: on("block_public_acls"),
        IgnorePublicAcls: on("ignore_public_acls"),
        BlockPublicPolicy: on("block_public_policy"),
        RestrictPublicBuckets: on("restrict_public_buckets"),
      },
    },
  );
}

/** Services whose settings belong to the account, so that code which declares none does not say that there are none. */
const ofTheAccount = new Set([
  "account",
  "budgets",
  "ce",
  "cloudtrail",
  "cloudwatch",
  "config",
  "configservice",
  "costexplorer",
  "guardduty",
  "macie2",
  "organizations",
  "securityhub",
  "servicequotas",
  "ssoadmin",
  "sso-admin",
]);
const settings = new Set([
  "bedrock:GetModelInvocationLoggingConfiguration",
  "bedrock:ListEnforcedGuardrailsConfiguration",
  "bedrock-agentcore-control:GetTokenVault",
  "ec2:DescribeVpcEndpoints",
  "iam:ListAccountAliases",
  "logs:DescribeDeliveries",
  "logs:DescribeDeliverySources",
  "s3:GetPublicAccessBlock",
]);

/** A listing holds what is declared and nothing else; of anything else only the account can tell. */
function nothingDeclared({ service, operation }: ProviderCall) {
  if (service === "cloudfront" && operation === "ListDistributions") return { DistributionList: {} };
  if (ofTheAccount.has(service) || settings.has(`${service}:${operation}`)) return null;
  return /^(List|Describe\w+s$|Get\w+(?:s|Details)$)/.test(operation) && operation !== "GetTags" ? {} : null;
}
