import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { bindingsByKey, listAssets } from "./assets.ts";
import type { Variable } from "./environment.ts";
import { calledResources } from "./environment.ts";
import { readHome } from "./home.ts";
import { publicMembers, type Binding } from "./iam-policy.ts";
import { keyOf, repositoryKeyOfImage, serviceAccountKey, withProjectId } from "./names.ts";
import { roleCan } from "./role-abilities.ts";

/** What services and functions need to know of the rest of the project. */
export type ServerlessFacts = {
  bindings: ReadonlyMap<string, readonly Binding[]>;
  /** Keys of the project's Vertex endpoints and index endpoints. */
  vertexKeys: readonly string[];
  /** The account a workload runs as when it names none. */
  defaultAccount: string | null;
};

export async function readServerlessFacts(source: Source, ...assetTypes: string[]): Promise<ServerlessFacts> {
  const { account } = source.scope;
  const home = await readHome(source);
  const number = home.projectNumbers[home.projectIds.indexOf(account)];
  const vertexKeys: string[] = [];
  const types = ["aiplatform.googleapis.com/Endpoint", "aiplatform.googleapis.com/IndexEndpoint"];
  for await (const page of listAssets(source, ...types))
    for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
      vertexKeys.push(withProjectId(name, account));
  return {
    bindings: await bindingsByKey(source, ...assetTypes),
    vertexKeys,
    defaultAccount: number === undefined ? null : `${number}-compute@developer.gserviceaccount.com`,
  };
}

/** Anonymous members that may invoke what stands at `keys`. */
export const publicInvokersOf = (facts: ServerlessFacts, ...keys: string[]): string[] => [
  ...new Set(
    keys.flatMap((key) =>
      publicMembers(
        facts.bindings.get(key) ?? [],
        (role) => roleCan(role, "run", "invoke-model") || roleCan(role, "cloudfunctions", "invoke-model"),
      ),
    ),
  ),
];

export function serverlessRelationships(
  from: string,
  workload: { serviceAccount: string | null; images: readonly string[]; variables: readonly Variable[] },
  facts: ServerlessFacts,
  account: string,
): Relationship[] {
  const runsAs = workload.serviceAccount ?? facts.defaultAccount;
  const repositories = [...new Set(workload.images.map(repositoryKeyOfImage))];
  return [
    ...(runsAs ? [{ from, kind: "runs-as" as const, to: serviceAccountKey(runsAs, account) }] : []),
    ...repositories.flatMap((to) => (to ? [{ from, kind: "pulls-image" as const, to }] : [])),
    ...calledResources(from, workload.variables, facts.vertexKeys),
  ];
}

export const runKey = (name: string, account: string): string => keyOf("run", withProjectId(name, account));
