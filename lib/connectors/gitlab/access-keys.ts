import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { eachParent } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import {
  normalizeAccessToken,
  normalizeDeployKey,
  normalizeDeployToken,
  type Holder,
} from "./credential-record.ts";
import { listGroups } from "./groups.ts";
import { groupKey, keyOf } from "./keys.ts";
import { permissions } from "./operations.ts";
import { listProjects } from "./projects.ts";
import { normalizeEach } from "../normalized.ts";

/** Apart from what they open, because whoever may see a project need not see its tokens. */
export const accessKeys: Collector = {
  id: "access-keys",
  title: "Access tokens, deploy tokens and deploy keys",
  per: "account",
  produces: ["gitlab.access-token", "gitlab.deploy-token", "gitlab.deploy-key", "contains"],
  permissions: permissions(
    "groups:get",
    "groups:list-descendant-groups",
    "groups:list-access-tokens",
    "groups:list-deploy-tokens",
    "groups:list-projects",
    "projects:list-access-tokens",
    "projects:list-deploy-tokens",
    "projects:list-deploy-keys",
  ),
  collect: async function* (source) {
    const [groups, projects] = [await listGroups(source), await listProjects(source)];
    yield { resources: [], relationships: [], unparsed: [...groups.unparsed, ...projects.unparsed] };
    const holders: Held[] = [
      ...groups.all.map(({ full_path, web_url }) => ({
        service: "groups",
        input: { group: full_path },
        key: groupKey(web_url),
      })),
      ...projects.listed.map(({ id, web_url }) => ({
        service: "projects",
        input: { project: String(id) },
        key: keyOf(web_url),
      })),
    ];
    yield* eachParent(source, holders, (holder) => readKeys(source, holder));
  },
};

type Held = { service: string; input: Readonly<Record<string, unknown>>; key: string };

const kinds: readonly {
  operation: string;
  of: readonly string[];
  normalize: (raw: unknown, holder: Holder) => Batch;
}[] = [
  { operation: "list-access-tokens", of: ["groups", "projects"], normalize: normalizeAccessToken },
  { operation: "list-deploy-tokens", of: ["groups", "projects"], normalize: normalizeDeployToken },
  { operation: "list-deploy-keys", of: ["projects"], normalize: normalizeDeployKey },
];

async function readKeys(source: Source, { service, input, key }: Held): Promise<Batch> {
  const parts = await Promise.all(
    kinds
      .filter(({ of }) => of.includes(service))
      .map(async ({ operation, normalize }) => {
        const { at, items } = await listLinked(source, { service, operation }, { ...input, per_page: 100 });
        const holder = { key, account: source.scope.account, at };
        return normalizeEach(`${service}:${operation}`, items, (raw) => normalize(raw, holder));
      }),
  );
  return {
    resources: parts.flatMap(({ resources }) => resources),
    relationships: parts.flatMap(({ relationships }) => relationships),
    unparsed: parts.flatMap(({ unparsed }) => unparsed ?? []),
  };
}
