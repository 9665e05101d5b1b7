import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { machineFacets } from "../machine-facets.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";
import { answered, ask } from "../rest/answer.ts";
import { detail, eachParent, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { keyOf } from "./keys.ts";
import { permissions } from "./operations.ts";

const Group = z.object({
  id: z.number(),
  name: z.string(),
  visibility: z.string(),
  allows_public_repositories: z.boolean(),
  restricted_to_workflows: z.boolean().default(false),
  inherited: z.boolean().default(false),
});
type Group = z.infer<typeof Group>;
const Organization = z.object({ html_url: z.string() });
const Runners = z.object({ total_count: z.number() });

const acme = { html_url: "https://github.com/acme" };
const gpu = {
  id: 3,
  name: "gpu",
  visibility: "selected",
  allows_public_repositories: false,
  restricted_to_workflows: true,
};

const collector: Collector = {
  id: "runner-groups",
  title: "Groups of self-hosted runners",
  per: "account",
  produces: ["github.runner-group", "contains"],
  permissions: permissions("orgs:get"),
  operations: {
    "actions:list-self-hosted-runner-groups-for-org": {
      path: "/orgs/{account}/actions/runner-groups",
      permission: "organization self-hosted runners: read",
    },
    "actions:list-self-hosted-runners-in-group-for-org": {
      path: "/orgs/{account}/actions/runner-groups/{group}/runners",
      permission: "organization self-hosted runners: read",
    },
  },
  collect: async function* (source) {
    const { account } = source.scope;
    const { body } = await ask(source, { service: "orgs", operation: "get" }, { org: account }, Organization);
    const call = { service: "actions", operation: "list-self-hosted-runner-groups-for-org" };
    const { items } = await listLinked(source, call, { per_page: 100 }, "runner_groups");
    const listed: Group[] = [];
    const { unparsed = [] } = normalizeEach(`actions:${call.operation}`, items, (raw) => {
      listed.push(Group.parse(raw));
      return { resources: [], relationships: [] };
    });
    yield { resources: [], relationships: [], unparsed };
    const organization = { key: keyOf(body.html_url), account };
    yield* eachParent(source, listed, async (group) =>
      toBatch(group, organization, await countRunners(source, group)),
    );
  },
  examples: [
    {
      name: "an organization whose jobs run at GitHub",
      answers: {
        "orgs:get": answered(acme),
        "actions:list-self-hosted-runner-groups-for-org": answered({ total_count: 0, runner_groups: [] }),
      },
      shows: [],
    },
    {
      name: "the group that is always there, open and empty, and one of two machines",
      answers: {
        "orgs:get": answered(acme),
        "actions:list-self-hosted-runner-groups-for-org": answered({
          runner_groups: [
            { id: 1, name: "Default", visibility: "all", allows_public_repositories: true },
            gpu,
          ],
        }),
        "actions:list-self-hosted-runners-in-group-for-org": ({ group }) =>
          answered({ total_count: group === "3" ? 2 : 0, runners: [] }),
      },
      shows: [
        {
          key: "github.com/acme/-/runner-groups/1",
          name: "Default",
          properties: {
            visibility: "all",
            takesPublicRepositories: true,
            takesNamedWorkflows: false,
            inherited: false,
            runnerCount: 0,
          },
        },
        {
          key: "github.com/acme/-/runner-groups/3",
          properties: { takesNamedWorkflows: true, runnerCount: 2 },
        },
      ],
      relationships: [
        { from: "github.com/acme", kind: "contains", to: "github.com/acme/-/runner-groups/1" },
        { from: "github.com/acme", kind: "contains", to: "github.com/acme/-/runner-groups/3" },
      ],
    },
  ],
};
export default collector;

const countRunners = (source: Source, { id }: Group): Promise<Detail<z.infer<typeof Runners>>> =>
  detail(
    source,
    { service: "actions", operation: "list-self-hosted-runners-in-group-for-org" },
    { group: String(id), per_page: 1 },
    Runners,
  );

function toBatch(
  group: Group,
  organization: { key: string; account: string },
  { value, unknown }: Detail<z.infer<typeof Runners>>,
): Batch {
  const key = `${organization.key}/-/runner-groups/${group.id}`;
  const resource = withUnknown<"github.runner-group">(
    {
      key,
      type: "github.runner-group",
      name: group.name,
      account: organization.account,
      region: null,
      tags: {},
      properties: {
        visibility: group.visibility,
        takesPublicRepositories: group.allows_public_repositories,
        takesNamedWorkflows: group.restricted_to_workflows,
        inherited: group.inherited,
        runnerCount: value?.total_count ?? 0,
      },
      // Its runners fetch their jobs; nobody calls them.
      facets: machineFacets(false),
    },
    {
      "properties.runnerCount": unknown,
      "facets.privateNetwork": untold(
        "actions:list-self-hosted-runners-in-group-for-org",
        "GitHub does not say in which network a runner stands",
      ),
    },
  );
  return { resources: [resource], relationships: [{ from: organization.key, kind: "contains", to: key }] };
}
