import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { machineFacets } from "../machine-facets.ts";
import { normalizeEach, withUnknown } from "../normalized.ts";
import { answered } from "../rest/answer.ts";
import { detail, eachParent, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { issuerOf, keyOf, type ListedProject } from "./keys.ts";
import { permissions } from "./operations.ts";
import { listProjects } from "./projects.ts";

const Listed = z.object({
  id: z.number(),
  description: z.string().nullish(),
  runner_type: z.enum(["instance_type", "group_type", "project_type"]),
  paused: z.boolean().default(false),
});
type Listed = z.infer<typeof Listed>;
const Settings = z.object({
  access_level: z.enum(["not_protected", "ref_protected"]),
  run_untagged: z.boolean(),
  locked: z.boolean(),
  tag_list: z.array(z.string()),
});
type Settings = z.infer<typeof Settings>;

const project = {
  id: 7,
  name: "scoring",
  path_with_namespace: "acme/scoring",
  web_url: "https://gitlab.example/acme/scoring",
  visibility: "private",
};

const collector: Collector = {
  id: "runners",
  title: "Runners",
  per: "account",
  produces: ["gitlab.runner", "hosted-on"],
  permissions: permissions("groups:list-projects"),
  operations: {
    "projects:list-runners": {
      path: "/projects/{project}/runners",
      permission: "read_api with the role Maintainer",
    },
    "runners:get": {
      path: "/runners/{runner}",
      permission: "read_api with the role Owner, and of an administrator for runners of the server itself",
    },
  },
  collect: async function* (source) {
    const { listed, unparsed } = await listProjects(source);
    yield { resources: [], relationships: [], unparsed };
    const seen: Seen = { ids: new Set(), refusal: null };
    yield* eachParent(source, listed.filter(runsJobs), (one) => readRunners(source, one, seen));
  },
  examples: [
    {
      name: "none",
      answers: {
        "groups:list-projects": answered([project]),
        "projects:list-runners": answered([]),
      },
      shows: [],
    },
    {
      name: "GitLab's own, which nobody else sets up",
      answers: {
        "groups:list-projects": answered([{ ...project, web_url: "https://gitlab.com/acme/scoring" }]),
        "projects:list-runners": answered([{ id: 1, runner_type: "instance_type", paused: false }]),
      },
      shows: [],
    },
    {
      name: "the server's, of which only an administrator is told more",
      answers: {
        "groups:list-projects": answered([project]),
        "projects:list-runners": answered([
          { id: 1, description: "shared", runner_type: "instance_type", paused: false },
          { id: 2, description: "spare", runner_type: "instance_type", paused: true },
        ]),
        "runners:get": () => {
          throw new ProviderError(
            "denied",
            { service: "runners", operation: "get" },
            "403 Forbidden",
            "admin",
          );
        },
      },
      shows: [
        {
          key: "gitlab.example/-/runners/1",
          properties: { kind: "instance", paused: false },
          unknown: { "properties.protected": { reason: "denied", permission: "admin" } },
        },
        {
          key: "gitlab.example/-/runners/2",
          properties: { kind: "instance", paused: true },
          unknown: { "properties.protected": { reason: "denied", permission: "admin" } },
        },
      ],
      relationships: [
        { from: "gitlab.example/acme/scoring", kind: "hosted-on", to: "gitlab.example/-/runners/1" },
        { from: "gitlab.example/acme/scoring", kind: "hosted-on", to: "gitlab.example/-/runners/2" },
      ],
    },
    {
      name: "one of the project, which takes every job of two projects",
      answers: {
        "groups:list-projects": answered([
          project,
          {
            ...project,
            id: 8,
            web_url: "https://gitlab.example/acme/intake",
            path_with_namespace: "acme/intake",
          },
        ]),
        "projects:list-runners": answered([
          { id: 12, description: "gpu-1", runner_type: "project_type", paused: false },
        ]),
        "runners:get": answered({
          access_level: "not_protected",
          run_untagged: true,
          locked: false,
          tag_list: ["gpu"],
        }),
      },
      shows: [
        {
          key: "gitlab.example/-/runners/12",
          name: "gpu-1",
          properties: {
            kind: "project",
            paused: false,
            protected: false,
            runsUntagged: true,
            locked: false,
            tags: ["gpu"],
          },
        },
      ],
      relationships: [
        { from: "gitlab.example/acme/scoring", kind: "hosted-on", to: "gitlab.example/-/runners/12" },
        { from: "gitlab.example/acme/intake", kind: "hosted-on", to: "gitlab.example/-/runners/12" },
      ],
    },
  ],
};
export default collector;

const runsJobs = ({ archived, builds_access_level }: ListedProject): boolean =>
  !archived && builds_access_level !== "disabled";

/** Which runners were asked about already, and why those of the server cannot be, once that is known. */
type Seen = { ids: Set<number>; refusal: Unknown | null };

/** Runners that a project may use. One that serves several is asked about once. */
async function readRunners(source: Source, listed: ListedProject, seen: Seen): Promise<Batch> {
  const call = { service: "projects", operation: "list-runners" };
  const { items } = await listLinked(source, call, { project: String(listed.id), per_page: 100 });
  const host = issuerOf(listed.web_url, listed.path_with_namespace);
  const own: Listed[] = [];
  const { unparsed = [] } = normalizeEach("projects:list-runners", items, (raw) => {
    const found = Listed.parse(raw);
    // What GitLab lends on its own site runs each job on a machine of its own, and is set up by nobody else.
    if (found.runner_type !== "instance_type" || host !== "gitlab.com") own.push(found);
    return { resources: [], relationships: [] };
  });
  const keyOfRunner = ({ id }: Listed): string => `${host}/-/runners/${id}`;
  const fresh = own.filter(({ id }) => !seen.ids.has(id));
  for (const { id } of fresh) seen.ids.add(id);
  const resources: Resource[] = [];
  for (const one of fresh)
    resources.push(
      toRunner(one, keyOfRunner(one), source.scope.account, await readSettings(source, one, seen)),
    );
  return {
    resources,
    relationships: own.map((one) => ({
      from: keyOf(listed.web_url),
      kind: "hosted-on",
      to: keyOfRunner(one),
      reason: "Its jobs run on it",
    })),
    unparsed,
  };
}

/** Whoever is no administrator is refused each runner of the server alike, and asks about one only. */
async function readSettings(
  source: Source,
  { id, runner_type }: Listed,
  seen: Seen,
): Promise<Detail<Settings>> {
  const isOfServer = runner_type === "instance_type";
  if (isOfServer && seen.refusal) return { value: null, unknown: seen.refusal };
  const call = { service: "runners", operation: "get" };
  const found = await detail(source, call, { runner: String(id) }, Settings);
  if (isOfServer && found.unknown?.reason === "denied") seen.refusal = found.unknown;
  return found;
}

const kinds = { instance_type: "instance", group_type: "group", project_type: "project" } as const;

function toRunner(found: Listed, key: string, account: string, { value, unknown }: Detail<Settings>) {
  const { id, description, runner_type: type, paused } = found;
  return withUnknown<"gitlab.runner">(
    {
      key,
      type: "gitlab.runner",
      name: description || `runners/${id}`,
      account,
      region: null,
      tags: {},
      properties: {
        kind: kinds[type],
        paused,
        protected: value?.access_level === "ref_protected",
        runsUntagged: value?.run_untagged !== false,
        locked: value?.locked === true,
        tags: value?.tag_list ?? [],
      },
      // It fetches its jobs; nobody calls it.
      facets: machineFacets(false),
    },
    {
      "properties.protected": unknown,
      "properties.runsUntagged": unknown,
      "properties.locked": unknown,
      "properties.tags": unknown,
      "facets.privateNetwork": untold("runners:get", "GitLab does not say in which network a runner stands"),
    },
  );
}
