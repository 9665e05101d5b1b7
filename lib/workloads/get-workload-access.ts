import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { accessQuestions, WorkloadAccess, type AccessQuestion } from "#lib/contract/workload-facts.ts";
import { Derived } from "#lib/domain/derived.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, isResourceType, resourceTypes } from "#lib/domain/resource.ts";
import type { MemberRole } from "#lib/domain/workload.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { typeTitleOf } from "./describe-member.ts";
import { edgesAt } from "./edges-at.ts";
import { listMembers, type Member } from "./list-members.ts";
import { toAccessor } from "./to-accessor.ts";
import { workloadInOrganization } from "./workload-in-organization.ts";

type Asked = { kinds: readonly RelationshipKind[]; asks: (member: Member["view"]) => boolean };

const has =
  (...roles: MemberRole[]) =>
  ({ role }: Member["view"]) =>
    roles.includes(role);
const holdsData = ({ layer }: Member["view"]) => layer === "data";

/** What each question asks about which members. */
const questions: Record<AccessQuestion, Asked> = {
  invoke: { kinds: ["can-invoke"], asks: has("lets-callers-in", "runs-it", "answers", "acts-for-it") },
  change: {
    kinds: ["can-manage"],
    asks: has("lets-callers-in", "runs-it", "answers", "guards-it", "acts-for-it", "builds-it"),
  },
  read: {
    kinds: ["can-read"],
    asks: (member) => holdsData(member) || has("trains-it", "grounds-it")(member),
  },
  poison: {
    kinds: ["can-write"],
    asks: (member) => has("grounds-it", "trains-it", "answers", "builds-it")(member),
  },
};
const accessorsMax = 300;
const wideMax = 50;

/** Who can invoke, change, read and poison a workload, with the statement that lets them. Throws `not-found`. */
export async function getWorkloadAccess(ctx: Context, id: string): Promise<WorkloadAccess> {
  requirePermission(ctx, "workload:read");
  return inTransaction(ctx, async (tx) => {
    await workloadInOrganization(tx, ctx, id);
    const members = (await listMembers(tx, ctx, id)).map(({ view }) => view);
    const memberKeys = new Set(members.map(({ key }) => key));
    const answers = [];
    for (const question of accessQuestions) {
      const { kinds, asks } = questions[question];
      const keys = new Set(members.filter(asks).map(({ key }) => key));
      const edges = await edgesAt(tx, ctx, { keys: [...keys], kinds, limit: accessorsMax, into: true });
      answers.push({
        question,
        accessors: edges.slice(0, accessorsMax).map((edge) => toAccessor(edge, memberKeys)),
        cutShort: edges.length > accessorsMax,
      });
    }
    const accounts = [...new Set(members.map(({ account }) => account))];
    return WorkloadAccess.parse({
      questions: answers,
      wide: await wideIdentities(tx, ctx, accounts),
      unknown: await unreadOf(tx, ctx, accounts),
    });
  });
}

const Wide = z.object({ id: z.string(), name: z.string(), type: z.string(), derived: Derived });

/** Their grants may be kept as one fact instead of one relationship for each resource. */
async function wideIdentities(tx: Tx, { organizationId }: Context, accounts: readonly string[]) {
  const rows = await queryRows(
    tx,
    Wide,
    sql`SELECT r.id, r.name, r.type, r.derived FROM "Resource" r
        WHERE r."organizationId" = ${organizationId}::uuid AND r."removedAt" IS NULL AND r.class = 'identity'
          AND r.account = ANY(${[...accounts]}) AND r.derived->'privilege'->>'level' IN ('admin', 'broad')
        ORDER BY r.derived->'privilege'->>'level', r.name, r.id LIMIT ${wideMax}`,
  );
  return rows.flatMap(({ id, name, type, derived: { privilege } }) =>
    privilege
      ? {
          id,
          name,
          typeTitle: typeTitleOf(type),
          level: privilege.level,
          reasons: privilege.reasons.map(({ text }) => text),
        }
      : [],
  );
}

const Unread = z.object({ title: z.string(), account: z.string(), state: z.string() });
const tellsAccess: ReadonlySet<ResourceClass> = new Set(["identity", "policy"]);
const tellingTypes = Object.keys(resourceTypes).filter(
  (type) => isResourceType(type) && tellsAccess.has(classOf(type)),
);

/** Collections of identities and policies in these accounts that are not complete: who they would name is missing. */
async function unreadOf(tx: Tx, { organizationId }: Context, accounts: readonly string[]): Promise<string[]> {
  const rows = await queryRows(
    tx,
    Unread,
    sql`SELECT DISTINCT c.title, c.account, c.state::text AS state FROM "Collection" c
        WHERE c."organizationId" = ${organizationId}::uuid AND c.account = ANY(${[...accounts]})
          AND c.state NOT IN ('complete', 'skipped') AND c.produces && ${tellingTypes}::text[] ORDER BY 1, 2`,
  );
  return rows.map(({ title, account, state }) => `${title} of ${account}: ${state}`);
}
