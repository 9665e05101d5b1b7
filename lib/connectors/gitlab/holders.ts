import type { Batch, Source } from "#lib/domain/connector.ts";
import { listGroups } from "./groups.ts";
import { groupKey, keyOf } from "./keys.ts";
import { listProjects } from "./projects.ts";

/** A group or a project: both have tokens and events of their own, which are asked for alike. */
export type ListedHolder = {
  service: "groups" | "projects";
  input: Readonly<Record<string, string>>;
  key: string;
};

export const holderCalls = ["groups:get", "groups:list-descendant-groups", "groups:list-projects"] as const;

/** The group of the scope, those below it, and their projects; a record that is none is counted. */
export async function listHolders(source: Source): Promise<{
  top: Awaited<ReturnType<typeof listGroups>>["top"];
  holders: ListedHolder[];
  unparsed: NonNullable<Batch["unparsed"]>;
}> {
  const [groups, projects] = [await listGroups(source), await listProjects(source)];
  const holders = [
    ...groups.all.map(({ full_path, web_url }) => ({
      service: "groups" as const,
      input: { group: full_path },
      key: groupKey(web_url),
    })),
    ...projects.listed.map(({ id, web_url }) => ({
      service: "projects" as const,
      input: { project: String(id) },
      key: keyOf(web_url),
    })),
  ];
  return { top: groups.top, holders, unparsed: [...groups.unparsed, ...projects.unparsed] };
}
