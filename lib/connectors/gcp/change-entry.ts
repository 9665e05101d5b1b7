import { z } from "zod";

import { boundedChange, toolOf, type ProviderChange } from "#lib/domain/provider-change.ts";
import { oldestOf } from "../read-log.ts";
import { bucketKey, keyOf, memberKey, serviceAccountKey, withProjectId } from "./names.ts";

const labels = z.record(z.string(), z.string()).default({});
/** One of `entries.list`, of an audit log. */
const RawEntry = z.object({
  insertId: z.string(),
  timestamp: z.string(),
  resource: z.object({ labels }).default({ labels: {} }),
  operation: z.object({ first: z.boolean().optional(), last: z.boolean().optional() }).nullish(),
  protoPayload: z.object({
    serviceName: z.string(),
    methodName: z.string(),
    resourceName: z.string().default(""),
    status: z.object({ code: z.number().optional() }).nullish(),
    authenticationInfo: z
      .object({ principalEmail: z.string().nullish(), principalSubject: z.string().nullish() })
      .nullish(),
    requestMetadata: z.object({ callerSuppliedUserAgent: z.string().nullish() }).nullish(),
  }),
});
type Entry = z.infer<typeof RawEntry>;

/** What entries changed, without what failed and without the beginnings of what has an end of its own. */
export function changesOf(
  entries: readonly unknown[],
  account: string,
): { changes: ProviderChange[]; oldest: string | null } {
  const known = entries.flatMap((entry) => RawEntry.safeParse(entry).data ?? []);
  return {
    oldest: oldestOf(known.map(({ timestamp }) => timestamp)),
    changes: known
      .filter(({ protoPayload, operation }) => !protoPayload.status?.code && operation?.last !== false)
      .filter(({ operation }) => !operation?.first || operation.last === true)
      .flatMap((entry) => boundedChange(toChange(entry, account)) ?? []),
  };
}

function toChange(entry: Entry, account: string): ProviderChange {
  const { methodName, authenticationInfo, requestMetadata } = entry.protoPayload;
  const email = authenticationInfo?.principalEmail ?? "";
  return {
    log: "google-audit",
    eventId: entry.insertId,
    at: entry.timestamp,
    action: methodName,
    actor: email || (authenticationInfo?.principalSubject ?? ""),
    actorKey: email === "" ? null : actorKeyOf(email, account),
    agent: toolOf(requestMetadata?.callerSuppliedUserAgent),
    targets: targetsOf(entry, account),
  };
}

const actorKeyOf = (email: string, account: string): string =>
  email.endsWith("gserviceaccount.com")
    ? serviceAccountKey(email, account)
    : memberKey("user", email, account);

/** The names by which resources are kept, of those by which methods call them. */
function targetsOf({ protoPayload, resource }: Entry, account: string): string[] {
  const { serviceName, resourceName } = protoPayload;
  const service = serviceName.replace(/\.googleapis\.com$/, "");
  const own = withProjectId(resourceName, account);
  const bucket = /^projects\/_\/buckets\/([^/]+)/.exec(resourceName)?.[1];
  if (service === "storage") return bucket ? [bucketKey(bucket)] : [];
  const { email_id: email, location } = resource.labels;
  if (service === "iam" && email) return [serviceAccountKey(email, account)];
  // The first version of Cloud Run's interface names no location.
  const knative = /^namespaces\/[^/]+\/services\/([^/]+)$/.exec(resourceName)?.[1];
  if (service === "run" && knative && location)
    return [keyOf(service, `projects/${account}/locations/${location}/services/${knative}`)];
  return own === "" ? [] : [keyOf(service, own), keyOf(service, withoutVersion(own))];
}

/** A new version of a secret or key is a change of the secret or key. */
const withoutVersion = (name: string): string => name.replace(/\/(versions|cryptoKeyVersions)\/[^/]+$/, "");
