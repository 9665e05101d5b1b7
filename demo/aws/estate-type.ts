import type { Region } from "./names.ts";

export type Tags = Record<string, string>;
/** A statement of a policy, as IAM writes it. */
export type Statement = {
  Effect: "Allow" | "Deny";
  Action: string | string[];
  Resource?: string | string[];
  Principal?: "*" | Record<string, string | string[]>;
  Condition?: Record<string, Record<string, string | string[]>>;
};

export type Role = { name: string; trust: Statement[]; may: Statement[]; tags?: Tags; lastUsedAt?: string };
export type Bucket = { name: string; region: Region; key: string; tags: Tags; policy?: Statement[] };
export type Key = { alias: string; region: Region };
export type Fn = {
  name: string;
  region: Region;
  role: string;
  tags: Tags;
  environment?: Record<string, string>;
  /** Address of a container image; without one the function is a zip of Node code. */
  image?: string;
  url?: { id: string; auth: "NONE" | "AWS_IAM" };
  policy?: Statement[];
};
export type LogGroup = { name: string; region: Region; days: number; key: string };
export type Secret = { name: string; region: Region; key: string; tags: Tags };
export type Repository = { name: string; region: Region; tags: Tags };
export type SecurityGroup = {
  id: string;
  name: string;
  region: Region;
  /** A port that any address may reach. */
  opens?: number;
};
export type VpcEndpoint = { service: string; region: Region };
/** What one service answers to one operation, where the estate states the answer itself. */
export type Answers = Readonly<Record<string, unknown>>;

/** One part of the account: what a team runs, or what the platform provides. */
export type Part = {
  roles?: Role[];
  buckets?: Bucket[];
  keys?: Key[];
  functions?: Fn[];
  logGroups?: LogGroup[];
  secrets?: Secret[];
  repositories?: Repository[];
  securityGroups?: SecurityGroup[];
  vpcEndpoints?: VpcEndpoint[];
  /** By `region service:Operation`, then by the input's own words, if the operation takes any. */
  answers?: Answers;
};
export type Estate = Required<Part>;
