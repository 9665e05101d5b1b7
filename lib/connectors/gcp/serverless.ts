import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { bindingsByKey, listAssets } from "./assets.ts";
import { readBoundRoles, unreadRole, type CustomRoles } from "./custom-roles.ts";
import type { Variable } from "./environment.ts";
import { calledResources } from "./environment.ts";
import { readHome } from "./home.ts";
import { isPublicMember, publicMembers, type Binding } from "./iam-policy.ts";
import { keyOf, repositoryKeyOfImage, serviceAccountKey, withProjectId } from "./names.ts";
import { roleMay } from "./role-abilities.ts";

/** What services and functions need to know of the rest of the project. */
export type ServerlessFacts = {
  bindings: ReadonlyMap<string, readonly Binding[]>;
  customRoles: CustomRoles;
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
  const bindings = await bindingsByKey(source, ...assetTypes);
  return {
    bindings,
    customRoles: await readBoundRoles(source, bindings),
    vertexKeys,
    defaultAccount: number === undefined ? null : `${number}-compute@developer.gserviceaccount.com`,
  };
}

/** Anonymous members that may invoke what stands at `keys`, and a role of theirs that could not be read. */
export function publicInvokersOf(
  { bindings, customRoles }: ServerlessFacts,
  ...keys: string[]
): { publicInvokers: string[]; unknown: Unknown | null } {
  const bound = keys.flatMap((key) => bindings.get(key) ?? []);
  const on = (service: string, role: string) => roleMay(role, service, "invoke-model", customRoles);
  const may = (role: string): boolean | null => on("run", role) || on("cloudfunctions", role);
  const publicInvokers = [...new Set(publicMembers(bound, (role) => may(role) === true))];
  const unread = bound.find(({ role, members }) => may(role) === null && members.some(isPublicMember));
  return {
    publicInvokers,
    unknown: unread && !publicInvokers.includes("allUsers") ? unreadRole(unread.role) : null,
  };
}

/** Who may call it is not known, where what a role of anybody's allows is not. */
export const invokersUnknown = (unknown: Unknown | null) =>
  unknown ? { unknown: { "facets.authentication": unknown, "properties.publicInvokers": unknown } } : {};

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
