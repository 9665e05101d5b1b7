/** The key a setting names: services accept an ARN, a bare id or an alias. An alias cannot be resolved from its text. */
export function kmsKeyArn(
  named: string | undefined | null,
  region: string | null,
  account: string,
): string | null {
  if (!named) return null;
  if (named.startsWith("arn:") || named.startsWith("alias/") || region === null) return named;
  return `arn:aws:kms:${region}:${account}:key/${named}`;
}

/** `alias/aws/…` is a key that AWS makes and manages, so it is no customer key. */
export const isAwsManagedKey = (named: string): boolean => /(^|:)alias\/aws\//.test(named);
