import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { attempt, detail, detailList, eachParent, isNotFound, parsed } from "../rest/detail.ts";
import { listAfter } from "../rest/listing.ts";
import { normalizeProjectKey } from "./api-keys.ts";
import { organizationKey, projectKey } from "./names.ts";
import { permissions } from "./operations.ts";
import { readUsers } from "./people.ts";
import { toProject, type OrganizationFacts } from "./project-record.ts";
import { DataRetention } from "./retention.ts";
import { readSpending } from "./spending.ts";
import { readUsage } from "./usage.ts";
import { normalizeEach } from "../normalized.ts";

export const Project = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  status: z.string().nullish(),
});

export const projects: Collector = {
  id: "projects",
  title: "Projects and their keys",
  per: "account",
  produces: ["openai.project", "openai.api-key", "contains"],
  permissions: permissions(
    "organization:list-projects",
    "organization:list-users",
    "organization:usage-completions",
    "organization:retrieve-data-retention",
    "organization:retrieve-spend-limit",
    "organization:list-spend-alerts",
    "projects:list-users",
    "projects:list-service-accounts",
    "projects:list-api-keys",
    "projects:list-rate-limits",
    "projects:retrieve-model-permissions",
    "projects:retrieve-hosted-tool-permissions",
    "projects:retrieve-data-retention",
    "projects:retrieve-spend-limit",
    "projects:list-spend-alerts",
  ),
  collect: async function* (source) {
    const call = { service: "organization", operation: "list-projects" };
    const { at, items } = await listAfter(source, call, { limit: 100 }, "after");
    const live: z.infer<typeof Project>[] = [];
    yield normalizeEach("organization:list-projects", items, (raw) => {
      const project = Project.parse(raw);
      if (project.status !== "archived") live.push(project);
      return { resources: [], relationships: [] };
    });
    const facts = await readOrganizationFacts(source, at);
    yield* eachParent(source, live, (project) => readProject(source, project, facts));
  },
};

async function readOrganizationFacts(source: Source, at: string): Promise<OrganizationFacts> {
  const [users, usage, retention, spending] = await Promise.all([
    readUsers(source),
    attempt(() => readUsage(source, at)),
    detail(source, { service: "organization", operation: "retrieve-data-retention" }, {}, DataRetention),
    readSpending(source, "organization", {}),
  ]);
  const members = users.value && new Set(users.value.flatMap(({ ids }) => ids));
  return { at, members, usage, retention, spending };
}

const ModelPermissions = z.object({ mode: z.string(), model_ids: z.array(z.string()) });
const HostedTools = z.record(z.string(), z.unknown());
const Member = z.object({ id: z.string(), role: z.string().nullish() });

async function readProject(
  source: Source,
  project: z.infer<typeof Project>,
  facts: OrganizationFacts,
): Promise<Batch> {
  const input = { project: project.id };
  const list = (operation: string) => {
    const call = { service: "projects", operation };
    return listAfter(source, call, { ...input, limit: 100 }, "after");
  };
  const ask = <T>(operation: string, body: z.ZodType<T>) =>
    detail(source, { service: "projects", operation }, input, body, isNotFound);
  const usersCall = { service: "projects", operation: "list-users" };
  const [keys, users, services, limits, models, tools, retention, spending] = await Promise.all([
    list("list-api-keys"),
    detailList(() => list("list-users")).then((found) => parsed(found, Member, usersCall)),
    detailList(() => list("list-service-accounts")),
    detailList(() => list("list-rate-limits")),
    ask("retrieve-model-permissions", ModelPermissions),
    ask("retrieve-hosted-tool-permissions", HostedTools),
    detail(source, { service: "projects", operation: "retrieve-data-retention" }, input, DataRetention),
    readSpending(source, "projects", input),
  ]);
  const key = projectKey(project.id);
  const { account } = source.scope;
  const held = normalizeEach("projects:list-api-keys", keys.items, (raw) =>
    normalizeProjectKey(raw, { account, at: keys.at, project: key, members: facts.members }),
  );
  const answers = { users, services, limits, models, tools, retention, spending };
  const resource = toProject(project, account, facts, answers, held.resources);
  return {
    resources: [resource, ...held.resources],
    relationships: [{ from: organizationKey(account), kind: "contains", to: key }, ...held.relationships],
    unparsed: held.unparsed ?? [],
  };
}
