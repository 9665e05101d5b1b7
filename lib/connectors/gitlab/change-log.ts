import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { ProviderChange } from "#lib/domain/provider-change.ts";
import { readLog } from "../read-log.ts";
import { eachParent } from "../rest/detail.ts";
import { linkedPages } from "../rest/log-page.ts";
import { changesOf } from "./change-entry.ts";
import { holderCalls, listHolders, type ListedHolder } from "./holders.ts";
import { groupKey } from "./keys.ts";
import { permissions } from "./operations.ts";

/** GitLab answers for thirty days unless it is asked for a time, which no call of a log names. */
const keptDays = 30;

/** Each group and each project keeps events of its own; they are there with Premium and Ultimate. */
export const changeLog: Collector = {
  id: "change-log",
  title: "Audit events: who changed what",
  per: "account",
  produces: [],
  permissions: permissions(...holderCalls, "groups:list-audit-events", "projects:list-audit-events"),
  collect: async function* (source) {
    const { top, holders } = await listHolders(source);
    const host = groupKey(top.web_url).slice(0, -(top.full_path.length + 1));
    const readFrom: string[] = [];
    yield* eachParent(source, holders, async (holder) => {
      const read = await readEvents(source, holder, host);
      readFrom.push(read.readFrom);
      return { resources: [], relationships: [], changes: read.changes };
    });
    // The log was read without a break from where the shortest of them was.
    const logReadFrom = readFrom.toSorted().at(-1);
    if (logReadFrom) yield { resources: [], relationships: [], logReadFrom };
  },
};

async function readEvents(
  source: Source,
  { service, input, key }: ListedHolder,
  host: string,
): Promise<{ changes: readonly ProviderChange[]; readFrom: string }> {
  const call = { service, operation: "list-audit-events" };
  const asked = { ...input, pagination: "keyset", order_by: "id", sort: "desc", per_page: 100 };
  const read = (entries: readonly unknown[]) => changesOf(entries, { holder: key, host });
  const batches: Batch[] = [];
  for await (const batch of readLog(source, keptDays, linkedPages(source, call, asked, read)))
    batches.push(batch);
  return {
    changes: batches.flatMap(({ changes = [] }) => changes),
    readFrom: batches.at(-1)?.logReadFrom ?? new Date().toISOString(),
  };
}
