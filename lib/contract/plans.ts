import { createLoader, createSerializer, parseAsArrayOf, parseAsString } from "nuqs/server";
import { z } from "zod";

import { controlStatuses } from "#lib/domain/framework.ts";
import { layers } from "#lib/domain/layer.ts";
import { cellStatuses } from "#lib/domain/responsibility-model.ts";
import { severities } from "#lib/domain/severity.ts";
import { GraphView } from "./graph.ts";
import { IssueFix, RankedFix } from "./issues.ts";

const time = z.iso.datetime();
const Named = z.object({ id: z.string(), name: z.string() });
const fixIdMax = 2_000;
export const planFixesMax = 100;
const FixIds = z.array(z.string().min(1).max(fixIdMax)).min(1).max(planFixesMax);

/** The changes that a page of plans has chosen, in its address. */
export const simulationParsers = { fix: parseAsArrayOf(parseAsString).withDefault([]) };
export const loadSimulation = createLoader(simulationParsers);
export const serializeSimulation = createSerializer(simulationParsers);

/** Which issues to cut: those named, or all that are open where none is. */
export const CutInput = z.strictObject({ issueIds: z.array(z.uuid()).max(5_000).default([]) });
export type CutInput = z.infer<typeof CutInput>;

/** Access that goes with a change. `lastUsedAt` is null where the provider does not say when it was last used. */
export const SideEffect = z.object({
  from: z.string(),
  kind: z.string(),
  to: z.string(),
  reason: z.string().nullable(),
  lastUsedAt: time.nullable(),
});
export type SideEffect = z.infer<typeof SideEffect>;

export const CutFix = RankedFix.extend({
  /** Who has most of the issues it breaks. */
  owner: Named.nullable(),
  sideEffects: z.array(SideEffect),
});
export type CutFix = z.infer<typeof CutFix>;

export const CutView = z.object({
  fixes: z.array(CutFix),
  issueCount: z.number().int(),
  /** Issues that no single change breaks. */
  unbreakable: z.array(z.string()),
  /** Whether no smaller set exists; else `lowerBound` is what none can be smaller than. */
  exact: z.boolean(),
  lowerBound: z.number().int(),
});
export type CutView = z.infer<typeof CutView>;

const SimulatedIssue = z.object({ id: z.string(), title: z.string(), score: z.number().int() });

/** What would be if these changes were made; nothing was changed to tell it. */
export const Simulation = z.object({
  fixes: z.array(IssueFix),
  broken: z.array(SimulatedIssue),
  left: z.array(SimulatedIssue),
  findings: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      severity: z.enum(severities),
      layer: z.enum(layers),
      resourceId: z.string(),
      resourceName: z.string(),
    }),
  ),
  layers: z.array(
    z.object({
      layer: z.enum(layers),
      before: z.number().int().nullable(),
      after: z.number().int().nullable(),
    }),
  ),
  cells: z.array(
    z.object({
      workload: Named,
      modelId: z.string(),
      rowId: z.string(),
      title: z.string(),
      from: z.enum(cellStatuses),
      to: z.enum(cellStatuses),
    }),
  ),
  /** Controls of compliance that would stand otherwise; none to somebody who may not read compliance. */
  controls: z
    .array(
      z.object({
        framework: Named,
        id: z.string(),
        title: z.string(),
        from: z.enum(controlStatuses),
        to: z.enum(controlStatuses),
      }),
    )
    .default([]),
  sideEffects: z.array(SideEffect.extend({ fixId: z.string() })),
});
export type Simulation = z.infer<typeof Simulation>;

/** The paths of the issues that a simulation is about, drawn together. */
export const SimulationPaths = z.object({
  graph: GraphView,
  /** Places of the edges in the drawing that would be cut: no path that is left needs them. */
  cut: z.array(z.number().int()),
  drawnCount: z.number().int(),
  openCount: z.number().int(),
});
export type SimulationPaths = z.infer<typeof SimulationPaths>;

const name = z.string().trim().min(1, "Give it a name").max(120);
const owned = {
  assigneeId: z.uuid().nullable().optional(),
  teamId: z.uuid().nullable().optional(),
  dueAt: z.iso.datetime({ offset: true }).nullable().optional(),
};
export const CreatePlan = z.strictObject({ name, fixIds: FixIds, ...owned });
export type CreatePlan = z.infer<typeof CreatePlan>;
export const ChangePlan = z.strictObject({ name: name.optional(), ...owned, closed: z.boolean().optional() });
export type ChangePlan = z.infer<typeof ChangePlan>;

export const planStates = ["not-yet", "partly", "kept"] as const;
/** How a promise stands: `kept` once all of it happened. */
export const PlanView = z.object({
  id: z.string(),
  name: z.string(),
  fixCount: z.number().int(),
  promisedCount: z.number().int(),
  closedCount: z.number().int(),
  state: z.enum(planStates),
  assignee: Named.nullable(),
  team: Named.nullable(),
  dueAt: time.nullable(),
  createdAt: time,
  createdBy: z.string(),
  closedAt: time.nullable(),
});
export type PlanView = z.infer<typeof PlanView>;
export const PlanList = z.object({ items: z.array(PlanView) });

export const PlanDetail = PlanView.extend({
  fixes: z.array(
    IssueFix.extend({
      state: z.enum(planStates),
      /** The issues it was to break, and whether each is closed now. */
      issues: z.array(SimulatedIssue.extend({ closedAt: time.nullable() })),
    }),
  ),
  promise: Simulation,
  /** Issues that opened since the plan was made: a promise says nothing of them. */
  newIssueCount: z.number().int(),
});
export type PlanDetail = z.infer<typeof PlanDetail>;
