import { z } from "zod";

import { GraphView } from "./graph.ts";

/** `met` and `gap` are judged, `said` is told without judging, `unknown` was not collected and says why. */
export const factStandings = ["met", "gap", "said", "unknown"] as const;
export const WorkloadFact = z.object({
  term: z.string(),
  value: z.string(),
  /** Where it comes from, or why it is not known. */
  why: z.string().nullable(),
  standing: z.enum(factStandings),
});
export type WorkloadFact = z.infer<typeof WorkloadFact>;

const ResourceName = z.object({ id: z.string(), name: z.string(), typeTitle: z.string() });

/** Somebody who may do something, with the statement that lets them. */
export const Accessor = ResourceName.extend({
  /** Part of the workload itself. */
  ofWorkload: z.boolean(),
  kind: z.string(),
  on: ResourceName,
  reason: z.string().nullable(),
  basis: z.enum(["collected", "derived", "maybe"]),
});
export type Accessor = z.infer<typeof Accessor>;

const Described = ResourceName.extend({ roleTitle: z.string(), facts: z.array(WorkloadFact) });

/** What grounds or trains a workload. */
export const WorkloadData = z.object({
  /** Where the data comes from and where it goes, in one sentence. */
  sentence: z.string(),
  lineage: GraphView,
  stores: z.array(
    Described.extend({
      sensitivity: z.enum(["sensitive", "internal", "public", "unclassified"]),
      dataClasses: z.array(z.string()),
      writers: z.array(Accessor),
    }),
  ),
});
export type WorkloadData = z.infer<typeof WorkloadData>;

/** What is known of each model that answers, and what is not. */
export const WorkloadModels = z.object({ models: z.array(Described.extend({ gaps: z.array(z.string()) })) });
export type WorkloadModels = z.infer<typeof WorkloadModels>;

export const accessQuestions = ["invoke", "change", "read", "poison"] as const;
export type AccessQuestion = (typeof accessQuestions)[number];
export const WorkloadAccess = z.object({
  questions: z.array(
    z.object({
      question: z.enum(accessQuestions),
      accessors: z.array(Accessor),
      /** Whether there are more than are listed. */
      cutShort: z.boolean(),
    }),
  ),
  /** Identities of its accounts whose grants are so wide that they are not written out one by one. */
  wide: z.array(ResourceName.extend({ level: z.enum(["admin", "broad"]), reasons: z.array(z.string()) })),
  /** What was not collected and could add to the answers. */
  unknown: z.array(z.string()),
});
export type WorkloadAccess = z.infer<typeof WorkloadAccess>;
