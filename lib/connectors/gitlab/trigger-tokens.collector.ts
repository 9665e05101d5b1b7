import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { ageOf } from "#lib/domain/credential-age.ts";
import { normalizeEach } from "../normalized.ts";
import { answered } from "../rest/answer.ts";
import { eachParent } from "../rest/detail.ts";
import { toIso } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { keyOf } from "./keys.ts";
import { permissions } from "./operations.ts";
import { listProjects } from "./projects.ts";

const Trigger = z.object({
  id: z.number(),
  description: z.string().nullish(),
  created_at: z.string(),
  last_used: z.string().nullish(),
  expires_at: z.string().nullish(),
  owner: z.looseObject({ username: z.string() }).nullable(),
});
const project = {
  id: 7,
  name: "scoring",
  path_with_namespace: "acme/scoring",
  web_url: "https://gitlab.example/acme/scoring",
  visibility: "private",
};

const collector: Collector = {
  id: "trigger-tokens",
  title: "Pipeline trigger tokens",
  per: "account",
  produces: ["gitlab.trigger-token", "contains"],
  permissions: permissions("groups:list-projects"),
  operations: {
    "projects:list-triggers": {
      path: "/projects/{project}/triggers",
      permission: "read_api with the role Maintainer",
    },
  },
  collect: async function* (source) {
    const { listed, unparsed } = await listProjects(source);
    yield { resources: [], relationships: [], unparsed };
    const call = { service: "projects", operation: "list-triggers" };
    yield* eachParent(source, listed, async ({ id, web_url }) => {
      const { at, items } = await listLinked(source, call, { project: String(id), per_page: 100 });
      const holder = { key: keyOf(web_url), account: source.scope.account, at };
      return normalizeEach("projects:list-triggers", items, (raw) => normalizeTrigger(raw, holder));
    });
  },
  examples: [
    {
      name: "a project without one",
      answers: { "groups:list-projects": answered([project]), "projects:list-triggers": answered([]) },
      shows: [],
    },
    {
      name: "one whose owner left, unused for years",
      answers: {
        "groups:list-projects": answered([project]),
        "projects:list-triggers": answered([
          {
            id: 10,
            description: "retrain",
            created_at: "2024-01-07T09:53:58Z",
            last_used: null,
            owner: null,
          },
        ]),
      },
      shows: [
        {
          key: "gitlab.example/acme/scoring/-/triggers/10",
          name: "retrain",
          facets: { owned: false, idle: true },
        },
      ],
    },
  ],
};
export default collector;

function normalizeTrigger(raw: unknown, holder: { key: string; account: string; at: string }): Batch {
  const found = Trigger.parse(raw);
  const key = `${holder.key}/-/triggers/${found.id}`;
  const dates = { createdAt: toIso(found.created_at), lastUsedAt: toIso(found.last_used) };
  return {
    resources: [
      {
        key,
        type: "gitlab.trigger-token",
        name: found.description || `triggers/${found.id}`,
        account: holder.account,
        region: null,
        tags: {},
        properties: {},
        facets: {
          ...dates,
          expiresAt: toIso(found.expires_at),
          ...ageOf(dates, holder.at),
          owned: found.owner !== null,
          // It starts pipelines of one project, and does nothing else.
          restricted: true,
          administers: false,
        },
      },
    ],
    relationships: [{ from: holder.key, kind: "contains", to: key }],
  };
}
