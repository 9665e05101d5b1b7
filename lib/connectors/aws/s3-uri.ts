import { partitionOf } from "./partition.ts";

/** The bucket's ARN (its key), from `s3://bucket/prefix` or an https address of a bucket; null where it is neither. */
export function bucketOfS3Uri(uri: string | null | undefined, region: string | null): string | null {
  const name =
    /^s3:\/\/([^/]+)/.exec(uri ?? "")?.[1] ??
    /^https:\/\/([a-z0-9.-]+)\.s3[.-][a-z0-9.-]*amazonaws\.(?:com(?:\.cn)?|eu)\//.exec(uri ?? "")?.[1] ??
    /^https:\/\/s3[.-][a-z0-9.-]*amazonaws\.(?:com(?:\.cn)?|eu)\/([a-z0-9.-]+)\//.exec(uri ?? "")?.[1];
  return name === undefined ? null : bucketArn(name, region);
}

export const bucketArn = (name: string, region: string | null): string =>
  `arn:${partitionOf(region)}:s3:::${name}`;
