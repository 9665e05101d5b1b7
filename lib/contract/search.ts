import { z } from "zod";

export const searchKinds = ["workload", "issue", "finding", "resource", "check", "connection"] as const;
export type SearchKind = (typeof searchKinds)[number];

/** What the command palette finds: best first, a few of each kind. */
export const SearchResults = z.object({
  items: z.array(
    z.object({
      kind: z.enum(searchKinds),
      id: z.string(),
      title: z.string(),
      /** Where it stands: type and account of a resource, workload of an issue. */
      detail: z.string(),
    }),
  ),
});
export type SearchResults = z.infer<typeof SearchResults>;
