import { placeholderEmail } from "#lib/access/first-administrator.ts";
import { hashPassword } from "#lib/access/password.ts";
import { createToken } from "#lib/access/tokens.ts";
import { createTeam } from "#lib/access/teams.ts";
import { systemDb } from "#lib/platform/db.ts";
import { addComment } from "#lib/remediation/add-comment.ts";
import { assign } from "#lib/remediation/assign.ts";
import { requestException } from "#lib/remediation/request-exception.ts";
import { addPerson, contextFor, type Cast } from "./people.ts";

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs).toISOString();

/** What a team has done with its findings after some days: assigned, discussed, late, and asked to except. */
export async function seedWork(cast: Cast): Promise<void> {
  const { organizationId, people } = cast;
  const [admin, analyst] = [contextFor(cast, "admin"), contextFor(cast, "analyst")];
  await nameEverybody(cast);
  await createToken(admin, {
    name: "Reporting pipeline",
    scopes: ["finding:read", "issue:read"],
    expiresInDays: 90,
  });
  const tomas = await addPerson(organizationId, "engineer", "Tomás Rivera");
  const june = await addPerson(organizationId, "engineer", "June Okafor");
  await choosePasswords(cast);
  const team = (name: string, memberIds: string[]) => createTeam(admin, { name, memberIds });
  const claims = await team("Claims platform", [people.engineer.id, june.id]);
  const documents = await team("Document AI", [tomas.id]);
  const owners = [
    { assigneeId: people.engineer.id, teamId: null },
    { assigneeId: null, teamId: claims.id },
    { assigneeId: tomas.id, teamId: null },
    { assigneeId: null, teamId: documents.id },
    { assigneeId: people.analyst.id, teamId: null },
  ];
  const open = { organizationId, status: "open" };
  const issues = await systemDb().issue.findMany({
    where: open,
    orderBy: [{ score: "desc" }, { pathId: "asc" }],
  });
  for (const [n, { id }] of issues.slice(0, 5).entries())
    await assign(analyst, "issue", id, { ...ownerOf(owners, n), dueAt: inDays(2 + n * 3), comment: "" });
  const order = [
    { severityRank: "asc" as const },
    { checkId: "asc" as const },
    { resourceKey: "asc" as const },
  ];
  const findings = await systemDb().finding.findMany({ where: open, orderBy: order, take: 14 });
  for (const [n, { id }] of findings.slice(0, 11).entries())
    await assign(analyst, "finding", id, { ...ownerOf(owners, n), dueAt: inDays(n - 2), comment: "" });
  const [first, , , , , , , , , , , excepted, alsoExcepted] = findings;
  if (!first || !excepted || !alsoExcepted) throw new Error("The demo estate has too few findings");
  await addComment(analyst, "finding", first.id, {
    text: "The claims team knows. They change the gateway this week.",
  });
  await requestException(analyst, excepted.id, {
    reason: "mitigated-elsewhere",
    comment: "The network in front of it admits the office only. We look again after the move.",
    expiresAt: inDays(60),
  });
  await requestException(admin, alsoExcepted.id, {
    reason: "risk-accepted",
    comment: "Synthetic data only until the pilot ends.",
    expiresAt: inDays(30),
  });
}

/** The organization and its first administrator, who otherwise has still to say who they are. */
async function nameEverybody({ organizationId }: Cast): Promise<void> {
  await systemDb().organization.update({ where: { id: organizationId }, data: { name: "Acme Insurance" } });
  await systemDb().user.update({
    where: { email: placeholderEmail },
    data: { name: "Alex Morgan", email: "alex.morgan@acme-insurance.example" },
  });
}

/** Everybody but the auditor, who is still invited. */
async function choosePasswords({ organizationId, people }: Cast): Promise<void> {
  const passwordHash = await hashPassword("a long enough passphrase");
  const members = await systemDb().membership.findMany({ where: { organizationId } });
  const ids = members.map(({ userId }) => userId).filter((id) => id !== people.auditor.id);
  await systemDb().user.updateMany({ where: { id: { in: ids } }, data: { passwordHash } });
}

function ownerOf<T>(owners: readonly T[], n: number): T {
  const owner = owners[n % owners.length];
  if (!owner) throw new Error("Nobody to give it to");
  return owner;
}
