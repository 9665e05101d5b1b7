import type { ProviderCall } from "../../lib/domain/provider-call.ts";
import { pairs, policyText } from "./answer-account.ts";
import type { Estate, Fn, Repository, SecurityGroup, VpcEndpoint } from "./estate-type.ts";
import { account, arn, functionArn, idOf, keyArn, madeAt, repositoryUri, roleArn } from "./names.ts";

const vpcId = "vpc-0f1e2d3c4b5a69788";

/** Functions, images and networks. */
export function answerFromCompute(estate: Estate, call: ProviderCall): unknown {
  const { region, input } = call;
  const here = <T extends { region: string }>(all: readonly T[]) =>
    all.filter((one) => one.region === region);
  switch (`${call.service}:${call.operation}`) {
    case "lambda:ListFunctions":
      return { Functions: here(estate.functions).map(functionEntry) };
    case "ecr:DescribeRepositories":
      return { repositories: here(estate.repositories).map(repositoryEntry) };
    case "ecr:GetRegistryScanningConfiguration":
      return { registryId: account, scanningConfiguration: { scanType: "BASIC", rules: [] } };
    case "ecr:ListTagsForResource":
      return { tags: pairs(tagsOfRepository(estate, String(input["resourceArn"]))) };
    case "ec2:DescribeSecurityGroups":
      return {
        SecurityGroups: here(estate.securityGroups)
          .filter(({ id }) => !Array.isArray(input["GroupIds"]) || input["GroupIds"].includes(id))
          .map(groupEntry),
      };
    case "ec2:DescribeVpcEndpoints":
      return {
        VpcEndpoints: here(estate.vpcEndpoints).filter(matching(input["Filters"])).map(endpointEntry),
      };
    default:
      return call.service === "lambda" ? aboutFunction(here(estate.functions), call) : undefined;
  }
}

function aboutFunction(functions: readonly Fn[], { operation, input }: ProviderCall): unknown {
  const fn = functions.find(
    ({ name, region }) => input["FunctionName"] === name || input["Resource"] === functionArn(name, region),
  );
  if (!fn) return undefined;
  switch (operation) {
    case "ListFunctionUrlConfigs":
      return { FunctionUrlConfigs: fn.url ? [urlConfig(fn, fn.url)] : [] };
    case "GetPolicy":
      return fn.policy && fn.policy.length > 0
        ? { Policy: policyText(fn.policy), RevisionId: idOf(fn.name, 8) }
        : undefined;
    case "GetFunction":
      return {
        Configuration: functionEntry(fn),
        Code: { RepositoryType: "ECR", ImageUri: fn.image, ResolvedImageUri: fn.image },
        Tags: fn.tags,
      };
    case "ListTags":
      return { Tags: fn.tags };
    default:
      return undefined;
  }
}

const functionEntry = (fn: Fn) => ({
  FunctionName: fn.name,
  FunctionArn: functionArn(fn.name, fn.region),
  ...(fn.image
    ? { PackageType: "Image" }
    : { PackageType: "Zip", Runtime: "nodejs24.x", Handler: "index.handler" }),
  Role: roleArn(fn.role),
  MemorySize: 512,
  Timeout: 30,
  LastModified: madeAt,
  Version: "$LATEST",
  Architectures: ["arm64"],
  KMSKeyArn: keyArn("data", fn.region),
  Environment: { Variables: fn.environment ?? {} },
  VpcConfig: {
    VpcId: vpcId,
    SubnetIds: ["subnet-0a1b2c3d4e5f60718"],
    SecurityGroupIds: [`sg-${idOf(`workers ${fn.region}`, 17)}`],
  },
  TracingConfig: { Mode: "Active" },
});

const urlConfig = (fn: Fn, url: NonNullable<Fn["url"]>) => ({
  FunctionUrl: `https://${url.id}.lambda-url.${fn.region}.on.aws/`,
  FunctionArn: functionArn(fn.name, fn.region),
  AuthType: url.auth,
  InvokeMode: "BUFFERED",
  CreationTime: madeAt,
  LastModifiedTime: madeAt,
});

const repositoryArn = ({ name, region }: Repository): string => arn("ecr", region, `repository/${name}`);
const tagsOfRepository = (estate: Estate, key: string) =>
  estate.repositories.find((repository) => repositoryArn(repository) === key)?.tags ?? {};

const repositoryEntry = (repository: Repository) => ({
  repositoryArn: repositoryArn(repository),
  registryId: account,
  repositoryName: repository.name,
  repositoryUri: repositoryUri(repository.name, repository.region),
  createdAt: madeAt,
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfiguration: { encryptionType: "KMS", kmsKey: keyArn("data", repository.region) },
});

const groupEntry = (group: SecurityGroup) => ({
  GroupId: group.id,
  GroupName: group.name,
  Description: group.opens ? "What answers the internet" : "Functions without a way in",
  OwnerId: account,
  VpcId: vpcId,
  IpPermissions: group.opens
    ? [
        {
          IpProtocol: "tcp",
          FromPort: group.opens,
          ToPort: group.opens,
          IpRanges: [{ CidrIp: "0.0.0.0/0" }],
          Ipv6Ranges: [],
        },
      ]
    : [],
  IpPermissionsEgress: [
    { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "10.20.0.0/16" }], Ipv6Ranges: [] },
  ],
  Tags: [{ Key: "owner", Value: "platform" }],
});

const serviceName = ({ service, region }: VpcEndpoint): string => `com.amazonaws.${region}.${service}`;

/** `service-name`, the one filter the collectors use. */
const matching = (filters: unknown) => (endpoint: VpcEndpoint) =>
  !Array.isArray(filters) || JSON.stringify(filters).includes(`"${serviceName(endpoint)}"`);

const endpointEntry = (endpoint: VpcEndpoint) => ({
  VpcEndpointId: `vpce-${idOf(`${endpoint.region} ${endpoint.service}`, 17)}`,
  VpcEndpointType: endpoint.service === "s3" ? "Gateway" : "Interface",
  VpcId: vpcId,
  ServiceName: serviceName(endpoint),
  State: "available",
  PolicyDocument: policyText([
    {
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalAccount": account } },
    },
  ]),
  PrivateDnsEnabled: endpoint.service !== "s3",
  Groups:
    endpoint.service === "s3"
      ? []
      : [{ GroupId: `sg-${idOf(`workers ${endpoint.region}`, 17)}`, GroupName: "workers" }],
  Tags: [{ Key: "owner", Value: "platform" }],
  CreationTimestamp: madeAt,
});
