import { masterKeyFrom, sealingKeyOf } from "#lib/platform/secret-box.ts";
import { rememberedSecrets } from "./secrets.ts";

type StartEnvironment = {
  DATABASE_URL: string;
  NEXTAUTH_URL: string;
  NEXTAUTH_SECRET: string;
  NACRE_SECRET_KEY: string;
  NACRE_SEALING_KEY: string;
  NODE_ENV: "production";
};

/** What is given wins; what is not is made once and remembered. */
export function startEnvironment(stateFolder: string, databaseUrl: string, port: number): StartEnvironment {
  const given = process.env;
  const remembered = rememberedSecrets(stateFolder);
  const secretKey = given["NACRE_SECRET_KEY"] ?? remembered.secretKey;
  return {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: given["NEXTAUTH_URL"] ?? `http://localhost:${port}`,
    NEXTAUTH_SECRET: given["NEXTAUTH_SECRET"] ?? remembered.sessionSecret,
    NACRE_SECRET_KEY: secretKey,
    NACRE_SEALING_KEY: sealingKeyOf(masterKeyFrom(secretKey)),
    NODE_ENV: "production",
  };
}

const cloudCredential = /^(AWS|AZURE|ARM|GOOGLE|GCP|CLOUDSDK|GCLOUD)_/;

/** The web process faces the network: it holds neither the key that opens secrets nor any cloud's credentials. */
export function webEnvironment(
  env: NodeJS.ProcessEnv,
  port: number,
  mode: "production" | "development" = "production",
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => name !== "NACRE_SECRET_KEY" && !cloudCredential.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: mode, PORT: String(port) };
}
