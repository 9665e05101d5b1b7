import {
  queryLimits,
  type Branch,
  type Query,
  type QueryNode,
  type QueryStep,
} from "#lib/contract/query/query.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds } from "#lib/domain/relationship.ts";
import { classOf, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { Budget, BudgetSpent, defaultLimits, type Limits } from "./budget.ts";
import { judgeCondition } from "./judge-condition.ts";
import type { Findings } from "./read-field.ts";
import { every, isUnknown, not, some, type Truth } from "./truth.ts";
import { reversed } from "./reversed.ts";
import { walkStep, type Arrival, type WalkedEdge } from "./walk-step.ts";

export type QueryRow = {
  /** One resource for each node of the question, in its order. */
  resources: readonly Resource[];
  /** The relationships that were followed, by index of the graph. */
  edges: readonly WalkedEdge[];
};

export type QueryAnswer = {
  rows: readonly QueryRow[];
  /** Why there may be more: it reached its limit of rows, or used up the steps or the time it may take. */
  cutShort: "rows" | "steps" | "time" | null;
  /** Combinations that may or may not belong, as something about them was not collected. */
  undecided: { count: number; reasons: readonly Unknown[] };
  /** Relationships that were looked at. */
  steps: number;
};

export type QueryOptions = { findings?: Findings; at?: Date; limits?: Limits; signal?: AbortSignal };

const reasonsMax = 20;

/** Every combination of resources that the question admits, each once. Unknown is neither in nor out: it is counted. */
export function runQuery(graph: ResourceGraph, query: Query, options: QueryOptions = {}): QueryAnswer {
  const backwards = reversed(query);
  if (countSelected(graph, backwards.start) * worthTurning >= countSelected(graph, query.start))
    return new Search(graph, query, options).run();
  const answer = new Search(graph, backwards, options).run();
  return {
    ...answer,
    rows: answer.rows.map(({ resources, edges }) => ({
      resources: resources.toReversed(),
      edges: edges.toReversed(),
    })),
  };
}

/** From the end where so many times fewer resources can stand, a question is asked backwards. */
const worthTurning = 4;

const countSelected = (graph: ResourceGraph, { select }: QueryNode): number =>
  graph.nodes.reduce((count, { type }) => count + Number(isSelected({ select }, type)), 0);

class Search {
  readonly #graph: ResourceGraph;
  readonly #query: Query;
  readonly #findings: Findings;
  readonly #at: Date;
  readonly #budget: Budget;
  readonly #rowsMax: number;
  readonly #rows: QueryRow[] = [];
  readonly #reasons = new Map<string, Unknown>();
  /** What was said of a node of the question and a resource: asked again for each way that leads there. */
  readonly #judged = new Map<QueryNode, Map<number, Truth>>();
  #undecidedCount = 0;

  constructor(graph: ResourceGraph, query: Query, options: QueryOptions) {
    this.#graph = graph;
    this.#query = query;
    this.#findings = options.findings ?? new Map();
    this.#at = options.at ?? new Date();
    this.#budget = new Budget(options.limits ?? defaultLimits, options.signal);
    this.#rowsMax = query.limit ?? queryLimits.rowsDefault;
  }

  run(): QueryAnswer {
    let cutShort: QueryAnswer["cutShort"] = null;
    try {
      for (const index of this.#candidates(this.#query.start)) {
        this.#budget.spend();
        this.#extend([index], [], this.#judge(this.#query.start, index), 0);
      }
    } catch (error) {
      if (error instanceof BudgetSpent) cutShort = error.what;
      else if (error instanceof RowsReached) cutShort = "rows";
      else throw error;
    }
    return {
      rows: this.#rows,
      cutShort,
      undecided: { count: this.#undecidedCount, reasons: [...this.#reasons.values()] },
      steps: this.#budget.steps,
    };
  }

  /** Adds the row, or goes on with the next step of the question. */
  #extend(indexes: readonly number[], edges: readonly WalkedEdge[], truth: Truth, depth: number): void {
    if (truth === false) return;
    const step = this.#query.steps[depth];
    if (!step) return this.#end(indexes, edges, truth);
    const from = indexes.at(-1) ?? 0;
    for (const { arrival, truth: arrived } of this.#arrivals(from, step)) {
      const both = every([truth, arrived], (part) => part);
      this.#extend([...indexes, arrival.index], [...edges, ...arrival.edges], both, depth + 1);
    }
    // Relationships that were not collected might lead on: then the row stays open rather than away.
    const gap = this.#gapOf(from, step);
    if (gap) this.#leaveOpen(gap);
  }

  #end(indexes: readonly number[], edges: readonly WalkedEdge[], truth: Truth): void {
    if (isUnknown(truth)) return this.#leaveOpen(truth);
    if (this.#rows.length >= this.#rowsMax) throw new RowsReached();
    const resources = indexes.flatMap((index) => this.#graph.nodes[index] ?? []);
    this.#rows.push({ resources, edges });
  }

  #leaveOpen(unknown: Unknown): void {
    this.#undecidedCount++;
    const id = `${unknown.call}\n${unknown.permission ?? ""}`;
    if (this.#reasons.size < reasonsMax) this.#reasons.set(id, unknown);
  }

  *#arrivals(from: number, step: QueryStep): Generator<{ arrival: Arrival; truth: Truth }> {
    for (const arrival of walkStep(this.#graph, from, step, this.#budget)) {
      const truth = this.#judge(step.node, arrival.index);
      if (truth !== false) yield { arrival, truth };
    }
  }

  #judge(node: QueryNode, index: number): Truth {
    const known = this.#judged.get(node) ?? new Map<number, Truth>();
    this.#judged.set(node, known);
    const before = known.get(index);
    if (before !== undefined) return before;
    const truth = this.#judgeAnew(node, index);
    known.set(index, truth);
    return truth;
  }

  #judgeAnew(node: QueryNode, index: number): Truth {
    const resource = this.#graph.nodes[index];
    if (!resource || !isSelected(node, resource.type)) return false;
    const { where } = node;
    const judged = { resource, findings: this.#findings, at: this.#at };
    const holds = where ? judgeCondition(where, judged) : true;
    if (holds === false) return false;
    const leads = every(node.branches, (branch) => this.#judgeBranch(branch, index));
    return every([holds, leads], (part) => part);
  }

  #judgeBranch({ has, steps }: Branch, index: number): Truth {
    const leads = this.#leadsOn(index, steps, 0);
    return has ? leads : not(leads);
  }

  #leadsOn(from: number, steps: readonly QueryStep[], depth: number): Truth {
    const step = steps[depth];
    if (!step) return true;
    const found = some(this.#arrivals(from, step), ({ arrival, truth }) =>
      every([() => truth, () => this.#leadsOn(arrival.index, steps, depth + 1)], (judge) => judge()),
    );
    return found === false ? (this.#gapOf(from, step) ?? false) : found;
  }

  /** What of the step's relationships was not collected at this resource. */
  #gapOf(index: number, { kinds, direction }: QueryStep): Unknown | null {
    const key = this.#graph.nodes[index]?.key;
    if (key === undefined) return null;
    const { gap } = this.#graph.readingGaps(() => {
      // Of a step over any relationship nobody expects a certain one.
      for (const kind of kinds) {
        if (direction === "out") this.#graph.follow(key, kind);
        else this.#graph.followBack(key, kind);
      }
    });
    return gap;
  }

  *#candidates({ select }: QueryNode): Generator<number> {
    for (const [index, { type }] of this.#graph.nodes.entries())
      if (isSelected({ select }, type)) yield index;
  }
}

class RowsReached extends Error {
  override readonly name = "RowsReached";
}

const isSelected = ({ select }: Pick<QueryNode, "select">, type: ResourceType): boolean =>
  select.length === 0 || select.includes(type) || select.includes(classOf(type));

/** The kind of a walked edge in words. */
export const kindOf = ({ kind }: WalkedEdge) => relationshipKinds[kind] ?? "contains";
