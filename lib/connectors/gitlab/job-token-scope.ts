import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detail, detailList, parsed } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import { groupKey, issuerOf, type ListedProject } from "./keys.ts";
import type { Answered } from "./project-answers.ts";

const Scope = z.object({ inbound_enabled: z.boolean() });
const Allowed = z.object({ web_url: z.url() });

export type JobTokenScope = { open: Answered<boolean>; outsiders: Answered<string[]> };

/** Whose jobs may call a project with the token they are given. */
export async function readJobTokenScope(source: Source, listed: ListedProject): Promise<JobTokenScope> {
  const project = String(listed.id);
  const allowed = async (operation: string) => {
    const call = { service: "projects", operation };
    return parsed(
      await detailList(() => listLinked(source, call, { project, per_page: 100 })),
      Allowed,
      call,
    );
  };
  const [scope, projects, groups] = await Promise.all([
    detail(source, { service: "projects", operation: "get-job-token-scope" }, { project }, Scope),
    allowed("list-job-token-projects"),
    allowed("list-job-token-groups"),
  ]);
  const own = `${issuerOf(listed.web_url, listed.path_with_namespace)}/${source.scope.account.split("/")[0]}`;
  const keys = [...(projects.value ?? []), ...(groups.value ?? [])].map(({ web_url }) => groupKey(web_url));
  return {
    open: { value: scope.value?.inbound_enabled === false, unknown: scope.unknown },
    outsiders: {
      value: [...new Set(keys.filter((key) => key !== own && !key.startsWith(`${own}/`)))].toSorted(),
      unknown: projects.unknown ?? groups.unknown,
    },
  };
}
