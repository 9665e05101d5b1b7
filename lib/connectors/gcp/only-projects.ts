import { z } from "zod";

import type { Transport } from "#lib/domain/provider-call.ts";

const Page = z.looseObject({ projects: z.array(z.looseObject({ projectId: z.string() })).default([]) });

/** Narrows what a connection sees to the projects its owner named. */
export const onlyProjects =
  (transport: Transport, projectIds: readonly string[]): Transport =>
  async (call, signal) => {
    const isSearch = call.service === "cloudresourcemanager" && call.operation === "projects.search";
    if (!isSearch) return transport(call, signal);
    // The search answers in pages, and a page may hold none of the wanted; asking for them by id keeps one page.
    const query = projectIds.map((id) => `id:${id}`).join(" OR ");
    const page = Page.parse(await transport({ ...call, input: { ...call.input, query } }, signal));
    return { ...page, projects: page.projects.filter(({ projectId }) => projectIds.includes(projectId)) };
  };
