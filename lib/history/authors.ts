import type { ChangeSubject, EstateChange } from "#lib/contract/changes.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { Span } from "./changed-rows.ts";

type AuthorOf = (author: string | null, subject: ChangeSubject, at: Date) => EstateChange["by"];

/**
 * Who wrote a change, in words: the person where one did, else the sync of which connection saw it. Who changed it at
 * the provider is not known to us, and not said.
 */
export async function readAuthors(tx: Tx, { organizationId, from, to }: Span): Promise<AuthorOf> {
  const syncs = await tx.sync.findMany({
    where: {
      organizationId,
      queuedAt: { lte: to },
      OR: [{ finishedAt: null }, { finishedAt: { gte: from } }],
    },
    select: { id: true, connectionId: true },
  });
  const connections = await tx.connection.findMany({
    where: { organizationId },
    select: { id: true, name: true },
  });
  const memberships = await tx.membership.findMany({ where: { organizationId }, select: { userId: true } });
  const users = await tx.user.findMany({
    where: { id: { in: memberships.map(({ userId }) => userId) } },
    select: { id: true, name: true },
  });
  const connectionNames = new Map(connections.map(({ id, name }) => [id, name]));
  const syncNames = new Map(
    syncs.map(({ id, connectionId }) => [id, connectionNames.get(connectionId) ?? "a connection"]),
  );
  const userNames = new Map(users.map(({ id, name }) => [id, name]));
  return (author, subject) => {
    const [kind = "", id = ""] = author?.split(":") ?? [];
    if (kind === "sync")
      return { kind: "sync", name: `seen by a sync of ${syncNames.get(id) ?? "a connection"}` };
    if (kind === "user" || kind === "token") return { kind: "person", name: userNames.get(id) ?? "a person" };
    if (kind === "" && subject === "access")
      return { kind: "sync", name: "seen by a sync, or derived from one" };
    return { kind: "evaluation", name: "evaluated after a sync" };
  };
}
