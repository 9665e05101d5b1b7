import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { eachParent } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import {
  normalizeAccessToken,
  normalizeDeployKey,
  normalizeDeployToken,
  type Holder,
} from "./credential-record.ts";
import { holderCalls, listHolders, type ListedHolder } from "./holders.ts";
import { permissions } from "./operations.ts";
import { normalizeEach } from "../normalized.ts";

/** Apart from what they open, because whoever may see a project need not see its tokens. */
export const accessKeys: Collector = {
  id: "access-keys",
  title: "Access tokens, deploy tokens and deploy keys",
  per: "account",
  produces: ["gitlab.access-token", "gitlab.deploy-token", "gitlab.deploy-key", "contains"],
  permissions: permissions(
    ...holderCalls,
    "groups:list-access-tokens",
    "groups:list-deploy-tokens",
    "projects:list-access-tokens",
    "projects:list-deploy-tokens",
    "projects:list-deploy-keys",
  ),
  collect: async function* (source) {
    const { holders, unparsed } = await listHolders(source);
    yield { resources: [], relationships: [], unparsed };
    yield* eachParent(source, holders, (holder) => readKeys(source, holder));
  },
};

const kinds: readonly {
  operation: string;
  of: readonly string[];
  normalize: (raw: unknown, holder: Holder) => Batch;
}[] = [
  { operation: "list-access-tokens", of: ["groups", "projects"], normalize: normalizeAccessToken },
  { operation: "list-deploy-tokens", of: ["groups", "projects"], normalize: normalizeDeployToken },
  { operation: "list-deploy-keys", of: ["projects"], normalize: normalizeDeployKey },
];

async function readKeys(source: Source, { service, input, key }: ListedHolder): Promise<Batch> {
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
