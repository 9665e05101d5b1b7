import Graph from "graphology";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";

import { allPaths } from "#lib/correlation/all-paths.ts";
import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { differences, printOf } from "#lib/correlation/estate-print.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { searchEstate } from "#lib/correlation/search-estate.ts";
import { pathsGuided, reach, toRows, unreached } from "#lib/correlation/reach.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { pool } from "#lib/platform/db.ts";
import { estate } from "../estate.ts";
import { atLeast, atMost, median, repeated, round, seeded, type Result } from "../measure.ts";

const nodeCount = 100_000;
const edgeCount = 500_000;
const [entryCount, targetCount, depth] = [500, 200, 6];
const changedEdges = 100;

type EdgeList = { from: Int32Array; to: Int32Array; entries: number[]; targets: number[] };

/** P6: every entry that reaches a target within six steps; graphology and a recursive query against typed arrays. */
export async function measurePaths(): Promise<Result[]> {
  const edges = randomEdges();
  let found = 0;
  const ours = await repeated(5, () => (found = searchTyped(edges)));
  let same = 0;
  const theirs = await repeated(3, () => (same = searchGraphology(edges)));
  if (found !== same) throw new Error(`Typed arrays reach ${found} entries, graphology ${same}`);

  const { loadMs, queryMs, reached } = await searchSql(edges);
  if (reached !== found)
    throw new Error(`Typed arrays reach ${found} entries, the recursive query ${reached}`);
  const graph = `${nodeCount} nodes, ${edgeCount} edges, ${entryCount} entries, ${targetCount} targets, depth ${depth}; all three reach ${found} entries`;
  const withLoad = median(ours) + loadMs;
  return [
    {
      id: "P6",
      name: "graphology (build and search) ÷ ours (load from Postgres, build and search)",
      ...atLeast(round(median(theirs) / withLoad), 15),
      detail: `${median(theirs).toFixed(0)} ms against ${median(ours).toFixed(0)} ms and ${loadMs.toFixed(0)} ms to load; ${graph}`,
    },
    {
      id: "P6-sql",
      name: "Depth-limited recursive query ÷ ours with the load",
      ...atLeast(round(queryMs / withLoad), 5),
      detail: `${queryMs.toFixed(0)} ms against ${withLoad.toFixed(0)} ms`,
    },
    measureShapes(),
    measureAgain(),
  ];
}

const [fewResources, manyResources] = [10_000, 100_000];

/** Every shape of the catalogue over whole estates: what P6 times is reachability alone, without their conditions. */
function measureShapes(): Result {
  const [few, many] = [timeShapes(fewResources), timeShapes(manyResources)];
  const perResource = (ms: number, count: number) => ms / count;
  return {
    id: "P6-shapes",
    name: "Time of all attack paths per resource, 100,000 ÷ 10,000 resources",
    ...atMost(round(perResource(many.ms, manyResources) / perResource(few.ms, fewResources)), 1.5),
    detail: `${attackPaths.length} shapes: ${few.found} paths in ${few.ms.toFixed(0)} ms at ${fewResources}, ${many.found} in ${many.ms.toFixed(0)} ms at ${manyResources}, on a graph in memory`,
  };
}

/** P7: a hundred relationships changed, searched again from what was found before; the same paths either way. */
function measureAgain(): Result {
  const { resources, relationships } = estate(manyResources);
  const random = seeded(7);
  const gone = new Set(
    Array.from({ length: changedEdges }, () => Math.floor(random() * relationships.length)),
  );
  const kept = relationships.filter((_, index) => !gone.has(index));
  const [before, after] = [relationships, kept].map((edges) => new ResourceGraph(resources, edges));
  if (!before || !after) throw new Error("No estate");
  const options = { maxPerShape: Number.MAX_SAFE_INTEGER };
  const { memory } = searchEstate(before, allPaths, options);
  const changed = differences(
    printOf(before, () => ""),
    printOf(after, () => ""),
  );
  const [whole, again]: [number[], number[]] = [[], []];
  let counts: number[] = [];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    const full = searchEstate(after, allPaths, options).search.paths.length;
    whole.push(performance.now() - start);
    const middle = performance.now();
    const part = searchEstate(after, allPaths, options, { memory, changed }).search.paths.length;
    again.push(performance.now() - middle);
    counts = [full, part];
  }
  if (counts[0] !== counts[1]) throw new Error(`Searching all finds ${counts[0]} paths, again ${counts[1]}`);
  return {
    id: "P7",
    name: "Search after 100 changed relationships ÷ search of everything, 100,000 resources",
    ...atMost(round(median(again) / median(whole)), 0.05),
    detail: `${changed.size} resources touched, ${counts[0]} paths; ${median(again).toFixed(0)} ms against ${median(whole).toFixed(0)} ms, on a graph in memory`,
  };
}

