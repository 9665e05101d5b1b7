import type { LoggedBy, LoggedChange } from "#lib/contract/logged-change.ts";
import type { ChangeLog } from "#lib/domain/provider-change.ts";

import { cn } from "../ui/cn.ts";
import { formatInstant } from "../ui/format-time.ts";

const logTitles: Record<ChangeLog, string> = {
  cloudtrail: "CloudTrail",
  "azure-activity": "Activity log",
  "google-audit": "Audit log",
  "kubernetes-managed-fields": "Managed fields",
  "github-audit": "Audit log",
  "gitlab-audit": "Audit log",
};

/** Who made a change at the provider, as its own log says; nothing where no log could say it. */
export function LoggedByList({ log, className }: { log: LoggedBy | null; className?: string }) {
  if (log === null) return null;
  if (log.status !== "named")
    return <p className={cn("text-xs wrap-anywhere text-muted", className)}>{wordsWithoutEntry(log)}</p>;
  return (
    <ul className={cn("flex flex-col gap-1 text-xs text-muted", className)} aria-label="Changed by">
      {log.entries.map((entry) => (
        <li key={`${entry.log} ${entry.eventId}`} className="wrap-anywhere">
          Changed by <Actor entry={entry} />
          {entry.agent && ` via ${entry.agent}`} at {formatInstant(new Date(entry.at))}:{" "}
          <span className="font-mono">{entry.action}</span>
          {`, ${logTitles[entry.log]} `}
          <span className="font-mono">{entry.eventId}</span>
        </li>
      ))}
    </ul>
  );
}

const wordsWithoutEntry = ({ status, note }: LoggedBy): string =>
  status === "silent"
    ? "The provider’s log does not say who changed it."
    : `The provider’s log was not read for this time. ${note ?? ""}`.trim();

/** The last part says who; the whole stands beside for whoever has to find it. */
function Actor({ entry: { actor, actorResourceId } }: { entry: LoggedChange }) {
  const name = actor.startsWith("arn:") ? actor.slice(actor.lastIndexOf(":") + 1) : actor;
  if (actorResourceId === null)
    return (
      <span title={actor} className="text-text">
        {name}
      </span>
    );
  return (
    <a href={`/inventory/${actorResourceId}`} title={actor} className="text-accent-text hover:underline">
      {name}
    </a>
  );
}
