import type { Derived, RouteHop } from "#lib/domain/derived.ts";
import type { FactMap } from "#lib/domain/fact-map.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { doorOf } from "./door.ts";
import { hop, rank, verdictOf, type Reach } from "./hop.ts";
import { networkGuards } from "./network-guards.ts";
import { callText, hopsOfPassing, passingFrom, takesCalls, waysOf } from "./passing.ts";

export type Exposure = NonNullable<Derived["exposure"]>;
export type Routes = {
  /** How far each resource can be reached from the internet. Where that rests on a gap, it has no entry. */
  exposures: FactMap<Exposure>;
  /** Hop by hop, of each resource that has a way in, known or not. */
  routes: FactMap<readonly RouteHop[]>;
};

/** Follows callers from the internet to whatever answers them, over every layer that can turn them away. */
export function findRoutes(
  graph: ResourceGraph,
  found: Routes = { exposures: new Map(), routes: new Map() },
): Routes {
  const search = new RouteSearch(graph, found);
  search.openDoors();
  search.follow();
  search.dropWhatRestsOnGaps();
  return found;
}

class RouteSearch {
  readonly exposures: Routes["exposures"];
  readonly routes: Routes["routes"];
  readonly #graph: ResourceGraph;
  readonly #doubtful = new Set<string>();
  /** What did not tell where all its ways lead, by key, until callers are seen to get as far as it. */
  readonly #untold = new Map<string, Resource>();
  /** Of each node one more than the rank of its exposure's reach, 0 where it has none: asked more often than the rest of it. */
  readonly #ranks: Uint8Array;
  /** Nodes to go on from, by how far their callers come from. Nobody goes on from what is internal. */
  readonly #queues = { anyone: new Array<number>(), credential: new Array<number>() };

  constructor(graph: ResourceGraph, { exposures, routes }: Routes) {
    this.#graph = graph;
    this.#ranks = new Uint8Array(graph.nodes.length);
    this.exposures = exposures;
    this.routes = routes;
  }

  openDoors(): void {
    const guards = networkGuards(this.#graph);
    for (const resource of this.#graph.nodes) {
      if (waysOf.some((kind) => resource.unknown?.[`relationships.${kind}`]))
        this.#untold.set(resource.key, resource);
      const door = doorOf(this.#graph, resource, guards);
      if (!door) continue;
      this.routes.set(resource.key, door.hops);
      if (door.reach === "unknown") {
        this.#doubtful.add(resource.key);
        continue;
      }
      const { key } = resource;
      const reasons = [{ text: door.reason, resourceKey: key }];
      this.#expose(key, { reach: door.reach, via: [key], reasons });
      this.#goOnLater(key, door.reach);
    }
  }

  /** Worst first, so that what is reached is never reached worse later. */
  follow(): void {
    for (const reach of ["anyone", "credential"] as const) {
      const queue = this.#queues[reach];
      for (let at = 0; at < queue.length; at++)
        this.#goOnFrom(this.#graph.nodes[queue[at] ?? -1]?.key ?? "", reach);
    }
  }

  #expose(key: string, exposure: Exposure): void {
    this.exposures.set(key, exposure);
    const node = this.#graph.indexOf(key);
    if (node !== undefined) this.#ranks[node] = rank.indexOf(exposure.reach) + 1;
  }

  #reachOf(key: string): Reach | undefined {
    return rank[(this.#ranks[this.#graph.indexOf(key) ?? -1] ?? 0) - 1];
  }

  #goOnLater(key: string, reach: Reach): void {
    const node = this.#graph.indexOf(key);
    if (reach !== "internal" && node !== undefined) this.#queues[reach].push(node);
  }

  #goOnFrom(key: string, reach: Reach): void {
    const from = this.#graph.get(key);
    if (!from || this.#reachOf(key) !== reach) return;
    const exposure = once(() => this.exposures.get(key));
    for (const passing of passingFrom(this.#graph, from)) {
      const to = passing.to.key;
      const hops = hopsOfPassing(passing, reach);
      const passed = verdictOf(hops);
      const route = () => onwards(this.routes.get(key) ?? [], ...hops);
      if (passed === "unknown") {
        this.#doubt(to, route);
        continue;
      }
      const reached = rank.indexOf(passed) > rank.indexOf(reach) ? passed : reach;
      const known = this.#reachOf(to);
      if (known && rank.indexOf(known) <= rank.indexOf(reached)) continue;
      this.#expose(to, {
        reach: reached,
        via: onwards(exposure()?.via ?? [], to),
        reasons: onwards(exposure()?.reasons ?? [], { text: callText(passing), resourceKey: key }),
      });
      this.routes.set(to, route());
      this.#goOnLater(to, reached);
    }
  }

  #doubt(key: string, route: () => readonly RouteHop[]): void {
    if (!this.#doubtful.has(key) && (this.#reachOf(key) ?? "internal") === "internal")
      this.routes.set(key, route());
    this.#doubtful.add(key);
  }

  /** "Internal" is a claim about every way in, so one way that was not collected makes it no claim at all. */
  dropWhatRestsOnGaps(): void {
    for (const key of this.exposures.keys()) {
      if (this.#reachOf(key) !== "internal") continue;
      this.#graph.forgetGap();
      for (const kind of waysOf) this.#graph.followBack(key, kind);
      if (this.#graph.gapRead) this.#doubt(key, () => [...(this.routes.get(key) ?? []), callersNotCollected]);
    }
    const queue = [...this.#doubtful];
    for (const key of this.#untold.keys())
      if ((this.#reachOf(key) ?? "internal") !== "internal") this.#doubtBehind(key, queue);
    for (let at = 0; at < queue.length; at++) {
      this.#spreadDoubt(queue[at] ?? "", queue);
      this.#doubtBehind(queue[at] ?? "", queue);
    }
    for (const key of this.#doubtful) if (this.#reachOf(key) === "internal") this.exposures.delete(key);
  }

  /** Where callers get as far as what did not tell all its ways, they may get to whatever of its account takes calls. */
  #doubtBehind(key: string, queue: string[]): void {
    const from = this.#untold.get(key);
    if (!from) return;
    for (const [other, { account }] of this.#untold) if (account === from.account) this.#untold.delete(other);
    for (const to of this.#graph.nodes) {
      if (to.account !== from.account || this.#doubtful.has(to.key) || !takesCalls(to)) continue;
      if (this.#reachOf(to.key) !== "internal") continue;
      const untold = hop(from, "unknown", "did not tell all that it leads to");
      this.#doubt(to.key, () => onwards(this.routes.get(key) ?? [], untold));
      queue.push(to.key);
    }
  }

  #spreadDoubt(key: string, queue: string[]): void {
    const from = this.#graph.get(key);
    if (!from) return;
    for (const passing of passingFrom(this.#graph, from)) {
      if (this.#doubtful.has(passing.to.key)) continue;
      this.#doubt(passing.to.key, () =>
        onwards(this.routes.get(key) ?? [], ...hopsOfPassing(passing, "anyone")),
      );
      queue.push(passing.to.key);
    }
  }
}

function once<T>(read: () => T): () => T {
  let known: { value: T } | undefined;
  return () => (known ??= { value: read() }).value;
}

/** The first steps of a long way and its newest are told, so that a chain of thousands costs no square of them. */
const stepsMax = 100;
const onwards = <Step>(way: readonly Step[], ...steps: Step[]): Step[] => [
  ...way.slice(0, stepsMax - steps.length),
  ...steps,
];

const callersNotCollected: RouteHop = {
  text: "What may call it was not all collected",
  resourceKey: null,
  outcome: "unknown",
};
