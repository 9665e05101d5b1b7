import { describe, expect, test } from "vitest";
import { z } from "zod";

import { GET as listTeamsRoute, POST as createTeamRoute } from "#app/api/v1/teams/route.ts";
import { DELETE as deleteTeamRoute } from "#app/api/v1/teams/[teamId]/route.ts";
import { POST as createTokenRoute } from "#app/api/v1/tokens/route.ts";
import { GET as sessionRoute } from "#app/api/v1/session/route.ts";
import { changePerson } from "#lib/access/change-person.ts";
import type { Context } from "#lib/access/context.ts";
import { revokeSession } from "#lib/access/sessions.ts";
import { createTeam } from "#lib/access/teams.ts";
import { createToken, revokeToken } from "#lib/access/tokens.ts";
import type { Permission } from "#lib/domain/permission.ts";
import { route, type RouteHandler } from "#lib/http/route.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { browserRequest, signInAs, testOrigin } from "#tests/support/sign-in.ts";

const handle = (handler: RouteHandler, request: Request, params: Record<string, string> = {}) =>
  handler(request, { params: Promise.resolve(params) });
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: JSON.stringify(body),
  headers,
});
const teamCount = ({ organizationId }: Context) => systemDb().team.count({ where: { organizationId } });

/** A request as a script sends it: no cookie, no browser's headers. */
const scriptRequest = (authorization: string, init: RequestInit = {}): Request => {
  const headers = new Headers({
    authorization,
    ...(init.body ? { "content-type": "application/json" } : {}),
  });
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return new Request(`${testOrigin}/api/v1/teams`, { ...init, headers });
};
const tokenFor = async (ctx: Context, scopes: Permission[]) =>
  createToken(ctx, { name: scopes.join(), scopes, expiresInDays: 1 });

describe("a token", () => {
  test("reads with a scope to read, and changes only with one to change", async () => {
    const ctx = await createOrganization();
    const [reader, writer] = [await tokenFor(ctx, ["people:read"]), await tokenFor(ctx, ["people:write"])];
    const read = (secret: string) => handle(listTeamsRoute, scriptRequest(`Bearer ${secret}`));
    const write = (secret: string) =>
      handle(createTeamRoute, scriptRequest(`Bearer ${secret}`, post({ name: `Team ${newId()}` })));
    expect([(await read(reader.secret)).status, (await write(reader.secret)).status]).toEqual([200, 403]);
    expect([(await read(writer.secret)).status, (await write(writer.secret)).status]).toEqual([403, 201]);
    expect(await teamCount(ctx)).toBe(1);
  });

  test("needs no page it comes from, and a cookie beside it lends it nothing", async () => {
    const ctx = await createOrganization();
    const { secret } = await tokenFor(ctx, ["people:read"]);
    const request = browserRequest("/x", await signInAs(ctx), {
      ...post({ name: "Through the back" }),
      headers: { authorization: `Bearer ${secret}` },
    });
    expect((await handle(createTeamRoute, request)).status).toBe(403);
    const foreign = scriptRequest(`Bearer ${secret}`, { headers: { origin: "https://evil.example" } });
    expect((await handle(listTeamsRoute, foreign)).status).toBe(200);
  });

  test.each([
    ["as it is", (secret: string) => `Bearer ${secret}`, 200],
    ["in lower case", (secret: string) => `bearer ${secret}`, 200],
    ["with two spaces", (secret: string) => `Bearer  ${secret}`, 200],
    ["without its scheme", (secret: string) => secret, 401],
    ["as a password", (secret: string) => `Basic ${Buffer.from(`x:${secret}`).toString("base64")}`, 401],
    ["with a letter more", (secret: string) => `Bearer ${secret}A`, 401],
    ["with a letter less", (secret: string) => `Bearer ${secret.slice(0, -1)}`, 401],
    ["with another end", (secret: string) => `Bearer ${secret.slice(0, -2)}zz`, 401],
    ["twice", (secret: string) => `Bearer ${secret}, Bearer ${secret}`, 401],
    ["as nothing", () => "Bearer", 401],
  ])("sent %s", async (_, authorization, status) => {
    const { secret } = await tokenFor(await createOrganization(), ["people:read"]);
    const response = await handle(listTeamsRoute, scriptRequest(authorization(secret)));
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain(secret);
  });

  test("ends when it is revoked, when it expires, and when its person goes", async () => {
    const admin = await createOrganization();
    const status = async (secret: string) =>
      (await handle(listTeamsRoute, scriptRequest(`Bearer ${secret}`))).status;
    const member = await createMember(admin.organizationId, "analyst");
    const [revoked, expired, gone] = [
      await tokenFor(member, ["people:read"]),
      await tokenFor(member, ["people:read"]),
      await tokenFor(member, ["people:read"]),
    ];
    for (const { secret } of [revoked, expired, gone]) expect(await status(secret)).toBe(200);
    await revokeToken(member, revoked.token.id);
    await systemDb().apiToken.update({ where: { id: expired.token.id }, data: { expiresAt: new Date() } });
    expect([await status(revoked.secret), await status(expired.secret)]).toEqual([401, 401]);
    expect(await status(gone.secret)).toBe(200);
    await changePerson(admin, member.actor.id, { disabled: true });
    expect(await status(gone.secret)).toBe(401);
    await changePerson(admin, member.actor.id, { disabled: false });
    expect(await status(gone.secret)).toBe(401);
  });

  test("cannot do what only somebody in front of a page can", async () => {
    const { secret } = await tokenFor(await createOrganization(), ["token:write", "people:write"]);
    const statuses = [
      (await handle(sessionRoute, scriptRequest(`Bearer ${secret}`))).status,
      (
        await handle(
          createTokenRoute,
          scriptRequest(`Bearer ${secret}`, post({ name: "t", scopes: ["token:write"], expiresInDays: 1 })),
        )
      ).status,
    ];
    expect(statuses).toEqual([403, 403]);
  });
});

