import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ResourceHistory } from "#lib/contract/inventory.ts";
import { diffDocuments } from "./diff-documents.ts";
import { resourceInOrganization } from "./resource-in-organization.ts";

const versionsMax = 200;

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
    return {
      items: toItems([present, ...versions]),
      firstSeenAt: resource.firstSeenAt.toISOString(),
      removedAt: resource.removedAt?.toISOString() ?? null,
    };
  });
}

const toItems = (states: readonly State[]): ResourceHistory["items"] =>
  states.map(({ validFrom, validTo, name, document }, at) => {
    const earlier = states[at + 1];
    return {
      validFrom: validFrom.toISOString(),
      validTo: validTo?.toISOString() ?? null,
      name,
      changes: earlier ? diffDocuments(described(earlier), described({ name, document })) : [],
    };
  });

const described = ({ name, document }: Pick<State, "name" | "document">): object => ({
  name,
  ...(typeof document === "object" ? document : {}),
});
