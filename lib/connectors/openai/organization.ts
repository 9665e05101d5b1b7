import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail, detailList, parsed } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listAfter } from "../rest/listing.ts";
import { organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { peopleIn, readUsers, type User } from "./people.ts";
import { DataRetention, retentionOf } from "./retention.ts";
import { readSpending } from "./spending.ts";
import { withUnknown } from "../normalized.ts";

export const organization: Collector = {
  id: "organization",
  title: "Organization",
  per: "account",
  produces: ["openai.organization"],
  permissions: permissions(
    "organization:list-users",
    "organization:list-invites",
    "organization:list-audit-logs",
    "organization:retrieve-data-retention",
    "organization:retrieve-spend-limit",
    "organization:list-spend-alerts",
  ),
  collect: async function* (source) {
    const users = await readUsers(source);
    if (users.value === null) throw lost(users.unknown);
    const [invites, retention, spending, audit] = await Promise.all([
      readInvites(source),
      detail(source, { service: "organization", operation: "retrieve-data-retention" }, {}, DataRetention),
      readSpending(source, "organization", {}),
      readAudit(source),
    ]);
    yield {
      resources: [toOrganization(source.scope.account, users.value, { invites, retention, spending, audit })],
      relationships: [],
    };
  },
};

const lost = (unknown: Unknown | null): ProviderError =>
  new ProviderError(
    unknown?.reason ?? "failed",
    { service: "organization", operation: "list-users" },
    unknown?.message ?? "",
    unknown?.permission ?? null,
  );

const Invite = z.object({ email: z.string(), status: z.string() });
async function readInvites(source: Source) {
  const call = { service: "organization", operation: "list-invites" };
  return parsed(await detailList(() => listAfter(source, call, { limit: 100 }, "after")), Invite, call);
}

const Event = z.object({ type: z.string(), effective_at: z.number() });
const auditCall = { service: "organization", operation: "list-audit-logs" };
const allowlistEvents = ["ip_allowlist.config.activated", "ip_allowlist.config.deactivated"];

/** Whether anything is logged at all, and what was last done to the list of addresses: the API lists neither. */
async function readAudit(source: Source) {
  const Page = z.object({ data: z.array(Event) });
  const [latest, allowlist] = await Promise.all([
    detail(source, auditCall, { limit: 1 }, Page),
    detail(source, auditCall, { limit: 20, event_types: allowlistEvents }, Page),
  ]);
  const [newest] = (allowlist.value?.data ?? []).toSorted((a, b) => b.effective_at - a.effective_at);
  return {
    isOn: (latest.value?.data.length ?? 0) > 0,
    onUnknown: latest.unknown,
    addressesLimited: newest?.type === "ip_allowlist.config.activated",
    addressesUnknown:
      allowlist.unknown ??
      (newest
        ? null
        : untold(
            "organization:list-audit-logs",
            "The audit log does not say that a list of addresses was ever set",
          )),
  };
}

type Answers = {
  invites: Awaited<ReturnType<typeof readInvites>>;
  retention: { value: z.infer<typeof DataRetention> | null; unknown: Unknown | null };
  spending: Awaited<ReturnType<typeof readSpending>>;
  audit: Awaited<ReturnType<typeof readAudit>>;
};

function toOrganization(
  account: string,
  users: readonly User[],
  { invites, retention, spending, audit }: Answers,
): Resource<"openai.organization"> {
  const people = peopleIn(users);
  const saysDirectory = people.every(({ fromDirectory }) => fromDirectory !== undefined);
  return withUnknown<"openai.organization">(
    {
      key: organizationKey(account),
      type: "openai.organization",
      name: `Organization ${account}`,
      account,
      region: null,
      tags: {},
      properties: {
        ownerCount: people.filter(({ role }) => role === "owner").length,
        memberCount: people.length,
        membersOutsideDirectory: people
          .filter(({ fromDirectory }) => fromDirectory === false)
          .map(({ email }) => email)
          .toSorted(),
        pendingInvites: (invites.value ?? [])
          .filter(({ status }) => status === "pending")
          .map(({ email }) => email.toLowerCase())
          .toSorted(),
        auditLogging: audit.isOn,
      },
      facets: {
        singleSignOn: null,
        multiFactor: null,
        spendLimited: spending.isLimited,
        addressesLimited: audit.addressesLimited,
        retention: retention.value ? retentionOf(retention.value.type) : null,
        usesModels: false,
        members: people.map(({ email }) => email).toSorted(),
      },
    },
    {
      "facets.singleSignOn": untold(
        "organization:list-users",
        "OpenAI's API does not say whether single sign-on is required",
      ),
      "facets.multiFactor": untold(
        "organization:list-users",
        "OpenAI's API does not say whether a second factor is required",
      ),
      "facets.spendLimited": spending.unknown,
      "facets.addressesLimited": audit.addressesUnknown,
      "facets.retention": retention.unknown,
      "properties.membersOutsideDirectory": saysDirectory
        ? null
        : untold("organization:list-users", "The answer does not say which members a directory provisioned"),
      "properties.pendingInvites": invites.unknown,
      "properties.auditLogging": audit.onUnknown,
    },
  );
}
