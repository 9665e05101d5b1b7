import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  for (const name of [
    "NACRE_SECRET_KEY",
    "NACRE_SEALING_KEY",
    "NEXTAUTH_SECRET",
    "NEXTAUTH_URL",
    "LOG_LEVEL",
  ])
    vi.stubEnv(name, undefined);
  vi.stubEnv("DATABASE_URL", "postgresql://nacre@localhost/nacre");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const read = async () => (await import("./env.ts")).env();

test("an address of the database is enough, the rest has its defaults or is absent", async () => {
  expect(await read()).toMatchObject({
    DATABASE_URL: "postgresql://nacre@localhost/nacre",
    LOG_LEVEL: "info",
  });
  expect(await read()).not.toHaveProperty("NACRE_SECRET_KEY");
});

test.each([
  ["DATABASE_URL", undefined],
  ["DATABASE_URL", "mysql://localhost/nacre"],
  ["DATABASE_URL", "localhost"],
  ["NACRE_SECRET_KEY", "short"],
  ["NACRE_SEALING_KEY", "x".repeat(44)],
  ["NEXTAUTH_SECRET", "x".repeat(31)],
  ["NEXTAUTH_URL", "nacre"],
  ["LOG_LEVEL", "loud"],
])("%s = %j is refused by name", async (name, value) => {
  vi.stubEnv(name, value);
  await expect(read()).rejects.toThrow(new RegExp(`^The environment is not complete:\n  ${name}: `));
});

test("everything that is wrong is named at once, and no secret is repeated", async () => {
  vi.stubEnv("DATABASE_URL", undefined);
  vi.stubEnv("NACRE_SECRET_KEY", "hunter2");
  const refused = await read().catch(String);
  expect(refused).toContain("DATABASE_URL: must be a postgresql:// address");
  expect(refused).toContain("NACRE_SECRET_KEY: must be 32 random bytes in base64url");
  expect(refused).not.toContain("hunter2");
});

test("is read once: what changes later changes nothing", async () => {
  const { env } = await import("./env.ts");
  const first = env();
  vi.stubEnv("LOG_LEVEL", "debug");
  expect(env()).toBe(first);
});
