import { generateKeyPairSync } from "node:crypto";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** The key of a service account, as Google gives it. */
export const googleKeyFile = (project: string, further: object = {}): string =>
  JSON.stringify({
    type: "service_account",
    project_id: project,
    client_email: `nacre-reader@${project}.iam.gserviceaccount.com`,
    private_key_id: "0",
    private_key: privateKey,
    ...further,
  });
