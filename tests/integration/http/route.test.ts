import { expect, test } from "vitest";
import { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import { route, type RouteHandler } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";
import { systemDb } from "#lib/platform/db.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";
import { browserRequest, requestAs, signInAs } from "#tests/support/sign-in.ts";

const calls: unknown[] = [];
const echo = route(
  {
    summary: "Echo",
    permission: "finding:write",
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ name: z.string().min(2), size: z.number() }),
    response: z.object({ name: z.string() }),
    status: 201,
  },
  ({ body }) => {
    calls.push(body);
    return Promise.resolve({ ...body, passwordHash: "must not leak" });
  },
);
const list = route(
  {
    summary: "List",
    permission: "finding:read",
    query: zodQuery(z.object({ severity: z.enum(["high", "low"]).optional() })),
    response: z.object({ severity: z.string().optional() }),
  },
  ({ query }) => Promise.resolve(query),
);

const id = "0190a0a0-0000-7000-8000-000000000000";
const call = (handler: RouteHandler, request: Request, params: Record<string, string> = { id }) =>
  handler(request, { params: Promise.resolve(params) });
const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers,
});
const good = { name: "ok", size: 1 };

test("an answer holds what its schema names and nothing else", async () => {
  const response = await call(echo, await requestAs(await createOrganization(), "/x", post(good)));
  expect(response.status).toBe(201);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({ name: "ok" });
});

test("nobody is 401, a role without the permission 403, before anything is parsed", async () => {
  const anonymous = await call(echo, browserRequest("/x", null, post("{")));
  expect(anonymous.status).toBe(401);
  expect(anonymous.headers.get("content-type")).toBe("application/problem+json");
  const auditor = await call(echo, await requestAs(await createOrganization("auditor"), "/x", post("{")));
  expect(auditor.status).toBe(403);
  expect(await auditor.json()).toMatchObject({ type: "urn:nacre:problem:forbidden", status: 403 });
});

test("a body that does not fit is 400 and names each field", async () => {
  const request = await requestAs(await createOrganization(), "/x", post({ name: "x", extra: 1 }));
  const response = await call(echo, request);
  expect(response.status).toBe(400);
  const { fields } = (await response.json()) as { fields: { field: string }[] };
  expect(fields.map(({ field }) => field).toSorted()).toEqual(["extra", "name", "size"]);
});

test.each([
  ["is not JSON", post("{"), 400],
  ["is a form", post("name=ok", { "content-type": "application/x-www-form-urlencoded" }), 400],
  ["sets a prototype", post('{"name":"ok","size":1,"__proto__":{"admin":true}}'), 400],
  ["is nested too deep", post("[".repeat(65) + "]".repeat(65)), 413],
  ["is larger than a mebibyte", post({ ...good, name: "x".repeat(1024 * 1024) }), 413],
])("a body that %s is refused", async (_, init, status) => {
  const before = calls.length;
  const response = await call(echo, await requestAs(await createOrganization(), "/x", init));
  expect(response.status).toBe(status);
  expect(calls.length).toBe(before);
});

test.each([
  ["another origin", { origin: "https://evil.example" }],
  ["another site by its own account", { "sec-fetch-site": "cross-site" }],
  ["a sibling host", { "sec-fetch-site": "same-site" }],
  ["an opaque origin", { origin: "null" }],
])("a change by cookie from %s is refused", async (_, headers) => {
  const request = await requestAs(await createOrganization(), "/x", post(good, headers));
  expect((await call(echo, request)).status).toBe(403);
});

test("a change by cookie of which no browser says where it comes from is refused", async () => {
  const ctx = await createOrganization();
  const without = async (...names: string[]) => {
    const request = await requestAs(ctx, "/x", post(good));
    for (const name of names) request.headers.delete(name);
    return (await call(echo, request)).status;
  };
  expect(await without("origin", "sec-fetch-site")).toBe(403);
  expect(await without("origin")).toBe(201);
  expect(await without("sec-fetch-site")).toBe(201);
});

