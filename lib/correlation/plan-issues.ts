import type { ResourceGraph } from "#lib/domain/graph.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";
import { layerOf, providerOf, titleOf } from "#lib/domain/resource.ts";
import type { ScoreReason, ScoreWeights } from "#lib/domain/score.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { RefreshedWorkload } from "#lib/workloads/workloads-around.ts";
import type { FoundPath } from "./find-paths.ts";
import { fixesOf, tell, type PathFix } from "./fixes.ts";
import type { PathStory } from "./path-story.ts";
import { scoreIssue } from "./score-issue.ts";

export type PathNode = { key: string; name: string; typeTitle: string };
export type StoredPath = {
  nodes: readonly PathNode[];
  stops: readonly number[];
  edges: FoundPath["edges"];
  otherEntries: readonly PathNode[];
  otherTargets: readonly PathNode[];
  /** How many there are, where they are more than are told. */
  otherEntryCount?: number;
  otherTargetCount?: number;
};

/** As many other ends as anybody looks through: where one grant leads to thousands, every path would repeat them. */
export const toldEndsMax = 100;

/** What an issue says now; its life, its owner and its dates are kept beside it. */
export type IssueContent = {
  pathId: string;
  startKey: string;
  endKey: string;
  title: string;
  story: string;
  severity: Severity;
  score: number;
  because: readonly ScoreReason[];
  keys: readonly string[];
  path: StoredPath;
  fixes: readonly PathFix[];
  layers: readonly Layer[];
  providers: readonly string[];
  accounts: readonly string[];
  environment: string | null;
  workloadId: string | null;
  workloadIds: readonly string[];
  findingCount: number;
};

export type Surroundings = {
  graph: ResourceGraph;
  shapes: readonly PathStory[];
  /** At least those that have resources on the paths that are told. */
  workloads: readonly RefreshedWorkload[];
  /** Checks with an open finding, by resource key. */
  openChecks: ReadonlyMap<string, readonly string[]>;
  /** When an issue of this identity was first opened, for its age. */
  openSince: (path: FoundPath) => Date;
  /** As the organization weighs; the usual ones if left out. */
  weights?: ScoreWeights;
  at: Date;
};

const dayMs = 24 * 60 * 60 * 1000;

/** Everything that is told of a path. */
export function issueOf(path: FoundPath, around: Surroundings): IssueContent | null {
  const { graph, shapes, workloads, openChecks, openSince, at, weights } = around;
  const shape = shapes.find(({ id }) => id === path.pathId);
  if (!shape) return null;
  const resources = path.keys.flatMap((key) => graph.get(key) ?? []);
  const homes = homesOf(path.keys, workloads);
  const environment = homes[0]?.environment ?? null;
  const openDays = (at.getTime() - openSince(path).getTime()) / dayMs;
  const { score, because } = scoreIssue(shape, path, graph, { openDays, environment }, weights);
  const crossed = new Set([...shape.layers, ...resources.map(({ type }) => layerOf(type))]);
  const toNode = (key: string): PathNode => {
    const resource = graph.get(key);
    return { key, name: resource?.name ?? key, typeTitle: resource ? titleOf(resource.type) : "" };
  };
  return {
    pathId: path.pathId,
    startKey: path.startKey,
    endKey: path.endKey,
    title: shape.title,
    story: tell(shape.story, graph, path),
    severity: shape.severity,
    score,
    because,
    keys: path.keys,
    path: {
      nodes: path.keys.map(toNode),
      stops: path.stops,
      edges: path.edges,
      otherEntries: path.otherEntries.slice(0, toldEndsMax).map(toNode),
      otherTargets: path.otherTargets.slice(0, toldEndsMax).map(toNode),
      ...(path.otherEntries.length > toldEndsMax ? { otherEntryCount: path.otherEntries.length } : {}),
      ...(path.otherTargets.length > toldEndsMax ? { otherTargetCount: path.otherTargets.length } : {}),
    },
    fixes: fixesOf(shape, path, graph, openChecks),
    layers: layers.filter((layer) => crossed.has(layer)),
    providers: [...new Set(resources.map(({ type }) => providerOf(type)))].toSorted(),
    accounts: [...new Set(resources.map(({ account }) => account))].toSorted(),
    environment,
    workloadId: homes[0]?.id ?? null,
    workloadIds: homes.map(({ id }) => id),
    findingCount: [...new Set(path.keys)].flatMap((key) => openChecks.get(key) ?? []).length,
  };
}

/** Workloads with resources on the path: the one it is about first. */
function homesOf(keys: readonly string[], workloads: readonly RefreshedWorkload[]): RefreshedWorkload[] {
  const byKey = workloadsByKey(workloads);
  return [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))]
    .map((workload) => ({
      workload,
      own: keys.filter((key) => workload.sharedByKey.get(key) === false).length,
      all: keys.filter((key) => workload.sharedByKey.has(key)).length,
    }))
    .toSorted((a, b) => b.own - a.own || b.all - a.all || (a.workload.id < b.workload.id ? -1 : 1))
    .map(({ workload }) => workload);
}

type ByKey = ReadonlyMap<string, readonly RefreshedWorkload[]>;
const known = new WeakMap<readonly RefreshedWorkload[], ByKey>();

/** Every path of a search is asked about the same workloads. */
function workloadsByKey(workloads: readonly RefreshedWorkload[]): ByKey {
  const before = known.get(workloads);
  if (before) return before;
  const byKey = new Map<string, RefreshedWorkload[]>();
  for (const workload of workloads)
    for (const key of workload.sharedByKey.keys()) {
      const sharing = byKey.get(key);
      if (sharing) sharing.push(workload);
      else byKey.set(key, [workload]);
    }
  known.set(workloads, byKey);
  return byKey;
}