describe("a session", () => {
  test("ends for every copy of its cookie, and for no other", async () => {
    const admin = await createOrganization();
    const [one, other] = [await signInAs(admin), await signInAs(admin)];
    const status = async (cookie: string) =>
      (await handle(sessionRoute, browserRequest("/x", cookie))).status;
    const sessions = await systemDb().session.findMany({
      where: { userId: admin.actor.id },
      orderBy: { createdAt: "asc" },
    });
    await revokeSession(admin, sessions[0]?.id ?? "");
    expect([await status(one), await status(other)]).toEqual([401, 200]);
  });

  test("is looked at again for each request: whoever was removed is nobody at once", async () => {
    const admin = await createOrganization();
    const member = await createMember(admin.organizationId, "admin");
    const cookie = await signInAs(member);
    const create = async () =>
      (await handle(createTeamRoute, browserRequest("/x", cookie, post({ name: newId() })))).status;
    expect(await create()).toBe(201);
    await changePerson(admin, member.actor.id, { role: "engineer" });
    expect(await create()).toBe(403);
    await systemDb().membership.deleteMany({ where: { userId: member.actor.id } });
    expect(await create()).toBe(401);
    expect(await teamCount(admin)).toBe(1);
  });

  test.each([
    ["none", null],
    ["an empty one", "nacre.session="],
    ["one that is no token", "nacre.session=abc.def.ghi"],
    ["another's name", "next-auth.session-token=abc"],
  ])("is nobody's with %s for a cookie", async (_, cookie) => {
    expect((await handle(sessionRoute, browserRequest("/x", cookie))).status).toBe(401);
  });

  test("is read with HEAD as with GET, and neither is held to come from our own page", async () => {
    const cookie = await signInAs(await createOrganization());
    for (const method of ["GET", "HEAD"]) {
      const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
      const response = await handle(sessionRoute, browserRequest("/x", cookie, { method, headers }));
      expect([method, response.status]).toEqual([method, 200]);
    }
  });
});

