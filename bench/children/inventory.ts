import { allPaths } from "#lib/correlation/all-paths.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { loadInventory } from "#lib/inventory/load-graph.ts";
import { disconnect } from "#lib/platform/db.ts";
import { tellParent } from "../child.ts";

const [organizationId = ""] = process.argv.slice(2);
const rssMiB = () => (process.memoryUsage().rss / 2 ** 20).toFixed(0);

await tellParent(async () => {
  const start = performance.now();
  const { graph } = await loadInventory(organizationId);
  const loaded = performance.now();
  const loadedMiB = rssMiB();
  const { paths, truncated } = findPaths(graph, allPaths);
  const searched = performance.now();
  const edges = graph.out.targets.length;
  return `${graph.nodes.length} resources, ${edges} relationships; loaded in ${seconds(start, loaded)} s (${loadedMiB} MiB then), ${allPaths.length} attack paths in ${seconds(loaded, searched)} s: ${paths.length} paths, ${truncated.length} shapes with more than are told`;
});
await disconnect();

function seconds(from: number, to: number): string {
  return ((to - from) / 1000).toFixed(1);
}
