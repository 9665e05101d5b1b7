import { z } from "zod";

import { boundedChange, type ProviderChange } from "#lib/domain/provider-change.ts";
import { oldestOf } from "../read-log.ts";

const Text = z.union([z.string(), z.number()]).nullish().catch(null);
const Details = z.object({
  event_name: Text,
  custom_message: Text,
  add: Text,
  change: Text,
  remove: Text,
  author_name: Text,
  author_email: Text,
  target_id: Text,
  target_type: Text,
});
const Entry = z.object({
  id: z.number(),
  created_at: z.string(),
  event_name: Text,
  details: Details,
});
type Entry = z.infer<typeof Entry>;

/** What audit events of a group or project changed. `holder` is its key, `host` what all keys begin with. */
export function changesOf(
  entries: readonly unknown[],
  { holder, host }: { holder: string; host: string },
): { changes: ProviderChange[]; oldest: string | null } {
  const known = entries.flatMap((entry) => Entry.safeParse(entry).data ?? []);
  return {
    oldest: oldestOf(known.map(({ created_at }) => created_at)),
    changes: known.flatMap((entry) => boundedChange(toChange(entry, holder, host)) ?? []),
  };
}

function toChange(entry: Entry, holder: string, host: string): ProviderChange {
  const { author_email, author_name } = entry.details;
  return {
    log: "gitlab-audit",
    eventId: String(entry.id),
    at: entry.created_at,
    action: actionOf(entry),
    actor: String(author_email || author_name || ""),
    actorKey: null,
    agent: null,
    targets: [holder, ...partOf(entry.details, holder, host)],
  };
}

/** Older events have no name of their own, and say what was added, changed or removed. */
function actionOf({ event_name, details }: Entry): string {
  const verb = (["add", "change", "remove"] as const).find((name) => details[name]);
  const said = verb ? `${verb} ${details[verb]}` : details.custom_message;
  return String(event_name || details.event_name || said || "");
}

const folders: Readonly<Record<string, string>> = {
  DeployToken: "deploy-tokens",
  DeployKey: "deploy-keys",
  PersonalAccessToken: "access-tokens",
  "Ci::Trigger": "triggers",
};

/** What of the group or project it was done to, where that is kept by itself. */
function partOf({ target_type, target_id }: z.infer<typeof Details>, holder: string, host: string): string[] {
  if (!/^\d+$/.test(String(target_id ?? ""))) return [];
  if (target_type === "Ci::Runner") return [`${host}/-/runners/${target_id}`];
  const folder = folders[String(target_type ?? "")];
  return folder === undefined ? [] : [`${holder}/-/${folder}/${target_id}`];
}

const fields = new Set(Object.keys(Details.shape));

/** An event tells addresses and old and new values as well, of which nothing is needed. */
export function onlyWhoDidWhat(body: unknown): unknown {
  const events = z
    .array(
      z.looseObject({ id: z.unknown(), created_at: z.unknown(), details: z.record(z.string(), z.unknown()) }),
    )
    .safeParse(body);
  if (!events.success) return Array.isArray(body) ? body.map(() => null) : null;
  return events.data.map(({ id, created_at, event_name, details }) => ({
    id,
    created_at,
    event_name,
    details: Object.fromEntries(Object.entries(details).filter(([name]) => fields.has(name))),
  }));
}
