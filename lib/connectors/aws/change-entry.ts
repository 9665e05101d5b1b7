import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { boundedChange, namedTarget, toolOf, type ProviderChange } from "#lib/domain/provider-change.ts";
import { oldestOf } from "../read-log.ts";
import { isPresent } from "./existing.ts";
import { fromJson } from "./from-json.ts";

/** One of `LookupEvents`; what it says in full is a text of JSON within. */
const RawEvent = z.object({ CloudTrailEvent: z.string().max(262_144) });
const Members = z.record(z.string(), z.unknown()).nullish().catch(null);
const RawDetail = z.object({
  eventID: z.string(),
  eventTime: z.string(),
  eventName: z.string(),
  eventSource: z.string(),
  awsRegion: z.string().nullish(),
  userAgent: z.string().nullish(),
  errorCode: z.string().nullish(),
  readOnly: z.boolean().nullish(),
  userIdentity: z
    .object({
      arn: z.string().nullish(),
      principalId: z.string().nullish(),
      userName: z.string().nullish(),
      invokedBy: z.string().nullish(),
      sessionContext: z
        .object({ sessionIssuer: z.object({ arn: z.string().nullish() }).nullish() })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  requestParameters: Members,
  responseElements: Members,
  resources: z
    .array(z.object({ ARN: z.string().nullish() }))
    .nullish()
    .catch(null),
});
type Detail = z.infer<typeof RawDetail>;

/** What events changed, without those that were refused, and the time of the oldest, whatever it was. */
export function changesOf(
  events: readonly unknown[],
  scope: Scope,
): { changes: ProviderChange[]; oldest: string | null } {
  const details = events.map(detailOf).filter(isPresent);
  return {
    changes: details
      .filter(({ errorCode, readOnly }) => !errorCode && readOnly !== true)
      .map((detail) => changeOf(detail, scope))
      .filter(isPresent),
    oldest: oldestOf(details.map(({ eventTime }) => eventTime)),
  };
}

function detailOf(event: unknown): Detail | null {
  const text = RawEvent.safeParse(event).data?.CloudTrailEvent;
  return text === undefined ? null : (RawDetail.safeParse(fromJson(text)).data ?? null);
}

function changeOf(detail: Detail, scope: Scope): ProviderChange | null {
  const who = detail.userIdentity;
  const agent = toolOf(detail.userAgent);
  return boundedChange({
    log: "cloudtrail",
    eventId: detail.eventID,
    at: detail.eventTime,
    action: detail.eventName,
    actor: who?.arn ?? who?.userName ?? who?.invokedBy ?? who?.principalId ?? "",
    actorKey: who?.sessionContext?.sessionIssuer?.arn ?? who?.arn ?? null,
    agent,
    targets: targetsOf(detail, scope),
  });
}

/** Where the service of an event is called otherwise in the types of resources. */
const renamed: Readonly<Record<string, string>> = {
  es: "opensearch",
  aoss: "opensearch-serverless",
  elasticloadbalancing: "elbv2",
  monitoring: "cloudwatch",
  "cognito-idp": "cognito",
  "cognito-identity": "cognito",
  "bedrock-agentcore": "agentcore",
  macie2: "macie",
};
const identifier = /^(.*?)(?:Name|Id|ID|Identifier|Arn|ARN)$/;

/** A thing that the event names, and as what. */
type Named = { noun: string; value: string };

/**
 * What the event was done to. An event also names what it only refers to, a role that is passed or a key that is used:
 * of several names those count whose noun stands in the event's own, `UpdateAgent` and `agentId`.
 */
function targetsOf(detail: Detail, scope: Scope): string[] {
  const service = detail.eventSource.split(".")[0] ?? "";
  const named = [...namesIn(detail.requestParameters), ...namesIn(detail.responseElements)].filter(
    ({ value }) => !value.startsWith("arn:") || value.split(":")[2] === service,
  );
  const action = detail.eventName.toLowerCase();
  const meant = named.filter(({ noun }) => noun === "resource" || action.includes(noun));
  const onlyOne = new Set(named.map(({ noun }) => noun)).size === 1 ? named : [];
  const chosen = meant.length > 0 ? meant : onlyOne;
  const arns = (detail.resources ?? []).map(({ ARN }) => ARN ?? "");
  return [
    ...arns.filter((arn) => arn.split(":")[2] === service),
    ...chosen.flatMap(({ value }) => asTargets(value, service, detail.awsRegion ?? scope.region, scope)),
  ];
}

function asTargets(value: string, service: string, region: string | null, { account }: Scope): string[] {
  if (value.startsWith("arn:")) return [value];
  const kind = `aws.${renamed[service] ?? service}`;
  // A resource of a global service has no region, though its event has one.
  return [namedTarget(kind, account, region, value), namedTarget(kind, account, null, value)];
}

const membersMax = 100;

function namesIn(members: Detail["requestParameters"], depth = 0): Named[] {
  return Object.entries(members ?? {})
    .slice(0, membersMax)
    .flatMap(([member, value]): Named[] => {
      if (typeof value === "string" && value !== "" && value.length <= 512) {
        const noun = identifier.exec(member)?.[1];
        return noun ? [{ noun: noun.toLowerCase(), value }] : [];
      }
      if (depth > 1 || typeof value !== "object" || value === null || Array.isArray(value)) return [];
      return namesIn(Object.fromEntries(Object.entries(value)), depth + 1);
    });
}
