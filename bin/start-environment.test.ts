import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

import { masterKeyFrom, sealingKeyOf } from "#lib/platform/secret-box.ts";
import { rememberedSecrets } from "./secrets.ts";
import { startEnvironment, webEnvironment } from "./start-environment.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const environment = () => startEnvironment(folder, "postgresql://u:p@h/d", 4000);

test("secrets are made once, kept, and readable by their owner alone", () => {
  expect(rememberedSecrets(folder)).toEqual(rememberedSecrets(folder));
  expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("the web process gets the half of the key that seals, not the one that opens", () => {
  const env = environment();
  const web = webEnvironment({ ...env }, 4000);
  expect(web["NACRE_SECRET_KEY"]).toBeUndefined();
  expect(web["NACRE_SEALING_KEY"]).toBe(sealingKeyOf(masterKeyFrom(env.NACRE_SECRET_KEY)));
});

test("the web process gets no cloud's credentials, and keeps everything else", () => {
  const given = {
    AWS_SECRET_ACCESS_KEY: "x",
    AZURE_CLIENT_SECRET: "x",
    GOOGLE_APPLICATION_CREDENTIALS: "x",
    HTTPS_PROXY: "http://proxy",
    NODE_ENV: "test" as const,
  };
  expect(webEnvironment(given, 4000)).toEqual({
    HTTPS_PROXY: "http://proxy",
    NODE_ENV: "production",
    PORT: "4000",
  });
});
