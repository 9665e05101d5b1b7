/** The bucket's ARN (its key), from `s3://bucket/prefix` or an https address of a bucket; null where it is neither. */
export function bucketOfS3Uri(uri: string | null | undefined): string | null {
  const name =
    /^s3:\/\/([^/]+)/.exec(uri ?? "")?.[1] ??
    /^https:\/\/([a-z0-9.-]+)\.s3[.-][a-z0-9.-]*amazonaws\.com\//.exec(uri ?? "")?.[1] ??
    /^https:\/\/s3[.-][a-z0-9.-]*amazonaws\.com\/([a-z0-9.-]+)\//.exec(uri ?? "")?.[1];
  return name === undefined ? null : bucketArn(name);
}

export const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;
