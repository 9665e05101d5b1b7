import { argon2Sync, randomBytes } from "node:crypto";

import { describe, expect, test } from "vitest";

import { findSession } from "#lib/access/find-session.ts";
import { hashPassword } from "#lib/access/password.ts";
import { changePassword } from "#lib/access/set-up.ts";
import { forgiveAccount, limitSignIn } from "#lib/access/sign-in-limit.ts";
import { originOf } from "#lib/access/sign-in-origin.ts";
import { signInWithLink } from "#lib/access/sign-in-with-link.ts";
import { signInWithPassword } from "#lib/access/sign-in-with-password.ts";
import { startSession } from "#lib/access/start-session.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const password = "violet anchor mends seven";
let count = 0;
const somewhere = () => ({ address: `203.0.113.${++count}`, userAgent: "test" });
const newEmail = () => `limited-${++count}@example.com`;

/** Whether each of so many attempts was let through to the question who it is. */
async function tried(times: number, attempt: () => Promise<unknown>): Promise<boolean[]> {
  const outcomes: boolean[] = [];
  for (let n = 0; n < times; n++)
    outcomes.push(
      await attempt().then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: "rate-limited" });
          return false;
        },
      ),
    );
  return outcomes;
}

const passed = (outcomes: readonly boolean[]): number => outcomes.filter(Boolean).length;

async function createPerson() {
  const ctx = await createOrganization();
  const { email } = await systemDb().user.update({
    where: { id: ctx.actor.id },
    data: { passwordHash: await hashPassword(password) },
  });
  return { ctx, email };
}

/** As if the time since the first attempt had passed. */
const passWindow = () => systemDb().signInLimit.updateMany({ data: { expire: BigInt(Date.now() - 1) } });

