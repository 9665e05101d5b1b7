import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { ask } from "../rest/answer.ts";
import { detailList, isNotFound, parsed, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { organizationKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { withUnknown } from "../normalized.ts";

/** The role is left out for whoever is not a member. */
const Member = z.looseObject({ user: z.string(), role: z.string().nullish() });
type Member = z.infer<typeof Member>;
const Overview = z.looseObject({ fullname: z.string().min(1) });
const Webhook = z.object({
  /** Where its host could not be told apart from secrets, the list is not known. */
  url: z.string(),
  secret: z.string().nullable(),
  disabled: z.boolean().default(false),
  watched: z.array(z.looseObject({ name: z.string() })),
});
type Webhook = z.infer<typeof Webhook>;
const ResourceGroup = z.looseObject({ name: z.string() });

export const organization: Collector = {
  id: "organization",
  title: "Organization",
  per: "account",
  produces: ["huggingface.organization"],
  permissions: permissions(
    "organizations:get-overview",
    "organizations:list-members",
    "organizations:list-resource-groups",
    "users:list-webhooks",
  ),
  collect: async function* (source) {
    const list = async <T>(
      operation: string,
      record: z.ZodType<T>,
      nothing?: typeof isNotFound,
      service = "organizations",
    ) => {
      const call = { service, operation };
      return parsed(await detailList(() => listLinked(source, call, {}), nothing), record, call);
    };
    const overview = { service: "organizations", operation: "get-overview" };
    const [{ body }, members, groups, webhooks] = await Promise.all([
      ask(source, overview, {}, Overview),
      list("list-members", Member),
      // Only the Enterprise plan has them.
      list("list-resource-groups", ResourceGroup, isNotFound),
      list("list-webhooks", Webhook, undefined, "users"),
    ]);
    yield {
      resources: [toOrganization(source.scope.account, body.fullname, { members, groups, webhooks })],
      relationships: [],
    };
  },
};

type Answers = {
  members: Detail<readonly Member[]>;
  groups: Detail<readonly { name: string }[]>;
  webhooks: Detail<readonly Webhook[]>;
};

/** Of the webhooks that the token's owner made, those that watch the organization or something of it. */
function unsignedOf(webhooks: readonly Webhook[], account: string): string[] {
  const name = account.toLowerCase();
  const watches = ({ watched }: Webhook): boolean =>
    watched.some((one) => one.name.toLowerCase() === name || one.name.toLowerCase().startsWith(`${name}/`));
  const unsigned = webhooks.filter((one) => !one.disabled && one.secret === null && watches(one));
  return [...new Set(unsigned.map(({ url }) => url))].toSorted();
}

function toOrganization(
  account: string,
  name: string,
  { members, groups, webhooks }: Answers,
): Resource<"huggingface.organization"> {
  const all = members.value ?? [];
  const rolesShown = all.every(({ role }) => Boolean(role));
  return withUnknown<"huggingface.organization">(
    {
      key: organizationKey(account),
      type: "huggingface.organization",
      name,
      account,
      region: null,
      tags: {},
      properties: {
        administratorCount: all.filter(({ role }) => role === "admin").length,
        memberCount: all.length,
        resourceGroups: (groups.value ?? []).map(({ name }) => name).toSorted(),
        unsignedWebhooks: unsignedOf(webhooks.value ?? [], account),
      },
      facets: {
        singleSignOn: null,
        multiFactor: null,
        spendLimited: null,
        addressesLimited: null,
        retention: null,
        usesModels: false,
        members: [],
      },
    },
    {
      "facets.singleSignOn": untold(
        "organizations:list-members",
        "Hugging Face's API does not say whether single sign-on is required",
      ),
      "facets.multiFactor": untold(
        "organizations:list-members",
        "Hugging Face's API does not say whether a second factor is required",
      ),
      "properties.administratorCount": members.unknown ?? (rolesShown ? null : rolesHidden),
      "properties.memberCount": members.unknown,
      "properties.resourceGroups": groups.unknown,
      "properties.unsignedWebhooks": webhooks.unknown,
    },
  );
}

const rolesHidden: Unknown = {
  reason: "denied",
  call: "organizations:list-members",
  permission: "read access to the organization's settings, of an administrator",
  message: "Roles are shown to members of the organization only",
};
