import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ask } from "../rest/answer.ts";
import { detailList, eachParent, parsed, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { groupKey } from "./keys.ts";
import { permissions } from "./operations.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";

const Group = z.object({
  id: z.number(),
  full_path: z.string().min(1),
  name: z.string(),
  web_url: z.url(),
  visibility: z.string(),
  parent_id: z.number().nullish(),
  project_creation_level: z.string().nullish(),
  share_with_group_lock: z.boolean().nullish(),
  require_two_factor_authentication: z.boolean().nullish(),
});
type Group = z.infer<typeof Group>;
const Member = z.object({ username: z.string(), access_level: z.number(), state: z.string() });
type Member = z.infer<typeof Member>;

export const groups: Collector = {
  id: "groups",
  title: "Groups",
  per: "account",
  produces: ["gitlab.group", "contains"],
  permissions: permissions("groups:get", "groups:list-descendant-groups", "groups:list-members"),
  collect: async function* (source) {
    const { top, all, unparsed } = await listGroups(source);
    yield { resources: [], relationships: [], unparsed };
    const keyById = new Map(all.map(({ id, web_url }) => [id, groupKey(web_url)]));
    yield* eachParent(source, all, (group) => readGroup(source, group, keyById, top));
  },
};

/** The group of the scope and those below it; a record that is none is counted. */
export async function listGroups(
  source: Source,
): Promise<{ top: Group; all: Group[]; unparsed: NonNullable<Batch["unparsed"]> }> {
  const top = await ask(
    source,
    { service: "groups", operation: "get" },
    { group: source.scope.account, with_projects: false },
    Group,
  );
  const below = await listLinked(
    source,
    { service: "groups", operation: "list-descendant-groups" },
    { group: source.scope.account, per_page: 100 },
  );
  const all: Group[] = [top.body];
  const { unparsed = [] } = normalizeEach("groups:list-descendant-groups", below.items, (raw) => {
    all.push(Group.parse(raw));
    return { resources: [], relationships: [] };
  });
  return { top: top.body, all, unparsed };
}

async function readGroup(
  source: Source,
  group: Group,
  keyById: ReadonlyMap<number, string>,
  top: Group,
): Promise<Batch> {
  const call = { service: "groups", operation: "list-members" };
  const members = parsed(
    await detailList(() => listLinked(source, call, { group: group.full_path, per_page: 100 })),
    Member,
    call,
  );
  const resource = toGroup(group, source.scope.account, members, top);
  const parent = group.parent_id ? keyById.get(group.parent_id) : undefined;
  return {
    resources: [resource],
    relationships: parent === undefined ? [] : [{ from: parent, kind: "contains", to: resource.key }],
  };
}

const ownerLevel = 50;

function toGroup(
  group: Group,
  account: string,
  members: Detail<readonly Member[]>,
  top: Group,
): Resource<"gitlab.group"> {
  // What the group above asks of everybody holds for whoever is in a group below.
  const asked = [group.require_two_factor_authentication, top.require_two_factor_authentication];
  const isAsked = asked.includes(true);
  return withUnknown<"gitlab.group">(
    {
      key: groupKey(group.web_url),
      type: "gitlab.group",
      name: group.name,
      account,
      region: null,
      tags: {},
      properties: {
        visibility: group.visibility,
        membersCreateProjects: group.project_creation_level ?? "",
        sharesWithOtherGroups: group.share_with_group_lock !== true,
        ownerCount: (members.value ?? []).filter(
          ({ access_level, state }) => access_level === ownerLevel && state === "active",
        ).length,
      },
      facets: {
        singleSignOn: null,
        multiFactor: isAsked,
        spendLimited: null,
        addressesLimited: null,
        retention: null,
        usesModels: false,
        members: [],
      },
    },
    {
      "facets.singleSignOn": untold(
        "groups:get",
        "GitLab's API does not say whether single sign-on is required",
      ),
      "facets.multiFactor": isAsked || typeof asked[0] === "boolean" ? null : ownersOnly,
      "properties.membersCreateProjects": group.project_creation_level ? null : ownersOnly,
      "properties.sharesWithOtherGroups":
        typeof group.share_with_group_lock === "boolean" ? null : ownersOnly,
      "properties.ownerCount": members.unknown,
    },
  );
}

const ownersOnly: Unknown = {
  reason: "denied",
  call: "groups:get",
  permission: "read_api with the role Owner",
  message: "Settings of the group are shown to its owners only",
};