test("unknown, repeated and malformed parameters are 400 and named", async () => {
  const ctx = await createOrganization();
  for (const [query, field] of [
    ["?sevrity=high", "sevrity"],
    ["?severity=high&severity=low", "severity"],
    ["?severity=banana", "severity"],
  ]) {
    const response = await call(list, await requestAs(ctx, `/x${query}`));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: [{ field }] });
  }
  expect((await call(list, await requestAs(ctx, "/x?severity=high"))).status).toBe(200);
});

test("a malformed id in the path is 400, an unexpected parameter on a route without any too", async () => {
  const ctx = await createOrganization();
  expect((await call(echo, await requestAs(ctx, "/x", post(good)), { id: "1" })).status).toBe(400);
  expect((await call(echo, await requestAs(ctx, "/x?a=1", post(good)))).status).toBe(400);
});

test("what a caller did not cause is 500 with an id and no detail", async () => {
  const broken = route({ summary: "Break", permission: "finding:read", response: null }, () =>
    Promise.reject(new Error("secret detail")),
  );
  const response = await call(broken, await requestAs(await createOrganization(), "/x"));
  expect(response.status).toBe(500);
  const body = await response.text();
  expect(body).not.toContain("secret detail");
  expect(JSON.parse(body)).toMatchObject({ errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
});

test("a row that does not fit its own contract is our defect, not the caller's", async () => {
  const wrong = route(
    { summary: "Wrong", permission: "finding:read", response: z.object({ name: z.string() }) },
    () => Promise.resolve({ name: 1 }),
  );
  expect((await call(wrong, await requestAs(await createOrganization(), "/x"))).status).toBe(500);
});

test("a limited caller is told when to come back", async () => {
  const limited = route({ summary: "Limit", permission: "finding:read", response: null }, () =>
    Promise.reject(new AppError("rate-limited", "Slow down.", { retryAfterSeconds: 7 })),
  );
  const response = await call(limited, await requestAs(await createOrganization(), "/x"));
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "7"]);
});

test("a change sent twice under one key is made once and answered twice", async () => {
  const cookie = await signInAs(await createOrganization());
  const send = (body: unknown) =>
    call(echo, browserRequest("/x", cookie, post(body, { "idempotency-key": "k-1" })));
  const before = calls.length;
  const [first, second] = [await send(good), await send(good)];
  expect(calls.length - before).toBe(1);
  expect([second.status, await second.json()]).toEqual([first.status, await first.json()]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect((await send({ ...good, size: 2 })).status).toBe(409);
});

test("a change that failed may be sent again under its key", async () => {
  let failing = true;
  const flaky = route({ summary: "Flaky", permission: "finding:read", response: null }, () =>
    failing ? Promise.reject(new Error("once")) : Promise.resolve(null),
  );
  const cookie = await signInAs(await createOrganization());
  const send = () =>
    call(flaky, browserRequest("/x", cookie, { method: "POST", headers: { "idempotency-key": "k" } }));
  expect((await send()).status).toBe(500);
  failing = false;
  expect((await send()).status).toBe(204);
});

test("a session that is revoked, a person who is disabled and a role that is taken count at once", async () => {
  const admin = await createOrganization();
  const member = await createMember(admin.organizationId, "analyst");
  const cookie = await signInAs(member);
  const status = async () => (await call(echo, browserRequest("/x", cookie, post(good)))).status;
  const membership = {
    where: { organizationId_userId: { organizationId: admin.organizationId, userId: member.actor.id } },
  };
  expect(await status()).toBe(201);
  await systemDb().membership.update({ ...membership, data: { role: "auditor" } });
  expect(await status()).toBe(403);
  await systemDb().membership.update({ ...membership, data: { role: "analyst", disabledAt: new Date() } });
  expect(await status()).toBe(401);
  await systemDb().membership.update({ ...membership, data: { disabledAt: null } });
  expect(await status()).toBe(201);
  await systemDb().session.updateMany({
    where: { userId: member.actor.id },
    data: { revokedAt: new Date() },
  });
  expect(await status()).toBe(401);
});

test("a cookie with the right session and another secret is nobody", async () => {
  const ctx = await createOrganization();
  const [mine, other] = [await signInAs(ctx), await signInAs(ctx)];
  expect(mine).not.toBe(other);
  const altered = `${mine.slice(0, -4)}AAAA`;
  expect((await call(list, browserRequest("/x", altered))).status).toBe(401);
});
