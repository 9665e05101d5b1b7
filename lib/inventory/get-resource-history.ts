import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { LoggedBy } from "#lib/contract/logged-change.ts";
import type { ResourceHistory } from "#lib/contract/inventory.ts";
import { diffDocuments } from "./diff-documents.ts";
import { readLogged } from "./read-logged.ts";
import { resourceInOrganization } from "./resource-in-organization.ts";

const versionsMax = 200;
/** Of the newest states the provider's log is asked for. */
const loggedMax = 50;

type State = { validFrom: Date; validTo: Date | null; name: string; document: unknown };

/** The states a resource was in, newest first, each with what made it differ from the one before it. */
export async function getResourceHistory(ctx: Context, id: string): Promise<ResourceHistory> {
  requirePermission(ctx, "inventory:read");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const resource = await resourceInOrganization(tx, ctx, id);
    const versions = await tx.resourceVersion.findMany({
      where: { organizationId, resourceId: id },
      orderBy: [{ validFrom: "desc" }, { id: "desc" }],
      take: versionsMax,
    });
    const present = { ...resource, validFrom: resource.changedAt, validTo: resource.removedAt };
    const states = [present, ...versions];
    const logged = await readLogged(
      tx,
      organizationId,
      states.slice(0, loggedMax).map(({ validFrom }) => ({ keys: [resource.key], at: validFrom })),
    );
    return {
      items: toItems(states, logged),
      firstSeenAt: resource.firstSeenAt.toISOString(),
      removedAt: resource.removedAt?.toISOString() ?? null,
    };
  });
}

const toItems = (states: readonly State[], logged: readonly (LoggedBy | null)[]): ResourceHistory["items"] =>
  states.map(({ validFrom, validTo, name, document }, at) => {
    const earlier = states[at + 1];
    return {
      validFrom: validFrom.toISOString(),
      validTo: validTo?.toISOString() ?? null,
      name,
      changes: earlier ? diffDocuments(described(earlier), described({ name, document })) : [],
      log: logged[at] ?? null,
    };
  });

const described = ({ name, document }: Pick<State, "name" | "document">): object => ({
  name,
  ...(typeof document === "object" ? document : {}),
});
