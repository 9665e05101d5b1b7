import { jobContext } from "#lib/access/context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { evaluateOrganization } from "#lib/posture/evaluate-organization.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { privateCheck } from "./checks.ts";
import { bucket, createInventory } from "./inventory.ts";
import { createMember, createOrganization } from "./organization.ts";

/** Shows findings of every status. */
export const everyStatus = loadFindingFilters(
  new URLSearchParams({ status: "open,in-progress,excepted,resolved" }),
);

export type Findings = Awaited<ReturnType<typeof createFindings>>;

/** An organization with an admin, an analyst, an engineer, and a critical finding on each of so many public buckets. */
export async function createFindings(count: number) {
  const admin = await createOrganization();
  const { organizationId } = admin;
  const [analyst, engineer] = [
    await createMember(organizationId, "analyst"),
    await createMember(organizationId, "engineer"),
  ];
  const keys = Array.from({ length: count }, (_, n) => `bucket-${String(n).padStart(3, "0")}`);
  const inventory = await createInventory(
    admin,
    keys.map((key) => bucket(key, { publicRead: true })),
  );
  const job = jobContext(organizationId, "posture.evaluate");
  const evaluate = () => evaluateOrganization(job, undefined, [privateCheck]);
  await evaluate();
  const { items } = await listFindings(admin, { ...everyStatus, limit: 200 });
  const ids = items.toSorted((a, b) => (a.resource.key < b.resource.key ? -1 : 1)).map(({ id }) => id);
  return {
    admin,
    analyst,
    engineer,
    job,
    ids,
    evaluate,
    /** Mends the resource of the finding at this place, or breaks it again. */
    mend: async (at: number) => {
      await inventory.put(bucket(keys[at] ?? ""));
      await evaluate();
    },
    breakAgain: async (at: number) => {
      await inventory.put(bucket(keys[at] ?? "", { publicRead: true }));
      await evaluate();
    },
  };
}

/** The id of a finding at a place; there is always one, or the test is wrong. */
export function at(ids: readonly string[], place: number): string {
  const id = ids[place];
  if (id === undefined) throw new Error(`There is no finding at ${place}`);
  return id;
}
