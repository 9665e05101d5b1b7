import { createLoader, parseAsStringLiteral } from "nuqs/server";

import type { JobFilters } from "#lib/contract/jobs.ts";

export const jobViews = ["dead", "running", "all"] as const;
export type JobsView = (typeof jobViews)[number];

/** Which jobs the page lists stands in its address. */
export const jobsViewParsers = { view: parseAsStringLiteral(jobViews).withDefault("dead") };
export const loadJobsView = createLoader(jobsViewParsers);

export const statesOfView: Record<JobsView, JobFilters["state"]> = {
  dead: ["dead"],
  running: ["running", "failed", "interrupted"],
  all: [],
};
