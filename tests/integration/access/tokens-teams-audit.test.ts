import { expect, test } from "vitest";

import { findToken } from "#lib/access/find-token.ts";
import { listAudit } from "#lib/access/list-audit.ts";
import { changeOrganization } from "#lib/access/organization.ts";
import { changeTeam, createTeam, deleteTeam, listTeams } from "#lib/access/teams.ts";
import { createToken, listTokens, revokeToken } from "#lib/access/tokens.ts";
import { verifyAudit } from "#lib/access/verify-audit.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { createMember, createOrganization } from "#tests/factories/organization.ts";

const noFilters = {
  action: null,
  actor: null,
  subject: null,
  from: null,
  to: null,
  cursor: null,
  limit: 100,
};

test("a token is shown once, kept as a hash, and recognized by its beginning", async () => {
  const ctx = await createOrganization();
  const { secret, token } = await createToken(ctx, {
    name: "ci",
    scopes: ["finding:read"],
    expiresInDays: 30,
  });
  expect(secret).toMatch(/^nacre_[\w-]{43}$/);
  expect(secret.startsWith(token.prefix)).toBe(true);
  const rows = await systemDb().apiToken.findMany({ where: { id: token.id } });
  expect(JSON.stringify(rows)).not.toContain(secret.slice(token.prefix.length));
  expect(await findToken(secret)).toMatchObject({ actor: { kind: "token", id: ctx.actor.id } });
});

test("a token's scopes are within what its maker may", async () => {
  const engineer = await createOrganization("engineer");
  const input = { name: "t", scopes: ["people:write" as const], expiresInDays: 1 };
  await expect(createToken(engineer, input)).rejects.toMatchObject({ fields: [{ field: "scopes" }] });
});

test("a token cannot make another token", async () => {
  const ctx = await createOrganization();
  const { secret } = await createToken(ctx, { name: "a", scopes: ["token:write"], expiresInDays: 1 });
  const asToken = await findToken(secret);
  if (!asToken) throw new Error("No token");
  await expect(
    createToken(asToken, { name: "b", scopes: ["token:write"], expiresInDays: 365 }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("an expired and a revoked token are nobody", async () => {
  const ctx = await createOrganization();
  const make = (name: string) => createToken(ctx, { name, scopes: ["finding:read"], expiresInDays: 1 });
  const [expired, revoked] = [await make("old"), await make("gone")];
  await systemDb().apiToken.update({ where: { id: expired.token.id }, data: { expiresAt: new Date(0) } });
  await revokeToken(ctx, revoked.token.id);
  expect(await findToken(expired.secret)).toBeNull();
  expect(await findToken(revoked.secret)).toBeNull();
  const states = (await listTokens(ctx)).items.map(({ name, state }) => [name, state]);
  expect(Object.fromEntries(states)).toEqual({ old: "expired", gone: "revoked" });
});

test("one sees and revokes one's own tokens only, an administrator all", async () => {
  const admin = await createOrganization();
  const member = await createMember(admin.organizationId, "analyst");
  const own = await createToken(admin, { name: "admin's", scopes: ["finding:read"], expiresInDays: 1 });
  expect((await listTokens(member)).items).toEqual([]);
  await expect(revokeToken(member, own.token.id)).rejects.toMatchObject({ code: "not-found" });
  await createToken(member, { name: "member's", scopes: ["finding:read"], expiresInDays: 1 });
  expect((await listTokens(admin)).items).toHaveLength(2);
});

test("a team has members of its organization only, and a name of its own", async () => {
  const ctx = await createOrganization();
  const member = await createMember(ctx.organizationId, "engineer");
  const stranger = await createOrganization();
  const team = await createTeam(ctx, { name: "Platform", memberIds: [member.actor.id] });
  expect(team.members.map(({ id }) => id)).toEqual([member.actor.id]);
  await expect(createTeam(ctx, { name: "platform", memberIds: [] })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(changeTeam(ctx, team.id, { memberIds: [stranger.actor.id] })).rejects.toMatchObject({
    fields: [{ field: "memberIds" }],
  });
  expect((await listTeams(ctx)).items[0]?.members).toHaveLength(1);
});

test("a team with open work is not deleted, without it is", async () => {
  const ctx = await createOrganization();
  const { id: teamId } = await createTeam(ctx, { name: "Data", memberIds: [] });
  const { id } = await systemDb().assignment.create({
    data: {
      id: newId(),
      organizationId: ctx.organizationId,
      subjectType: "finding",
      subjectId: newId(),
      teamId,
      dueAt: new Date(),
      assignedById: ctx.actor.id,
      assignedAt: new Date(),
    },
  });
  await expect(deleteTeam(ctx, teamId)).rejects.toMatchObject({ code: "conflict" });
  await systemDb().assignment.update({ where: { id }, data: { endedAt: new Date() } });
  await deleteTeam(ctx, teamId);
  expect((await listTeams(ctx)).items).toEqual([]);
});

test("the pages of the audit log concatenate to the whole, and filters narrow it", async () => {
  const ctx = await createOrganization();
  for (let n = 0; n < 7; n++) await createTeam(ctx, { name: `Team ${n}`, memberIds: [] });
  await changeOrganization(ctx, { name: "Renamed" });
  const sequences: number[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await listAudit(ctx, { ...noFilters, limit: 3, cursor });
    sequences.push(...page.items.map(({ sequence }) => sequence));
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  expect(sequences).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  const ofOrganization = await listAudit(ctx, { ...noFilters, action: "organization" });
  expect(ofOrganization.items).toMatchObject([{ action: "organization.change", after: { name: "Renamed" } }]);
  await expect(listAudit(ctx, { ...noFilters, cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
    code: "invalid-input",
  });
});

test("a whole chain verifies; an entry that was changed, deleted or reordered is named", async () => {
  const ctx = await createOrganization();
  for (let n = 0; n < 4; n++) await createTeam(ctx, { name: `Team ${n}`, memberIds: [] });
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checkedCount: 4, brokenAt: null });
  const entry = (sequence: bigint) => ({
    where: { organizationId_sequence: { organizationId: ctx.organizationId, sequence } },
  });
  const third = await systemDb().auditEntry.findUniqueOrThrow(entry(3n));
  await systemDb().auditEntry.update({ ...entry(3n), data: { actorName: "Somebody else" } });
  expect(await verifyAudit(ctx)).toMatchObject({ intact: false, brokenAt: 3, checkedCount: 2 });
  await systemDb().auditEntry.update({ ...entry(3n), data: { actorName: third.actorName } });
  expect(await verifyAudit(ctx)).toMatchObject({ intact: true });
  await systemDb().auditEntry.delete(entry(2n));
  expect(await verifyAudit(ctx)).toMatchObject({ intact: false, brokenAt: 3 });
});

test("a change whose audit entry cannot be written is not made", async () => {
  const ctx = await createOrganization();
  const unwritable = { ...ctx, actor: { ...ctx.actor, name: "\u0000" } };
  await expect(createTeam(unwritable, { name: "Ghost", memberIds: [] })).rejects.toThrow(/0x00|null/i);
  expect((await listTeams(ctx)).items).toEqual([]);
});
