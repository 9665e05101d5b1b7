import { hostSuffixOf } from "#lib/connectors/aws/partition.ts";
import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagPairs, tagsOf, type AwsEstate } from "./estate.ts";
import { policyText } from "./policies.ts";

/** Functions, builds, registries of images, and the networks they stand in. */
export function declareHosting(estate: AwsEstate): void {
  estate.each("aws_lambda_function", (block) => declareFunction(estate, block));
  estate.each("aws_codebuild_project", (block) => declareProject(estate, block));
  estate.each("aws_ecr_repository", (block) => declareRepository(estate, block));
  estate.each("aws_security_group", (block) => declareGroup(estate, block));
  estate.each("aws_vpc_endpoint", (block) => declareEndpoint(estate, block));
}

function declareFunction(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const FunctionName = estate.idOf(block);
  const FunctionArn = estate.arnOf(block);
  const vpc = block.block("vpc_config");
  const groups = vpc?.texts("security_group_ids") ?? [];
  const ImageUri = block.text("image_uri");
  const isImage = block.text("package_type") === "Image";
  answers.list("lambda:ListFunctions", region, "Functions", [
    present({
      FunctionName,
      FunctionArn,
      Runtime: block.text("runtime"),
      Role: block.text("role"),
      PackageType: isImage ? "Image" : "Zip",
      KMSKeyArn: block.text("kms_key_arn"),
      Environment: { Variables: block.block("environment")?.map("variables") ?? {} },
      VpcConfig: groups.length > 0 ? { VpcId: vpc?.text("vpc_id") ?? "vpc", SecurityGroupIds: groups } : {},
    }),
  ]);
  const names = [FunctionName, FunctionArn];
  const urls = estate.naming("aws_lambda_function_url", "function_name", ...names);
  answers.list(
    "lambda:ListFunctionUrlConfigs",
    region,
    "FunctionUrlConfigs",
    urls.map((url) => ({
      FunctionUrl:
        url.known("function_url") ?? `https://${FunctionName}.lambda-url.${region}.on.aws/`.toLowerCase(),
      FunctionArn,
      AuthType: url.choice("authorization_type", "NONE", "AWS_IAM") ?? "AWS_IAM",
    })),
    { FunctionName },
  );
  const permissions = estate.naming("aws_lambda_permission", "function_name", ...names);
  const openUrls = urls.filter((url) => url.text("authorization_type") === "NONE");
  const statements = [
    ...permissions.map((one) => permissionStatement(one, FunctionArn)),
    // The provider itself adds what a URL without authentication needs to answer.
    ...openUrls.map((url) => urlStatement(url, FunctionArn)),
  ];
  if (statements.length === 0) answers.deny("lambda:GetPolicy", region, { FunctionName });
  else
    answers.say(
      "lambda:GetPolicy",
      region,
      { FunctionName },
      {
        Policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
      },
    );
  if (isImage) answers.say("lambda:GetFunction", region, { FunctionName }, { Code: present({ ImageUri }) });
  answers.say("lambda:ListTags", region, { Resource: FunctionArn }, { Tags: tagsOf(block) });
}

function permissionStatement(block: Block, FunctionArn: string) {
  const principal = block.text("principal") ?? "*";
  const conditions = {
    ArnLike: present({ "AWS:SourceArn": block.text("source_arn") }),
    StringEquals: present({
      "AWS:SourceAccount": block.text("source_account"),
      "lambda:FunctionUrlAuthType": block.text("function_url_auth_type"),
      "aws:PrincipalOrgID": block.text("principal_org_id"),
    }),
  };
  const Condition = Object.fromEntries(
    Object.entries(conditions).filter(([, values]) => Object.keys(values).length > 0),
  );
  return present({
    Effect: "Allow",
    Action: block.text("action") ?? "lambda:InvokeFunction",
    Principal: principalOf(principal),
    Resource: FunctionArn,
    Condition: Object.keys(Condition).length > 0 ? Condition : undefined,
  });
}

function principalOf(principal: string) {
  if (principal === "*") return "*";
  return principal.includes(".amazonaws.com") ? { Service: principal } : { AWS: principal };
}

const urlStatement = (_url: Block, Resource: string) => ({
  Effect: "Allow",
  Action: "lambda:InvokeFunctionUrl",
  Principal: "*",
  Resource,
  Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
});

function declareProject(estate: AwsEstate, block: Block): void {
  const name = estate.idOf(block);
  const source = block.block("source");
  const environment = block.block("environment");
  const vpc = block.block("vpc_config");
  const logs = block.block("logs_config")?.block("cloudwatch_logs");
  estate.answers.list("codebuild:ListProjects", estate.regionOf(block), "projects", [name]);
  estate.answers.list("codebuild:BatchGetProjects", estate.regionOf(block), "projects", [
    present({
      arn: estate.arnOf(block),
      name,
      source: present({
        type: source?.text("type") ?? "NO_SOURCE",
        location: source?.text("location"),
        buildspec: source?.text("buildspec"),
      }),
      environment: present({
        image: environment?.text("image"),
        privilegedMode: environment?.flag("privileged_mode"),
        environmentVariables: (environment?.blocks("environment_variable") ?? []).map((one) => ({
          name: one.text("name") ?? "",
          value: one.text("value") ?? "",
          type: one.text("type") ?? "PLAINTEXT",
        })),
      }),
      serviceRole: block.text("service_role"),
      encryptionKey: block.text("encryption_key"),
      projectVisibility: block.text("project_visibility"),
      vpcConfig: vpc && present({ vpcId: vpc.text("vpc_id") }),
      logsConfig: {
        cloudWatchLogs: present({
          status: logs?.text("status") ?? "ENABLED",
          groupName: logs?.text("group_name"),
        }),
      },
      tags: Object.entries(tagsOf(block)).map(([key, value]) => ({ key, value })),
    }),
  ]);
}

