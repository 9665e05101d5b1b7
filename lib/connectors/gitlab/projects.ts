import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detailList, eachParent, parsed, type Detail } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import { readGroupProtection, type ProtectedEnvironment } from "./deployments.ts";
import { ListedProject } from "./keys.ts";
import { permissions } from "./operations.ts";
import { configOf, readPipeline } from "./pipeline-record.ts";
import { answerCalls, readAnswers, type Answered } from "./project-answers.ts";
import { toProject } from "./project-record.ts";
import { namesOf, Variable } from "./variables.ts";
import { normalizeEach } from "../normalized.ts";

export const projects: Collector = {
  id: "projects",
  title: "Projects and their pipelines",
  per: "account",
  produces: ["gitlab.project", "gitlab.pipeline", "contains"],
  permissions: permissions(
    "groups:list-projects",
    "groups:list-variables",
    "groups:list-protected-environments",
    ...answerCalls,
    "projects:get-ci-lint",
  ),
  collect: async function* (source) {
    const { listed, unparsed } = await listProjects(source);
    yield { resources: [], relationships: [], unparsed };
    const ofGroup = {
      secrets: await readGroupSecrets(source),
      protection: await readGroupProtection(source),
    };
    const unseen: Unknown[] = [];
    yield* eachParent(source, listed, async (project) => {
      const read = await readProject(source, project, ofGroup);
      unseen.push(...read.unseen);
      return read.batch;
    });
    // A pipeline may be there that nobody could see: nothing is swept, and the gap says which call would tell.
    const [first] = unseen;
    if (first) throw new ProviderError(first.reason, treeCall, first.message, first.permission);
  },
};

/** Projects of the group and of those below it; a record that is none is counted. */
export async function listProjects(
  source: Source,
): Promise<{ listed: ListedProject[]; unparsed: NonNullable<Batch["unparsed"]> }> {
  const { items } = await listLinked(
    source,
    { service: "groups", operation: "list-projects" },
    { group: source.scope.account, include_subgroups: true, with_shared: false, per_page: 100 },
  );
  const listed: ListedProject[] = [];
  const { unparsed = [] } = normalizeEach("groups:list-projects", items, (raw) => {
    listed.push(ListedProject.parse(raw));
    return { resources: [], relationships: [] };
  });
  return { listed, unparsed };
}

/** Variables of the group itself; those of groups between it and a project are the smaller part and are not asked for. */
async function readGroupSecrets(source: Source): Promise<Answered<string[]>> {
  const call = { service: "groups", operation: "list-variables" };
  const found = parsed(
    await detailList(() => listLinked(source, call, { group: source.scope.account, per_page: 100 })),
    Variable,
    call,
  );
  return { value: namesOf(found.value ?? []).secrets, unknown: found.unknown };
}

type OfGroup = {
  secrets: Answered<readonly string[]>;
  protection: Detail<readonly ProtectedEnvironment[]>;
};

const treeCall = { service: "projects", operation: "list-tree" };

async function readProject(
  source: Source,
  listed: ListedProject,
  ofGroup: OfGroup,
): Promise<{ batch: Batch; unseen: readonly Unknown[] }> {
  const answers = await readAnswers(source, listed, ofGroup.protection);
  const resource = toProject(listed, source.scope.account, answers);
  const config = configOf(listed, answers.files);
  const pipeline = config && (await readPipeline(source, listed, config, answers, ofGroup.secrets));
  const parent = { from: parentOf(resource.key), kind: "contains" as const, to: resource.key };
  if (!pipeline)
    return {
      batch: { resources: [resource], relationships: [parent] },
      unseen: config?.unseen ? [config.unseen] : [],
    };
  return {
    batch: {
      resources: [resource, pipeline],
      relationships: [parent, { from: resource.key, kind: "contains", to: pipeline.key }],
    },
    unseen: [],
  };
}

/** The group a project lies in is what is left of its address without its own name. */
const parentOf = (key: string): string => key.slice(0, key.lastIndexOf("/"));
