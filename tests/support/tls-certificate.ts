import { generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** A certificate that signs itself, for a server on this machine, and its key: both as PEM. */
export type OwnCertificate = { cert: string; key: string };

/** Made anew for each run, so that no key lies in the repository. X.509 in DER, as far as a test needs it. */
export function makeOwnCertificate(): OwnCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(set(sequence(commonName, utf8("localhost"))));
  const tbs = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    sequence(ecdsaWithSha256),
    name,
    sequence(time(-1), time(1)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    tagged(3, sequence(basicConstraints(), alternativeNames())),
  );
  return {
    cert: pem(sequence(tbs, sequence(ecdsaWithSha256), bits(signed(tbs, privateKey)))),
    key: pemOf(privateKey),
  };
}

const signed = (tbs: Buffer, key: KeyObject): Buffer => sign("sha256", tbs, key);
const pemOf = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString("base64").match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`;

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), body]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const set = (...parts: Buffer[]) => der(0x31, ...parts);
const integer = (value: Buffer) => der(0x02, value);
const utf8 = (text: string) => der(0x0c, Buffer.from(text));
const octets = (value: Buffer) => der(0x04, value);
const bits = (value: Buffer) => der(0x03, Buffer.from([0]), value);
const tagged = (tag: number, ...parts: Buffer[]) => der(0xa0 | tag, ...parts);
const identifier = (...bytes: number[]) => der(0x06, Buffer.from(bytes));

const commonName = identifier(0x55, 0x04, 0x03);
const ecdsaWithSha256 = identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);

/** Days from now, as `YYMMDDHHMMSSZ`. */
function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString();
  return der(0x17, Buffer.from(`${text.slice(2).replaceAll(/[-:T]/g, "").slice(0, 12)}Z`));
}

const basicConstraints = () =>
  sequence(
    identifier(0x55, 0x1d, 0x13),
    der(0x01, Buffer.from([0xff])),
    octets(sequence(der(0x01, Buffer.from([0xff])))),
  );
const alternativeNames = () =>
  sequence(
    identifier(0x55, 0x1d, 0x11),
    octets(sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])))),
  );
