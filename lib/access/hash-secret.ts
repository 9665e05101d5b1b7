import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits need no slow hash: nobody can guess them, and a leak of the table signs nobody in. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const newSecret = (): string => randomBytes(32).toString("base64url");

export function isSecret(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(hash));
}
