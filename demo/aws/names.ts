import { createHash } from "node:crypto";

export const account = "111122223333";
export const regions = ["eu-central-1", "eu-west-1"] as const;
export type Region = (typeof regions)[number];
export const home: Region = "eu-west-1";

/** The day on which everything of the demo was made, unless told otherwise. */
export const madeAt = "2026-03-02T08:00:00.000Z";
/** The day of the recording. */
export const recordedAt = "2026-11-16T06:00:00.000Z";

/** A text that looks like a provider's random id and is the same at every recording. */
export const idOf = (name: string, length: number): string =>
  createHash("sha256").update(name).digest("hex").slice(0, length);
export const uuidOf = (name: string): string =>
  idOf(name, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

export const arn = (service: string, region: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
export const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
export const keyArn = (alias: string, region: string = home): string =>
  arn("kms", region, `key/${uuidOf(`${region}/${alias}`)}`);
export const functionArn = (name: string, region: string = home): string =>
  arn("lambda", region, `function:${name}`);
export const logGroupArn = (name: string, region: string = home): string =>
  arn("logs", region, `log-group:${name}`);
export const repositoryUri = (name: string, region: string = home): string =>
  `${account}.dkr.ecr.${region}.amazonaws.com/${name}`;
