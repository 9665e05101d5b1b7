import Graph from "graphology";

import { allPaths } from "#lib/correlation/all-paths.ts";
import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { differences, printOf } from "#lib/correlation/estate-print.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { searchEstate } from "#lib/correlation/search-estate.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { pool } from "#lib/platform/db.ts";
import { inChild } from "../child.ts";
import { estate } from "../estate.ts";
import { atLeast, atMost, median, repeated, round, seeded, type Result } from "../measure.ts";
import { loadEdges, searchTyped, someNodes, type Asked, type EdgeList } from "../typed-edges.ts";

const nodeCount = 100_000;
const edgeCount = 500_000;
const [entryCount, targetCount, depth] = [500, 200, 6];
const changedEdges = 100;

type Question = EdgeList & Asked;

/** P6: every entry that reaches a target within six steps; graphology and a recursive query against typed arrays. */
export async function measurePaths(): Promise<Result[]> {
  const edges = randomEdges();
  let found = 0;
  const ours = await repeated(5, () => (found = searchTyped(nodeCount, edges, edges)));
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
    ...(await measureMillion()),
    measureShapes(),
    measureAgain(),
  ];
}

const [millionNodes, millionEdges] = [1_000_000, 5_000_000];
const heapMiB = 512;

/** P6-million: the same search ten times as large, loaded by a process that has done nothing else. */
async function measureMillion(): Promise<Result[]> {
  await pool().query("SELECT setseed(0.42)");
  await pool().query(
    `CREATE UNLOGGED TABLE bench_edge AS SELECT floor(random() ^ 2 * ${millionNodes})::int4 AS src,
       floor(random() * ${millionNodes})::int4 AS dst FROM generate_series(1, ${millionEdges})`,
  );
  try {
    await pool().query("VACUUM ANALYZE bench_edge");
    const args = [millionNodes, millionEdges, entryCount, targetCount, depth].map(String);
    const all = [];
    for (let turn = 0; turn < 3; turn++) all.push(await inChild("million.ts", heapMiB, args));
    const peak = Math.max(...all.map(({ peakMiB }) => peakMiB));
    return [
      {
        id: "P6-million",
        name: "Seconds to load 1,000,000 nodes and 5,000,000 edges and search them",
        ...atMost(round(median(all.map(({ seconds }) => seconds))), 5),
        detail: `${all[0]?.detail ?? ""}; ends and edges alone, without what is known of a resource`,
      },
      {
        id: "P6-million-memory",
        name: "MiB of memory at most while it does",
        ...atMost(round(peak), 1024),
        detail: `the largest of ${all.length} processes; heap held below ${heapMiB} MiB`,
      },
    ];
  } finally {
    await pool().query("DROP TABLE bench_edge");
  }
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

/** A worker has done both before; code that runs for the first time is several times as slow. */
const warmUpTurns = 3;

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
  const print = printOf(before, () => "");
  const start = performance.now();
  const changed = differences(
    print,
    printOf(after, () => ""),
  );
  const printMs = performance.now() - start;
  const [whole, again]: [number[], number[]] = [[], []];
  let counts: number[] = [];
  for (let turn = -warmUpTurns; turn < 5; turn++) {
    const start = performance.now();
    const full = searchEstate(after, allPaths, options).search.paths.length;
    const middle = performance.now();
    const part = searchEstate(after, allPaths, options, { memory, changed }).search.paths.length;
    const end = performance.now();
    if (turn >= 0) whole.push(middle - start);
    if (turn >= 0) again.push(end - middle);
    counts = [full, part];
  }
  if (counts[0] !== counts[1]) throw new Error(`Searching all finds ${counts[0]} paths, again ${counts[1]}`);
  return {
    id: "P7",
    name: "Search after 100 changed relationships ÷ search of everything, 100,000 resources",
    ...atMost(round(median(again) / median(whole)), 0.05),
    detail: `${changed.size} resources touched, ${counts[0]} paths; ${median(again).toFixed(0)} ms against ${median(whole).toFixed(0)} ms, on a graph in memory; telling what changed takes ${printMs.toFixed(0)} ms before either`,
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

function searchGraphology({ from, to, entries, targets }: Question): number {
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

async function searchSql({ from, to, entries, targets }: Question) {
  const client = await pool().connect();
  try {
    await client.query("CREATE UNLOGGED TABLE bench_edge (src int4, dst int4)");
    await client.query("INSERT INTO bench_edge SELECT * FROM unnest($1::int4[], $2::int4[])", [
      Array.from(from),
      Array.from(to),
    ]);
    await client.query("CREATE INDEX ON bench_edge (dst)");
    await client.query("VACUUM ANALYZE bench_edge");
    const loads = await repeated(5, () => loadEdges(client, edgeCount));
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

/** Few nodes have many edges, as few identities may do much. */
function randomEdges(): Question {
  const random = seeded(42);
  const node = () => Math.floor(random() * nodeCount);
  const skewed = () => Math.floor(random() ** 2 * nodeCount);
  const from = Int32Array.from({ length: edgeCount }, skewed);
  const to = Int32Array.from({ length: edgeCount }, node);
  const distinct = (count: number) => someNodes(count, nodeCount, random);
  return { from, to, entries: distinct(entryCount), targets: distinct(targetCount), depth };
}
