import { expect, test, vi } from "vitest";

import { scanRecordings } from "#lib/commands/scan-recordings.ts";
import awsConnector from "#lib/connectors/aws/connector.ts";
import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { AwsEstate } from "#lib/infrastructure/aws/estate.ts";
import { abroad, account, region } from "./rows/aws/names.ts";
import { awsRows as rows } from "./rows/aws/rows.ts";
import {
  differences,
  findingsAt,
  toldAfterAll,
  verdictsOfPlan,
  verdictsOfRecording,
} from "./rows/compared.ts";
import { elsewhere, recorded } from "./rows/recorded.ts";
import type { Answer, Row } from "./rows/row.ts";

const ofTheAccount: readonly Answer[] = [
  ["sts:GetCallerIdentity", {}, { Account: account, Arn: `arn:aws:iam::${account}:root` }],
  ["ec2:DescribeRegions", {}, { Regions: [region, abroad].map((RegionName) => ({ RegionName })) }],
  ["organizations:DescribeOrganization", {}, "not-found"],
  ["cloudfront:ListDistributions", {}, { DistributionList: { Quantity: 0, Items: [] } }],
  ["cloudtrail:LookupEvents", {}, { Events: [] }],
  ["cloudtrail:LookupEvents", { [elsewhere]: abroad }, { Events: [] }],
];
const emptyListing = ({ service, operation }: ProviderCall) =>
  !/organizations|sso-admin/.test(service) && /^List|^Describe\w+s$|^Get\w+s$/.test(operation) ? {} : null;
const { transport, missed } = recorded(
  [...ofTheAccount, ...rows.flatMap(({ answers }) => answers)],
  emptyListing,
  region,
);
const answered = await verdictsOfRecording(awsConnector, transport);
const spied = vi.spyOn(AwsEstate.prototype, "all");
const { declared, verdicts, undecided } = await verdictsOfPlan(rows, { aws: { region } });
const asked = new Set(spied.mock.calls.flat());
spied.mockRestore();
const told = new Set(rows.flatMap(({ type, parts = [] }) => [type, ...parts]));

test("every type of AWS that is read has a row, and every row declares its types", () => {
  // What an account refuses to all its buckets would mend the bad one: it stands in an estate of its own below.
  expect([...asked].filter((type) => !told.has(type))).toEqual(["aws_s3_account_public_access_block"]);
  expect([...told].filter((type) => !declared.has(type))).toEqual([]);
});

test("an estate of AWS gets the same verdicts as a recording and as a plan", () => {
  expect(undecided).toEqual([]);
  expect(differences(verdicts, answered, rows)).toEqual([]);
  expect(toldAfterAll(verdicts, rows)).toEqual([]);
  // A recording that lacks what a collector asks of a row's resource would agree with anything.
  expect([...missed].filter((call) => !/^(organizations|sso-admin|macie2|securityhub):/.test(call))).toEqual([
    "bedrock-agentcore-control:GetTokenVault",
  ]);
});

test.each(rows)("$type is found in its bad form and not in its good form", ({ type, neverBad }) => {
  expect(findingsAt(verdicts, `${type}.good`)).toEqual([]);
  const found = findingsAt(verdicts, `${type}.bad`);
  expect(found.length > 0, "has findings").toBe(neverBad === undefined);
});

test("a CloudFormation template of what serves has the findings of the plan", async () => {
  const { findings } = await scanRecordings(
    ["tests/iac/cloudformation/services.yaml"],
    AbortSignal.timeout(30_000),
  );
  const foundAt = (...logicalIds: string[]) =>
    findings
      .filter(
        ({ check, place }) =>
          logicalIds.includes(place?.address.replace("services.", "") ?? "") && check.id !== "ai/owner-named",
      )
      .map(({ check }) => check.id)
      .toSorted();
  const planned = (type: string) =>
    findingsAt(verdicts, `${type}.bad`)
      .map((one) => one.split(" ")[0] ?? "")
      .toSorted();
  const told = {
    BadRest: "aws_api_gateway_rest_api",
    BadHttp: "aws_apigatewayv2_api",
    BadService: "aws_ecs_service",
    BadCluster: "aws_eks_cluster",
    BadPrompt: "aws_bedrockagent_prompt",
    BadFlow: "aws_bedrockagent_flow",
    BadPipeline: "aws_sagemaker_pipeline",
    BadGroup: "aws_sagemaker_model_package_group",
  };
  for (const [logicalId, type] of Object.entries(told))
    expect([logicalId, foundAt(logicalId)]).toEqual([logicalId, planned(type)]);
  const good = findings.filter(
    ({ check, place }) => /[.]Good/.test(place?.address ?? ".Good") && check.id !== "ai/owner-named",
  );
  expect(good).toEqual([]);
});

test("what an account refuses to all its buckets mends a bad one", async () => {
  const refusal = `resource "aws_s3_account_public_access_block" "all" {
    block_public_acls = true
    block_public_policy = true
    ignore_public_acls = true
    restrict_public_buckets = true
  }`;
  const sources = rows.filter(({ type }) => /bucket|knowledge_base|collection|iam_role|kms_key/.test(type));
  const publicOf = async (more: readonly Row[]) => {
    const plan = await verdictsOfPlan([...sources, ...more], { aws: { region } });
    return plan.verdicts.get("aws.s3.bucket acme-bad data-store/private")?.status;
  };
  const row = { type: "aws_s3_account_public_access_block", hcl: refusal, answers: [] };
  expect([await publicOf([]), await publicOf([row])]).toEqual(["fail", "pass"]);
});
