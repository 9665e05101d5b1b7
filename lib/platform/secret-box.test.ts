import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";

import { masterKeyFrom, seal, sealingKeyOf, unseal } from "./secret-box.ts";

const masterKey = randomBytes(32);
const sealingKey = sealingKeyOf(masterKey);
const context = "organization/Connection/1";
const sealed = seal(sealingKey, context, "a secret — ключ");

test("what was sealed opens with the master key, and is nowhere in the sealed text", () => {
  expect(unseal(masterKey, context, sealed)).toBe("a secret — ключ");
  expect(Buffer.from(sealed.split(".").at(-1) ?? "", "base64url").includes("a secret")).toBe(false);
});

test("who can only seal cannot open", () => {
  expect(() => unseal(Buffer.from(sealingKey, "base64url"), context, sealed)).toThrow(
    /unable to authenticate/,
  );
});

test("another key, or a sealed value moved to another row, does not open", () => {
  expect(() => unseal(randomBytes(32), context, sealed)).toThrow(/unable to authenticate/);
  expect(() => unseal(masterKey, "organization/Connection/2", sealed)).toThrow(/unable to authenticate/);
});

test("no part of one sealed value fits another, even of the same row", () => {
  const other = seal(sealingKey, context, "another").split(".");
  for (const part of [1, 2, 3]) {
    const mixed = sealed.split(".").map((text, at) => (at === part ? (other[at] ?? "") : text));
    expect(() => unseal(masterKey, context, mixed.join("."))).toThrow(/unable to authenticate/);
  }
});

test("a changed byte is noticed", () => {
  const at = sealed.length - 5;
  const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
  expect(() => unseal(masterKey, context, changed)).toThrow(/unable to authenticate/);
});

test.each([
  ["", ""],
  ["v0.a.b.c", "v0"],
  ["v1.a.b", "v1"],
])("%j is refused as no sealed value", (text) => {
  expect(() => unseal(masterKey, context, text)).toThrow(/Not a sealed value/);
});

test("the same text sealed twice looks different, and the sealing key is always the same", () => {
  expect(seal(sealingKey, context, "x")).not.toBe(seal(sealingKey, context, "x"));
  expect(sealingKeyOf(masterKey)).toBe(sealingKey);
  expect(() => masterKeyFrom("short")).toThrow(/32 random bytes/);
});
