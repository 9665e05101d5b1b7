import { z } from "zod";

import type { Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ask } from "../rest/answer.ts";
import { detail, detailList, parsed, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { keyOf } from "./keys.ts";
import { permissions } from "./operations.ts";
import { withUnknown } from "../normalized.ts";

/** Settings are left out for whoever does not own the organization. */
const Organization = z.object({
  login: z.string().min(1),
  name: z.string().nullish(),
  html_url: z.string(),
  two_factor_requirement_enabled: z.boolean().nullish(),
  default_repository_permission: z.string().nullish(),
  members_can_create_public_repositories: z.boolean().nullish(),
});

const Member = z.object({ login: z.string() });
const Installation = z.object({
  app_slug: z.string(),
  repository_selection: z.string(),
  suspended_at: z.string().nullish(),
  permissions: z.record(z.string(), z.string()).default({}),
});
const ActionsPermissions = z.object({
  enabled_repositories: z.string(),
  allowed_actions: z.string().optional(),
});
const TokenPermissions = z.object({
  default_workflow_permissions: z.string(),
  can_approve_pull_request_reviews: z.boolean(),
});

const organizationCalls = [
  "orgs:get",
  "orgs:list-members",
  "orgs:list-app-installations",
  "actions:get-github-actions-permissions-organization",
  "actions:get-github-actions-default-workflow-permissions-organization",
] as const;

export const organization: Collector = {
  id: "organization",
  title: "Organization",
  per: "account",
  produces: ["github.organization"],
  permissions: permissions(...organizationCalls),
  collect: async function* (source) {
    const { body } = await ask(
      source,
      { service: "orgs", operation: "get" },
      { org: source.scope.account },
      Organization,
    );
    const [owners, unsecured, installations, actions, token] = await Promise.all([
      members(source, { role: "admin" }),
      members(source, { filter: "2fa_disabled" }),
      readInstallations(source),
      detail(
        source,
        { service: "actions", operation: "get-github-actions-permissions-organization" },
        {},
        ActionsPermissions,
      ),
      detail(
        source,
        { service: "actions", operation: "get-github-actions-default-workflow-permissions-organization" },
        {},
        TokenPermissions,
      ),
    ]);
    const resource = toOrganization(body, source.scope.account, {
      owners,
      unsecured,
      installations,
      actions,
      token,
    });
    yield { resources: [resource], relationships: [] };
  },
};

const membersCall = { service: "orgs", operation: "list-members" };
const members = async (source: Source, input: object) =>
  parsed(
    await detailList(() => listLinked(source, membersCall, { ...input, per_page: 100 })),
    Member,
    membersCall,
  );

async function readInstallations(source: Source) {
  const call = { service: "orgs", operation: "list-app-installations" };
  return parsed(
    await detailList(() => listLinked(source, call, { per_page: 100 }, "installations")),
    Installation,
    call,
  );
}

type Answers = {
  owners: Detail<readonly z.infer<typeof Member>[]>;
  unsecured: Detail<readonly z.infer<typeof Member>[]>;
  installations: Detail<readonly z.infer<typeof Installation>[]>;
  actions: Detail<z.infer<typeof ActionsPermissions>>;
  token: Detail<z.infer<typeof TokenPermissions>>;
};

function toOrganization(
  found: z.infer<typeof Organization>,
  account: string,
  { owners, unsecured, installations, actions, token }: Answers,
): Resource<"github.organization"> {
  const twoFactor = found.two_factor_requirement_enabled;
  const actionsOff = actions.value?.enabled_repositories === "none";
  return withUnknown<"github.organization">(
    {
      key: keyOf(found.html_url),
      type: "github.organization",
      name: found.name || found.login,
      account,
      region: null,
      tags: {},
      properties: {
        defaultPermission: found.default_repository_permission ?? "read",
        membersCreatePublicRepositories: found.members_can_create_public_repositories ?? true,
        allowedActions: actionsOff ? "none" : (actions.value?.allowed_actions ?? "all"),
        defaultTokenWrites: token.value?.default_workflow_permissions === "write",
        workflowsMayApprove: token.value?.can_approve_pull_request_reviews === true,
        ownerCount: owners.value?.length ?? 0,
        membersWithoutMultiFactor: (unsecured.value ?? []).map(({ login }) => login).toSorted(),
        installations: (installations.value ?? [])
          .filter(({ suspended_at }) => !suspended_at)
          .map(({ app_slug, repository_selection, permissions: held }) => ({
            app: app_slug,
            allRepositories: repository_selection === "all",
            writes: Object.entries(held)
              .filter(([, right]) => right !== "read")
              .map(([name]) => name)
              .toSorted(),
          })),
      },
      facets: {
        singleSignOn: null,
        multiFactor: twoFactor === true,
        spendLimited: null,
        addressesLimited: null,
        retention: null,
        usesModels: false,
        members: [],
      },
    },
    {
      "facets.singleSignOn": untold(
        "orgs:get",
        "GitHub's API does not say whether single sign-on is required",
      ),
      "facets.multiFactor": typeof twoFactor === "boolean" ? null : ownersOnly,
      "properties.defaultPermission": found.default_repository_permission ? null : ownersOnly,
      "properties.membersCreatePublicRepositories":
        typeof found.members_can_create_public_repositories === "boolean" ? null : ownersOnly,
      "properties.allowedActions": actions.unknown,
      "properties.defaultTokenWrites": token.unknown,
      "properties.workflowsMayApprove": token.unknown,
      "properties.ownerCount": owners.unknown,
      "properties.membersWithoutMultiFactor": unsecured.unknown,
      "properties.installations": installations.unknown,
    },
  );
}

const ownersOnly: Unknown = {
  reason: "denied",
  call: "orgs:get",
  permission: "organization administration: read",
  message: "Settings of the organization are shown to its owners only",
};
