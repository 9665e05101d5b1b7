import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { ask } from "../rest/answer.ts";
import { detail, detailList, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listAfter } from "../rest/listing.ts";
import { organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { isAdministrator, readInvites, readOtherSignIns, readUsers } from "./people.ts";
import { Organization } from "./scopes.ts";
import { readSettings } from "./settings.ts";
import { withUnknown } from "../normalized.ts";

export const organization: Collector = {
  id: "organization",
  title: "Organization",
  per: "account",
  produces: ["anthropic.organization"],
  permissions: permissions(
    "organization:retrieve",
    "organization:users.list",
    "organization:invites.list",
    "organization:spend_limits.list",
    "organization:compliance_settings.retrieve",
    "compliance:activities.list",
    "compliance:organizations.settings.retrieve",
  ),
  collect: async function* (source) {
    const { at, body } = await ask(
      source,
      { service: "organization", operation: "retrieve" },
      {},
      Organization,
    );
    const answers = await readAnswers(source, at);
    yield { resources: [toOrganization(body, source.scope.account, answers)], relationships: [] };
  },
};

const ComplianceState = z.object({ state: z.object({ type: z.string() }) });

async function readAnswers(source: Source, at: string) {
  const [users, invites, spending, settings, signIns, compliance] = await Promise.all([
    readUsers(source),
    readInvites(source),
    readSpendLimits(source),
    readSettings(source),
    readOtherSignIns(source, at),
    detail(
      source,
      { service: "organization", operation: "compliance_settings.retrieve" },
      {},
      ComplianceState,
    ),
  ]);
  return { users, invites, spending, settings, signIns, compliance };
}
type Answers = Awaited<ReturnType<typeof readAnswers>>;

const readSpendLimits = (source: Source): Promise<Detail<readonly unknown[]>> =>
  detailList(() =>
    listAfter(source, { service: "organization", operation: "spend_limits.list" }, { limit: 100 }, "page"),
  );

function toOrganization(
  found: z.infer<typeof Organization>,
  account: string,
  { users, invites, spending, settings, signIns, compliance }: Answers,
): Resource<"anthropic.organization"> {
  const people = users.value ?? [];
  const emails = new Set(people.map(({ email }) => email.toLowerCase()));
  const outside = (signIns.value ?? []).filter((email) => emails.has(email)).toSorted();
  // Whoever got in another way shows that the way is open, whatever else is not shown.
  const open = outside.length > 0;
  return withUnknown<"anthropic.organization">(
    {
      key: organizationKey(found.id),
      type: "anthropic.organization",
      name: found.name || found.id,
      account,
      region: null,
      tags: {},
      properties: {
        administratorCount: people.filter(isAdministrator).length,
        memberCount: people.length,
        membersWithoutSingleSignOn: outside,
        pendingInvites: (invites.value ?? [])
          .filter(({ status }) => status === "pending")
          .map(({ email }) => email.toLowerCase())
          .toSorted(),
        activityCaptured: compliance.value?.state.type === "enabled",
        codeExecutionReachesInternet: settings.codeReachesInternet.value ?? false,
      },
      facets: {
        singleSignOn: settings.consoleSignOn.value === true && !open,
        multiFactor: null,
        spendLimited: (spending.value?.length ?? 0) > 0,
        addressesLimited: settings.addressesLimited.value,
        retention: settings.retention.value,
        usesModels: false,
        members: [...emails].toSorted(),
      },
    },
    {
      "facets.singleSignOn": open ? null : settings.consoleSignOn.unknown,
      "facets.multiFactor": untold(
        "organization:users.list",
        "Anthropic's API does not say whether a second factor is required",
      ),
      "facets.spendLimited": spending.unknown,
      "facets.addressesLimited": settings.addressesLimited.unknown,
      "facets.retention": settings.retention.unknown,
      "facets.members": users.unknown,
      "properties.administratorCount": users.unknown,
      "properties.memberCount": users.unknown,
      "properties.membersWithoutSingleSignOn": signIns.unknown ?? users.unknown,
      "properties.pendingInvites": invites.unknown,
      "properties.activityCaptured": compliance.unknown,
      "properties.codeExecutionReachesInternet": settings.codeReachesInternet.unknown,
    },
  );
}
