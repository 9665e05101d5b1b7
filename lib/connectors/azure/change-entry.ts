import { z } from "zod";

import { boundedChange, type ProviderChange } from "#lib/domain/provider-change.ts";
import { oldestOf } from "../read-log.ts";
import { armKey } from "./arm.ts";
import { principalKey } from "./entra-principals.ts";

const Value = z.object({ value: z.string().nullish() }).nullish();
/** One of `ActivityLogs_List`. */
const RawEvent = z.object({
  eventDataId: z.string(),
  eventTimestamp: z.string(),
  category: Value,
  operationName: z.object({ value: z.string() }),
  resourceId: z.string().nullish(),
  caller: z.string().nullish(),
  status: Value,
});
type Event = z.infer<typeof RawEvent>;

/** Reading keys is an action by Azure's words, and changes nothing. */
const changing = /\/(?:write|delete|(?!list|get|read|check|validate)[a-z]+\/action)$/i;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What operations changed that succeeded, each once: Azure tells of their beginning too. */
export function changesOf(
  events: readonly unknown[],
  account: string,
): { changes: ProviderChange[]; oldest: string | null } {
  const known = events.flatMap((event) => RawEvent.safeParse(event).data ?? []);
  return {
    oldest: oldestOf(known.map(({ eventTimestamp }) => eventTimestamp)),
    changes: known
      .filter(({ category, status }) => category?.value === "Administrative" && status?.value === "Succeeded")
      .filter(({ operationName }) => changing.test(operationName.value))
      .flatMap((event) => boundedChange(toChange(event, account)) ?? []),
  };
}

const toChange = (event: Event, account: string): ProviderChange => ({
  log: "azure-activity",
  eventId: event.eventDataId,
  at: event.eventTimestamp,
  action: event.operationName.value,
  actor: event.caller ?? "",
  actorKey: event.caller && guid.test(event.caller) ? principalKey(event.caller, account) : null,
  agent: null,
  targets: targetsOf(event.resourceId ?? ""),
});

const idMax = 2_000;

/** A part of a resource, or a setting about it, is a change of the resource too; of its group it is none. */
function targetsOf(id: string): string[] {
  if (id.length > idMax) return [];
  const targets: string[] = [];
  let rest = armKey(id).replace(/\/+$/, "");
  while (/\/providers\/[^/]+\/[^/]+\/[^/]+/.test(rest)) {
    targets.push(rest);
    rest = rest.replace(/(?:\/providers\/[^/]+)?\/[^/]+\/[^/]+$/, "");
    rest = rest.replace(/\/providers\/[^/]+$/, "");
  }
  return targets;
}
