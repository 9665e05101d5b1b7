import { arnIn } from "./partition.ts";

const imagePattern =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.aws)\/([^:@]+)(?::([^@]+))?(@sha256:.+)?$/;

export type EcrImage = { account: string; repositoryKey: string; pinned: boolean };

/** The repository an image address names, or null where another registry holds the image. */
export function ecrImage(address: string): EcrImage | null {
  const [, account, region, name, , digest] = imagePattern.exec(address) ?? [];
  if (!account || !region || !name) return null;
  return {
    account,
    repositoryKey: arnIn({ account, region }, "ecr", `repository/${name}`),
    pinned: digest !== undefined,
  };
}
