const imagePattern =
  /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?::([^@]+))?(@sha256:.+)?$/;

export type EcrImage = { account: string; repositoryKey: string; pinned: boolean };

/** The repository an image address names, or null where another registry holds the image. */
export function ecrImage(address: string): EcrImage | null {
  const [, account, region, name, , digest] = imagePattern.exec(address) ?? [];
  if (!account || !region || !name) return null;
  return {
    account,
    repositoryKey: `arn:aws:ecr:${region}:${account}:repository/${name}`,
    pinned: digest !== undefined,
  };
}
