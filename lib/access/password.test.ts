import { argon2Sync } from "node:crypto";
import { describe, expect, test } from "vitest";

import { hashSecret, isSecret, newSecret } from "./hash-secret.ts";
import { hashPassword, isOutdated, isPassword } from "./password.ts";

describe("a password", () => {
  test("is kept as argon2id with the cost that OWASP asks for, and a salt of its own", async () => {
    const [first, second] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(second).not.toBe(first);
  });

  test("opens what it was hashed to, and nothing else does", async () => {
    const phc = await hashPassword("correct horse");
    expect(await isPassword("correct horse", phc)).toBe(true);
    for (const wrong of ["Correct horse", "correct horse ", "", phc])
      expect(await isPassword(wrong, phc)).toBe(false);
  });

  test("is the same however its letters were composed", async () => {
    const phc = await hashPassword("caf\u00e9 au lait");
    expect(await isPassword("cafe\u0301 au lait", phc)).toBe(true);
  });

  test.each([
    ["less memory", "$argon2id$v=19$m=64,t=2,p=1$c2FsdA$aGFzaA"],
    ["fewer passes", "$argon2id$v=19$m=19456,t=1,p=1$c2FsdA$aGFzaA"],
    ["more of both", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"],
    ["another function", "$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"],
    ["nothing we know", "$2b$10$abcdefghijklmnopqrstuv"],
  ])("hashed with %s is to be hashed again", (_, phc) => {
    expect(isOutdated(phc)).toBe(true);
  });

  test("hashed today is not to be hashed again", async () => {
    expect(isOutdated(await hashPassword("correct horse"))).toBe(false);
  });

  test("hashed at an earlier cost still opens, by the cost it says itself", async () => {
    const nonce = Buffer.alloc(16, 7);
    const earlier = { message: "correct horse", nonce, memory: 64, passes: 1, parallelism: 1, tagLength: 32 };
    const hash = Buffer.from(argon2Sync("argon2id", earlier)).toString("base64");
    const phc = `$argon2id$v=19$m=64,t=1,p=1$${nonce.toString("base64")}$${hash}`;
    expect(await isPassword("correct horse", phc)).toBe(true);
    expect(await isPassword("wrong horse", phc)).toBe(false);
    expect(await isPassword("correct horse", phc.replace("m=64", "m=128"))).toBe(false);
  });

  test.each([
    null,
    "",
    "plain text",
    "$2b$12$abcdefghijklmnopqrstuu",
    "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA",
  ])("%j is nobody's, not even an empty password's", async (phc) => {
    expect(await isPassword("", phc)).toBe(false);
    expect(await isPassword("anything", phc)).toBe(false);
  });
});

describe("a secret", () => {
  test("has 256 bits, fits into a link, and is known by its hash alone", () => {
    const secret = newSecret();
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(encodeURIComponent(secret)).toBe(secret);
    expect(isSecret(secret, hashSecret(secret))).toBe(true);
    expect(isSecret(newSecret(), hashSecret(secret))).toBe(false);
    expect(isSecret(hashSecret(secret), hashSecret(secret))).toBe(false);
  });
});
