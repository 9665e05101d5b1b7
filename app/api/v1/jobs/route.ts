import { jobFilterParsers, JobPage } from "#lib/contract/jobs.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listJobs } from "#lib/inventory/list-jobs.ts";

export const GET = route(
  { summary: "List jobs", permission: "job:read", query: strictQuery(jobFilterParsers), response: JobPage },
  ({ ctx, query }) => listJobs(ctx, query),
);