function declareRepository(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const repositoryName = estate.idOf(block);
  const repositoryArn = estate.arnOf(block);
  const encryption = block.block("encryption_configuration");
  const scanning = block.block("image_scanning_configuration");
  answers.list("ecr:DescribeRepositories", region, "repositories", [
    present({
      repositoryName,
      repositoryArn,
      repositoryUri: `${estate.account}.dkr.ecr.${region}.${hostSuffixOf(region)}/${repositoryName}`,
      imageTagMutability: block.text("image_tag_mutability") ?? "MUTABLE",
      imageScanningConfiguration: { scanOnPush: scanning?.flag("scan_on_push") ?? false },
      encryptionConfiguration: present({
        encryptionType: encryption?.text("encryption_type") ?? "AES256",
        kmsKey: encryption?.text("kms_key"),
      }),
    }),
  ]);
  const [policy] = estate.naming("aws_ecr_repository_policy", "repository", repositoryName);
  const policyTextOf = policy && policyText(policy, "policy");
  if (policyTextOf === undefined) answers.deny("ecr:GetRepositoryPolicy", region, { repositoryName });
  else answers.say("ecr:GetRepositoryPolicy", region, { repositoryName }, { policyText: policyTextOf });
  const [registry] = estate.all("aws_ecr_registry_scanning_configuration");
  if (registry)
    answers.say(
      "ecr:GetRegistryScanningConfiguration",
      region,
      {},
      {
        scanningConfiguration: {
          scanType: registry.text("scan_type"),
          rules: registry.blocks("rule").map((rule) => ({
            scanFrequency: rule.text("scan_frequency") ?? "MANUAL",
            repositoryFilters: rule
              .blocks("repository_filter")
              .map((one) => ({ filter: one.text("filter") ?? "" })),
          })),
        },
      },
    );
  else answers.leaveOpen("ecr:GetRegistryScanningConfiguration", region, {});
  answers.say("ecr:ListTagsForResource", region, { resourceArn: repositoryArn }, { tags: tagPairs(block) });
}

/** Rules stand in the group itself or in resources of their own. */
function declareGroup(estate: AwsEstate, block: Block): void {
  estate.answers.list("ec2:DescribeSecurityGroups", estate.regionOf(block), "SecurityGroups", [
    securityGroup(estate, block),
  ]);
}

export function securityGroup(estate: AwsEstate, block: Block) {
  const GroupId = estate.idOf(block);
  const rules = (type: "ingress" | "egress") => [
    ...block.blocks(type),
    ...estate
      .naming("aws_security_group_rule", "security_group_id", GroupId)
      .filter((one) => one.text("type") === type),
    ...estate.naming(`aws_vpc_security_group_${type}_rule`, "security_group_id", GroupId),
  ];
  return present({
    GroupId,
    GroupName: block.known("name") ?? GroupId,
    VpcId: block.text("vpc_id"),
    IpPermissions: rules("ingress").map(ipPermission),
    IpPermissionsEgress: rules("egress").map(ipPermission),
    Tags: tagPairs(block),
  });
}

function ipPermission(rule: Block) {
  const lists = [...rule.texts("prefix_list_ids"), ...one(rule.text("prefix_list_id"))];
  return present({
    IpProtocol: rule.text("protocol") ?? rule.text("ip_protocol") ?? "-1",
    FromPort: rule.number("from_port"),
    ToPort: rule.number("to_port"),
    IpRanges: [...rule.texts("cidr_blocks"), ...one(rule.text("cidr_ipv4"))].map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: [...rule.texts("ipv6_cidr_blocks"), ...one(rule.text("cidr_ipv6"))].map((CidrIpv6) => ({
      CidrIpv6,
    })),
    PrefixListIds: lists.map((PrefixListId) => ({ PrefixListId })),
  });
}

const one = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

function declareEndpoint(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const ServiceName = block.text("service_name") ?? "";
  const endpoint = present({
    VpcEndpointId: estate.idOf(block),
    VpcEndpointType: block.text("vpc_endpoint_type") ?? "Gateway",
    VpcId: block.text("vpc_id") ?? "vpc",
    ServiceName,
    State: "available",
    PolicyDocument: policyText(block, "policy"),
    PrivateDnsEnabled: block.flag("private_dns_enabled") ?? false,
    Groups: block.texts("security_group_ids").map((GroupId) => ({ GroupId })),
    Tags: tagPairs(block),
  });
  estate.answers.list("ec2:DescribeVpcEndpoints", region, "VpcEndpoints", [endpoint]);
  const Filters = [{ Name: "service-name", Values: [ServiceName] }];
  estate.answers.list("ec2:DescribeVpcEndpoints", region, "VpcEndpoints", [endpoint], { Filters });
}
