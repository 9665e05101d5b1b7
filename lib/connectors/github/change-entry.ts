import { z } from "zod";

import { boundedChange, toolOf, type ProviderChange } from "#lib/domain/provider-change.ts";
import { oldestOf } from "../read-log.ts";

const Entry = z.object({
  "@timestamp": z.number(),
  _document_id: z.string(),
  action: z.string(),
  actor: z.string().nullish(),
  org: z.union([z.string(), z.array(z.string())]).nullish(),
  repo: z.union([z.string(), z.array(z.string())]).nullish(),
  operation_type: z.string().nullish(),
  user_agent: z.string().nullish(),
});
type Entry = z.infer<typeof Entry>;

/** Settings, as against work: pull requests, issues and runs of workflows fill the same log. */
const kept =
  /^(actions?|advanced_security|business|code_scanning|code_security|custom|dependabot|dependency_graph|deploy_key|environment|hook|integration|ip_allow_list|members_can|oauth_app|org|organization|personal_access_token|protected_branch|public_key|repo|repository|role|secret_scanning|team|vulnerability_alert)[a-z_]*\./;
const workflow = /^workflows\.(enable|disable|delete)_workflow$/;
const nothingChanged =
  /\.(download_zip|sso_response|self_hosted_runner_(online|offline|updated)|codeowners_errors|access_granted)$/;

/** What entries of an organization's audit log changed. `host` is what the keys of its repositories begin with. */
export function changesOf(
  entries: readonly unknown[],
  host: string,
): { changes: ProviderChange[]; oldest: string | null } {
  const known = entries.flatMap((entry) => Entry.safeParse(entry).data ?? []);
  return {
    oldest: oldestOf(known.map((entry) => timeOf(entry))),
    changes: known.filter(isChange).flatMap((entry) => boundedChange(toChange(entry, host)) ?? []),
  };
}

const timeOf = (entry: Entry): string | null => {
  const at = new Date(entry["@timestamp"]);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
};

const isChange = ({ action, operation_type }: Entry): boolean =>
  (kept.test(action) || workflow.test(action)) &&
  !nothingChanged.test(action) &&
  operation_type !== "access" &&
  operation_type !== "authentication";

const toChange = (entry: Entry, host: string): ProviderChange => ({
  log: "github-audit",
  eventId: entry._document_id,
  at: timeOf(entry) ?? "",
  action: entry.action,
  actor: entry.actor ?? "",
  actorKey: null,
  agent: toolOf(entry.user_agent),
  targets: targetsOf(entry).map((path) => `${host}/${path}`.toLowerCase()),
});

/** What names a repository is about it; what names none is about its organization. */
function targetsOf({ org, repo }: Entry): string[] {
  const repositories = [repo ?? []].flat().filter((name) => name !== "");
  return repositories.length > 0 ? repositories : [org ?? []].flat().filter((name) => name !== "");
}

const fields = new Set(Object.keys(Entry.shape));

/** An entry tells addresses, hashed tokens and what was sent as well, of which nothing is needed. */
export const onlyWhoDidWhat = (entries: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => fields.has(name))));