describe("an account", () => {
  test("is open for ten attempts, then closed for fifteen minutes, then open again", async () => {
    const email = newEmail();
    const attempt = () => limitSignIn(email, somewhere().address);
    expect(passed(await tried(12, attempt))).toBe(10);
    await expect(attempt()).rejects.toMatchObject({
      retryAfterSeconds: expect.closeTo(900, -1) as number,
      message: expect.stringMatching(/^Too many attempts. Try again in 1[45] minutes\.$/) as string,
    });
    await passWindow();
    expect(passed(await tried(11, attempt))).toBe(10);
  });

  test("is the same account however its e-mail is written", async () => {
    const email = newEmail();
    const writings = [email, email.toUpperCase(), ` ${email}`, `${email}\t`];
    let n = 0;
    const attempt = () => limitSignIn(writings[n++ % writings.length] ?? "", somewhere().address);
    expect(passed(await tried(12, attempt))).toBe(10);
  });

  test("of somebody unknown is limited as a known one is, so that the limit does not tell", async () => {
    const { email } = await createPerson();
    const guess = (address: string) => () =>
      signInWithPassword({ email: address, password: "wrong wrong wrong" }, somewhere());
    const [known, unknown] = [await tried(11, guess(email)), await tried(11, guess(newEmail()))];
    expect(known).toEqual(unknown);
  });

  test("closed by guesses is closed for the right password as well, and opens with the window", async () => {
    const { email } = await createPerson();
    const signIn = (text: string) => signInWithPassword({ email, password: text }, somewhere());
    await tried(10, () => limitSignIn(email, somewhere().address));
    await expect(signIn(password)).rejects.toMatchObject({ code: "rate-limited" });
    await passWindow();
    expect(await signIn(password)).not.toBeNull();
  });

  test("does not stop another account", async () => {
    const email = newEmail();
    await tried(11, () => limitSignIn(email, somewhere().address));
    await expect(limitSignIn(newEmail(), somewhere().address)).resolves.toBeUndefined();
  });

  test("is counted exactly, also by twenty at once", async () => {
    const email = newEmail();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => limitSignIn(email, somewhere().address)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  test("is stored as a hash, because a table of attempts is a table of accounts", async () => {
    const email = newEmail();
    await limitSignIn(email, somewhere().address);
    const keys = (await systemDb().signInLimit.findMany()).map(({ key }) => key);
    expect(keys.some((key) => key.includes(email))).toBe(false);
  });

  test("that is forgiven starts anew", async () => {
    const email = newEmail();
    const attempt = () => limitSignIn(email, somewhere().address);
    await tried(10, attempt);
    await forgiveAccount(email.toUpperCase());
    expect(passed(await tried(11, attempt))).toBe(10);
  });
});

describe("an address", () => {
  test("has fifty attempts against whichever accounts, by password or by link", async () => {
    const from = { address: "198.51.100.77", userAgent: "test" };
    let n = 0;
    const attempt = () =>
      ++n % 2 === 0 ? signInWithLink({ secret: `guess ${n}` }, from) : limitSignIn(newEmail(), from.address);
    expect(passed(await tried(53, attempt))).toBe(50);
    await expect(limitSignIn(newEmail(), "198.51.100.78")).resolves.toBeUndefined();
  });

  test("is not forgiven by a right password: who has one account could guess at all others", async () => {
    const { email } = await createPerson();
    const from = { address: "198.51.100.80", userAgent: "test" };
    await tried(49, () => limitSignIn(newEmail(), from.address));
    expect(await signInWithPassword({ email, password }, from)).not.toBeNull();
    await expect(limitSignIn(newEmail(), from.address)).rejects.toMatchObject({ code: "rate-limited" });
  });

  test.each([
    ["one that the server saw itself", "192.0.2.1", "192.0.2.1"],
    ["the last, which the trusted proxy added", "10.0.0.1, 192.0.2.1", "192.0.2.1"],
    ["the last, however many were made up before it", "1.1.1.1,2.2.2.2,  3.3.3.3 ", "3.3.3.3"],
    ["an IPv6 one", "2001:db8::1", "2001:db8::1"],
    ["none", "", "unknown"],
    ["a comma", ",", "unknown"],
    ["something long, cut short", "x".repeat(500), "x".repeat(64)],
  ])("is read from %s", (_, forwarded, address) => {
    expect(originOf({ "x-forwarded-for": forwarded, "user-agent": "Browser" })).toEqual({
      address,
      userAgent: "Browser",
    });
  });

  test("is unknown where the header is not text", () => {
    expect(originOf({ "x-forwarded-for": ["a", "b"] })).toEqual({ address: "unknown", userAgent: "" });
  });

  test("that another header for each guess makes up does not give more of them", async () => {
    const guess = (n: number) => {
      const { address } = originOf({ "x-forwarded-for": `198.18.0.${n}, 198.51.100.90` });
      return limitSignIn(newEmail(), address);
    };
    let n = 0;
    expect(passed(await tried(52, () => guess(++n)))).toBe(50);
  });
});

describe("changing a password", () => {
  const newPassword = "granite teapot sings low";

  async function signedIn() {
    const { ctx, email } = await createPerson();
    const key = await startSession(ctx.actor.id, ctx.organizationId, somewhere());
    const found = await findSession(key);
    if (!found) throw new Error("No session");
    return { email, found };
  }

  test("takes as few guesses at the present one as signing in", async () => {
    const { found } = await signedIn();
    const outcomes: string[] = [];
    for (let n = 0; n < 12; n++)
      await changePassword(found, { currentPassword: "wrong wrong wrong", password: newPassword }).catch(
        (error: { code: string }) => outcomes.push(error.code),
      );
    expect(outcomes.filter((code) => code === "invalid-input")).toHaveLength(10);
    expect(outcomes.slice(-2)).toEqual(["rate-limited", "rate-limited"]);
  });

  test("that succeeds clears the count, so that nobody is shut out by it", async () => {
    const { email, found } = await signedIn();
    for (let n = 0; n < 9; n++)
      await changePassword(found, { currentPassword: "wrong wrong wrong", password: newPassword }).catch(
        () => undefined,
      );
    await changePassword(found, { currentPassword: password, password: newPassword });
    expect(await signInWithPassword({ email, password: newPassword }, somewhere())).not.toBeNull();
    expect(await signInWithPassword({ email, password }, somewhere())).toBeNull();
  });

  test.each([
    ["the e-mail", (email: string) => email],
    ["a famous one", () => "correcthorsebatterystaple"],
    ["four letters in turn", () => "abcdabcdabcd"],
  ])("to %s is refused by the new one's field, and the old one stays", async (_, choose) => {
    const { email, found } = await signedIn();
    const input = { currentPassword: password, password: choose(email) };
    await expect(changePassword(found, input)).rejects.toMatchObject({ fields: [{ field: "password" }] });
    expect(await signInWithPassword({ email, password }, somewhere())).not.toBeNull();
  });
});

test("a password hashed at an earlier cost opens once more, and is then kept at today's", async () => {
  const { ctx, email } = await createPerson();
  // The password above at 64 KiB and one pass.
  const salt = randomBytes(16);
  const hash = argon2Sync("argon2id", {
    message: password,
    nonce: salt,
    parallelism: 1,
    memory: 64,
    passes: 1,
    tagLength: 32,
  });
  const text = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
  const old = `$argon2id$v=19$m=64,t=1,p=1$${text(salt)}$${text(hash)}`;
  const where = { id: ctx.actor.id };
  const stored = async () => (await systemDb().user.findUniqueOrThrow({ where })).passwordHash;
  await systemDb().user.update({ where, data: { passwordHash: old } });
  expect(await signInWithPassword({ email, password: "wrong wrong wrong" }, somewhere())).toBeNull();
  expect(await stored()).toBe(old);
  expect(await signInWithPassword({ email, password }, somewhere())).not.toBeNull();
  const renewed = await stored();
  expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await signInWithPassword({ email, password }, somewhere())).not.toBeNull();
  expect(await stored()).toBe(renewed);
});
