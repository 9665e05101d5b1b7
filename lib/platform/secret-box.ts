import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const version = "v1";

/**
 * Seals `plain` with AES-256-GCM under a data key of its own, which is wrapped by `masterKey` (32 bytes). `context`
 * (organization, table, row) is bound in, so a sealed value moved to another row does not open.
 */
export function seal(masterKey: Buffer, context: string, plain: string): string {
  const dataKey = randomBytes(32);
  const wrapped = encrypt(masterKey, `${context}/key`, dataKey);
  const body = encrypt(dataKey, context, Buffer.from(plain, "utf8"));
  return [version, wrapped, body].join(".");
}

/** Throws if the key, the context or the text is not the one it was sealed with. */
export function unseal(masterKey: Buffer, context: string, sealed: string): string {
  const [found, wrapped, body] = sealed.split(".");
  if (found !== version || !wrapped || !body) throw new Error("Not a sealed value of a known version");
  const dataKey = decrypt(masterKey, `${context}/key`, wrapped);
  return decrypt(dataKey, context, body).toString("utf8");
}

export function masterKeyFrom(text: string): Buffer {
  const key = Buffer.from(text, "base64url");
  if (key.length !== 32) throw new Error("NACRE_SECRET_KEY must be 32 random bytes in base64url");
  return key;
}

function encrypt(key: Buffer, context: string, plain: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context, "utf8"));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

function decrypt(key: Buffer, context: string, text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(
    Buffer.from(context, "utf8"),
  );
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}
