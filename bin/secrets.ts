import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { z } from "zod";

const Secrets = z.object({ secretKey: z.string(), sessionSecret: z.string() });
export type Secrets = z.infer<typeof Secrets>;

/** Made at the first start and kept: losing them ends every session and makes stored credentials unreadable. */
export function rememberedSecrets(folder: string): Secrets {
  const file = path.join(folder, "secrets.json");
  if (existsSync(file)) return readSecrets(file);
  const secrets = {
    secretKey: randomBytes(32).toString("base64url"),
    sessionSecret: randomBytes(32).toString("base64url"),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return secrets;
}

function readSecrets(file: string): Secrets {
  chmodSync(file, 0o600);
  const secrets = Secrets.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!secrets.success) throw new Error(`${file} does not hold the secrets of an installation`);
  return secrets.data;
}