describe("an Idempotency-Key", () => {
  const create = (cookie: string, key: string, name: string) =>
    handle(
      createTeamRoute,
      browserRequest("/api/v1/teams", cookie, post({ name }, { "idempotency-key": key })),
    );

  test("makes one change of ten that are sent at once", async () => {
    const admin = await createOrganization();
    const cookie = await signInAs(admin);
    const responses = await Promise.all(Array.from({ length: 10 }, () => create(cookie, "k", "Platform")));
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(await teamCount(admin)).toBe(1);
    const again = await create(cookie, "k", "Platform");
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  });

  test("is refused for another body, another path and another method", async () => {
    const admin = await createOrganization();
    const cookie = await signInAs(admin);
    await create(cookie, "k", "Platform");
    expect((await create(cookie, "k", "Data")).status).toBe(409);
    const { id } = await createTeam(admin, { name: "Other", memberIds: [] });
    const request = browserRequest(`/api/v1/teams/${id}`, cookie, {
      method: "DELETE",
      headers: { "idempotency-key": "k" },
    });
    expect((await handle(deleteTeamRoute, request, { teamId: id })).status).toBe(409);
    expect(await teamCount(admin)).toBe(2);
  });

  test("is one's own: another person's and another organization's are others", async () => {
    const admin = await createOrganization();
    const colleague = await createMember(admin.organizationId, "admin");
    const stranger = await createOrganization();
    for (const [ctx, name] of [
      [admin, "A"],
      [colleague, "B"],
      [stranger, "C"],
    ] as const)
      expect((await create(await signInAs(ctx), "shared", name)).status).toBe(201);
    expect([await teamCount(admin), await teamCount(stranger)]).toEqual([2, 1]);
  });

  test("gives no answer to who may not ask any more", async () => {
    const admin = await createOrganization();
    const member = await createMember(admin.organizationId, "admin");
    const cookie = await signInAs(member);
    await create(cookie, "k", "Platform");
    await changePerson(admin, member.actor.id, { role: "engineer" });
    expect((await create(cookie, "k", "Platform")).status).toBe(403);
  });

  test("is free again after a refusal, so that what was mended can be sent", async () => {
    const admin = await createOrganization();
    const cookie = await signInAs(admin);
    const team = await createTeam(admin, { name: "Platform", memberIds: [] });
    expect((await create(cookie, "k", "Platform")).status).toBe(409);
    await systemDb().team.delete({ where: { id: team.id } });
    expect((await create(cookie, "k", "Platform")).status).toBe(201);
  });

  test("answers a change without content as without content", async () => {
    const admin = await createOrganization();
    const cookie = await signInAs(admin);
    const { id } = await createTeam(admin, { name: "Platform", memberIds: [] });
    const remove = () =>
      handle(
        deleteTeamRoute,
        browserRequest("/x", cookie, { method: "DELETE", headers: { "idempotency-key": "k" } }),
        { teamId: id },
      );
    const [first, second] = [await remove(), await remove()];
    expect([first.status, second.status]).toEqual([204, 204]);
    expect([await second.text(), second.headers.get("idempotency-replayed")]).toEqual(["", "true"]);
  });

  test("keeps no secret: a repeat is told so, and the secret is stored nowhere", async () => {
    const admin = await createOrganization();
    const cookie = await signInAs(admin);
    const input = { name: "ci", scopes: ["people:read"], expiresInDays: 1 };
    const create = () =>
      handle(createTokenRoute, browserRequest("/x", cookie, post(input, { "idempotency-key": "k" })));
    const { secret } = z.object({ secret: z.string() }).parse(await (await create()).json());
    const second = await create();
    expect(second.status).toBe(409);
    expect(await second.text()).not.toContain(secret);
    const stored = await systemDb().idempotentAnswer.findMany({
      where: { organizationId: admin.organizationId },
    });
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  test.each([
    ["", 400],
    [" ", 400],
    ["a b", 400],
    ["x".repeat(256), 400],
    ["x".repeat(255), 201],
    ["!~", 201],
  ])("%j answers %i", async (key, status) => {
    const cookie = await signInAs(await createOrganization());
    expect((await create(cookie, key, "Platform")).status).toBe(status);
  });

  test("says nothing about reading: a read is made each time", async () => {
    const admin = await createOrganization();
    const cookie = await signInAs(admin);
    const read = async () => {
      const request = browserRequest("/x", cookie, { headers: { "idempotency-key": "k" } });
      return z
        .object({ items: z.array(z.unknown()) })
        .parse(await (await handle(listTeamsRoute, request)).json());
    };
    expect((await read()).items).toHaveLength(0);
    await createTeam(admin, { name: "Platform", memberIds: [] });
    expect((await read()).items).toHaveLength(1);
  });
});

test("one who asks too much is told when to come back, and nobody else is", async () => {
  const cheap = route({ summary: "Cheap", permission: "signed-in", response: null }, () =>
    Promise.resolve(null),
  );
  const [busy, calm] = [await createOrganization(), await createOrganization()];
  const cookie = await signInAs(busy);
  const ask = (own: string) => handle(cheap, browserRequest("/x", own));
  let limited: Response | undefined;
  for (let n = 0; n < 1_250 && limited === undefined; n++) {
    const response = await ask(cookie);
    if (response.status === 429) limited = response;
  }
  expect(Number(limited?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask(await signInAs(calm))).status).toBe(204);
});