function timeShapes(size: number): { ms: number; found: number } {
  const { resources, relationships } = estate(size);
  const graph = new ResourceGraph(resources, relationships);
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    found = findPaths(graph, attackPaths, { maxPerShape: Number.MAX_SAFE_INTEGER }).paths.length;
    times.push(performance.now() - start);
  }
  return { ms: median(times), found };
}

function searchTyped({ from, to, entries, targets }: EdgeList): number {
  const forward = toRows(nodeCount, from, to);
  const distance = reach(toRows(nodeCount, to, from), nodeCount, targets, depth);
  const reached = entries.filter((entry) => distance[entry] !== unreached);
  for (const entry of reached) pathsGuided(forward, distance, entry, { maxDepth: depth, limit: 10 });
  return reached.length;
}

function searchGraphology({ from, to, entries, targets }: EdgeList): number {
  const graph = new Graph({ type: "directed", multi: true });
  for (let node = 0; node < nodeCount; node++) graph.addNode(node);
  for (let edge = 0; edge < edgeCount; edge++) graph.addEdge(from[edge], to[edge]);
  const distance = new Map<string, number>(targets.map((target) => [String(target), 0]));
  let frontier = [...distance.keys()];
  for (let step = 1; step <= depth && frontier.length > 0; step++) {
    const next: string[] = [];
    for (const node of frontier)
      graph.forEachInNeighbor(node, (neighbor) => {
        if (distance.has(neighbor)) return;
        distance.set(neighbor, step);
        next.push(neighbor);
      });
    frontier = next;
  }
  return entries.filter((entry) => distance.has(String(entry))).length;
}

async function searchSql({ from, to, entries, targets }: EdgeList) {
  const client = await pool().connect();
  try {
    await client.query("CREATE UNLOGGED TABLE bench_edge (src int4, dst int4)");
    await client.query("INSERT INTO bench_edge SELECT * FROM unnest($1::int4[], $2::int4[])", [
      Array.from(from),
      Array.from(to),
    ]);
    await client.query("CREATE INDEX ON bench_edge (dst)");
    await client.query("VACUUM ANALYZE bench_edge");
    const loads = await repeated(5, () => loadEdges(client));
    let reached = 0;
    const queries = await repeated(3, async () => {
      const { rows } = await client.query<{ count: string }>(
        `WITH RECURSIVE walk(node, depth) AS (
           SELECT unnest($1::int4[]), 0
           UNION SELECT e.src, w.depth + 1 FROM walk w JOIN bench_edge e ON e.dst = w.node WHERE w.depth < ${depth}
         ) SELECT count(DISTINCT node) AS count FROM walk WHERE node = ANY($2::int4[])`,
        [targets, entries],
      );
      reached = Number(rows[0]?.count);
    });
    return { loadMs: median(loads), queryMs: median(queries), reached };
  } finally {
    await client.query("DROP TABLE IF EXISTS bench_edge");
    client.release();
  }
}

/** Both ends of an edge in one number, all of them in one value: nothing is spelled out on the way. */
async function loadEdges(client: pg.PoolClient): Promise<{ from: Int32Array; to: Int32Array }> {
  const packed = client.query(
    copyTo(
      "COPY (SELECT string_agg(int8send((src::int8 << 32) | dst), '') FROM bench_edge) TO STDOUT (FORMAT binary)",
    ),
  );
  const chunks: Buffer[] = await packed.toArray();
  // Before the value stand the signature, flags, length of the extension, count of columns and length of the value.
  const bytes = Buffer.concat(chunks).subarray(11 + 4 + 4 + 2 + 4);
  if (bytes.length < edgeCount * 8) throw new Error("The edges did not arrive whole");
  const [from, to] = [new Int32Array(edgeCount), new Int32Array(edgeCount)];
  for (let edge = 0; edge < edgeCount; edge++) {
    from[edge] = bytes.readInt32BE(edge * 8);
    to[edge] = bytes.readInt32BE(edge * 8 + 4);
  }
  return { from, to };
}

/** Few nodes have many edges, as few identities may do much. */
function randomEdges(): EdgeList {
  const random = seeded(42);
  const node = () => Math.floor(random() * nodeCount);
  const skewed = () => Math.floor(random() ** 2 * nodeCount);
  const from = Int32Array.from({ length: edgeCount }, skewed);
  const to = Int32Array.from({ length: edgeCount }, node);
  const distinct = (count: number) => {
    const chosen = new Set<number>();
    while (chosen.size < count) chosen.add(node());
    return [...chosen];
  };
  return { from, to, entries: distinct(entryCount), targets: distinct(targetCount) };
}
