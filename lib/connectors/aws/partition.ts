import type { Scope } from "#lib/domain/connector.ts";

type Partition = { prefix: string; name: string; hostSuffix: string; homeRegion: string };

/** AWS runs apart from itself in these: ARNs, host names and the region of the global services differ. */
const apart: readonly Partition[] = [
  { prefix: "cn-", name: "aws-cn", hostSuffix: "amazonaws.com.cn", homeRegion: "cn-north-1" },
  { prefix: "us-gov-", name: "aws-us-gov", hostSuffix: "amazonaws.com", homeRegion: "us-gov-west-1" },
  { prefix: "eusc-", name: "aws-eusc", hostSuffix: "amazonaws.eu", homeRegion: "eusc-de-east-1" },
  { prefix: "us-isob-", name: "aws-iso-b", hostSuffix: "sc2s.sgov.gov", homeRegion: "us-isob-east-1" },
  { prefix: "us-iso-", name: "aws-iso", hostSuffix: "c2s.ic.gov", homeRegion: "us-iso-east-1" },
];
const common: Partition = {
  prefix: "",
  name: "aws",
  hostSuffix: "amazonaws.com",
  homeRegion: "us-east-1",
};

const ofRegion = (region: string | null): Partition =>
  apart.find(({ prefix }) => region?.startsWith(prefix)) ?? common;

export const partitionOf = (region: string | null): string => ofRegion(region).name;
export const hostSuffixOf = (region: string | null): string => ofRegion(region).hostSuffix;

/** The ARN of something in the scope's account and region. */
export const arnIn = ({ account, region }: Scope, service: string, resource: string): string =>
  `arn:${partitionOf(region)}:${service}:${region ?? "*"}:${account}:${resource}`;

export const securityGroupKey = (id: string, scope: Scope): string =>
  arnIn(scope, "ec2", `security-group/${id}`);
export const vpcEndpointKey = (id: string, scope: Scope): string => arnIn(scope, "ec2", `vpc-endpoint/${id}`);

/** The region whose endpoints answer for the services without one: it is told by the role, else by the regions. */
export function homeRegionOf(given: { roleArn?: string | undefined; regions?: string | undefined }): string {
  const partition = given.roleArn?.split(":")[1];
  const named = apart.find(({ name }) => name === partition);
  if (named) return named.homeRegion;
  if (partition) return common.homeRegion;
  const [region = ""] = (given.regions ?? "").split(",");
  return ofRegion(region.trim()).homeRegion;
}
