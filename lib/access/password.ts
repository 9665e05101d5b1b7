import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** OWASP's recommendation of 2026: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`;
const tagBytes = 32;
const derive = promisify(argon2);

/** argon2id, as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await argon2id(password, salt, cost);
  return `${prefix}${base64(salt)}$${base64(hash)}`;
}

/** Always pays for one hash, also where there is no account, so that time does not tell who has one. */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
  const stored = (phc === null ? null : parsePhc(phc)) ?? nobody;
  const hash = await argon2id(password, stored.salt, stored.cost);
  return timingSafeEqual(hash, stored.hash) && stored !== nobody;
}

/** Whether it was hashed at another cost than today's, and should be hashed again now that the password is known. */
export const isOutdated = (phc: string): boolean => !phc.startsWith(prefix);

type Stored = { cost: typeof cost; salt: Buffer; hash: Buffer };

const nobody: Stored = { cost, salt: Buffer.alloc(16), hash: Buffer.alloc(tagBytes) };

function parsePhc(phc: string): Stored | null {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc);
  const [, memory, passes, parallelism, salt, hash] = match ?? [];
  if (salt === undefined || hash === undefined) return null;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

const argon2id = async (password: string, salt: Buffer, { memory, passes, parallelism }: typeof cost) =>
  Buffer.from(
    await derive("argon2id", {
      message: password.normalize("NFKC"),
      nonce: salt,
      parallelism,
      memory,
      passes,
      tagLength: tagBytes,
    }),
  );

const base64 = (bytes: Buffer): string => bytes.toString("base64").replaceAll("=", "");
