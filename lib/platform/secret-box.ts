import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from "node:crypto";

const version = "v1";
/** What stands before the 32 bytes of an X25519 key in its standard encodings. */
const privatePrefix = Buffer.from("302e020100300506032b656e04220420", "hex");
const publicPrefix = Buffer.from("302a300506032b656e032100", "hex");

/**
 * Seals `plain` for whoever holds the master key behind `sealingKey`; who seals cannot open. AES-256-GCM under a data
 * key of its own, which is wrapped by X25519 and HKDF. `context` (organization, table, row) is bound in, so a sealed
 * value moved to another row does not open.
 */
export function seal(sealingKey: string, context: string, plain: string): string {
  const dataKey = randomBytes(32);
  const own = generateKeyPairSync("x25519");
  const ownPublic = rawPublic(own.publicKey);
  const recipient = publicKeyFrom(Buffer.from(sealingKey, "base64url"));
  const wrapped = encrypt(
    wrappingKey(own.privateKey, recipient, ownPublic, context),
    `${context}/key`,
    dataKey,
  );
  const body = encrypt(dataKey, context, Buffer.from(plain, "utf8"));
  return [version, ownPublic.toString("base64url"), wrapped, body].join(".");
}

/** Throws if the key, the context or the text is not the one it was sealed with. */
export function unseal(masterKey: Buffer, context: string, sealed: string): string {
  const [found, senderText, wrapped, body] = sealed.split(".");
  if (found !== version || !senderText || !wrapped || !body)
    throw new Error("Not a sealed value of a known version");
  const senderPublic = Buffer.from(senderText, "base64url");
  const key = wrappingKey(privateKeyFrom(masterKey), publicKeyFrom(senderPublic), senderPublic, context);
  const dataKey = decrypt(key, `${context}/key`, wrapped);
  return decrypt(dataKey, context, body).toString("utf8");
}

/** The half of the master key that only seals: what the web process may have. */
export const sealingKeyOf = (masterKey: Buffer): string =>
  rawPublic(createPublicKey(privateKeyFrom(masterKey))).toString("base64url");

export function masterKeyFrom(text: string): Buffer {
  const key = Buffer.from(text, "base64url");
  if (key.length !== 32) throw new Error("NACRE_SECRET_KEY must be 32 random bytes in base64url");
  return key;
}

function wrappingKey(own: KeyObject, other: KeyObject, senderPublic: Buffer, context: string): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: other });
  return Buffer.from(hkdfSync("sha256", shared, senderPublic, `nacre ${version} ${context}`, 32));
}

const privateKeyFrom = (raw: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: "der", type: "pkcs8" });

function publicKeyFrom(raw: Buffer): KeyObject {
  if (raw.length !== 32) throw new Error("A sealing key is 32 bytes in base64url");
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: "der", type: "spki" });
}

const rawPublic = (key: KeyObject): Buffer =>
  key.export({ format: "der", type: "spki" }).subarray(publicPrefix.length);

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
