import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

import { masterKeyFrom } from "#lib/platform/secret-box.ts";
import { assertFree, portFrom } from "./port.ts";
import { rememberedSecrets } from "./secrets.ts";
import { UsageError } from "./usage-error.ts";

const folder = mkdtempSync(path.join(tmpdir(), "nacre-bin-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  [undefined, 3000],
  ["1", 1],
  ["65535", 65_535],
])("PORT=%s is %i", (text, port) => {
  expect(portFrom(text)).toBe(port);
});

test.each(["0", "-1", "65536", "80.5", "http", "3000x", "", " "])(
  "PORT=%j is a mistake in the call",
  (text) => {
    expect(() => portFrom(text)).toThrow(UsageError);
  },
);

test("a taken port is told with another to take, and is free again once left", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  await expect(assertFree(port)).rejects.toThrow(`Port ${port} is taken. Give another: PORT=${port + 1}`);
  await new Promise((resolve) => server.close(resolve));
  await expect(assertFree(port)).resolves.toBeUndefined();
});

test("secrets are made once, kept, for their owner alone, and open what they seal", () => {
  const home = path.join(folder, "a", "b");
  const first = rememberedSecrets(home);
  expect(rememberedSecrets(home)).toEqual(first);
  expect(masterKeyFrom(first.secretKey)).toHaveLength(32);
  expect(first.sessionSecret).not.toBe(first.secretKey);
  expect(statSync(path.join(home, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(rememberedSecrets(path.join(folder, "c"))).not.toEqual(first);
});

test("secrets that others could read are closed again", () => {
  const file = path.join(folder, "a", "b", "secrets.json");
  chmodSync(file, 0o644);
  rememberedSecrets(path.dirname(file));
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file that is not secrets is said to be none, and never overwritten", () => {
  const file = path.join(folder, "secrets.json");
  writeFileSync(file, '{"secretKey":1}');
  expect(() => rememberedSecrets(folder)).toThrow(/does not hold the secrets/);
  expect(readFileSync(file, "utf8")).toBe('{"secretKey":1}');
});
