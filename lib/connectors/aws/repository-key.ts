const privateImage = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

/** The ECR repository an image address names, or null for a registry that is not ECR. */
export function repositoryKey(imageUri: string): string | null {
  const [, account, region, name] = privateImage.exec(imageUri) ?? [];
  return account && region && name ? `arn:aws:ecr:${region}:${account}:repository/${name}` : null;
}
