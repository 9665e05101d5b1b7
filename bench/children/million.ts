import { disconnect, pool } from "#lib/platform/db.ts";
import { tellParent } from "../child.ts";
import { seeded, timed } from "../measure.ts";
import { loadEdges, searchTyped, someNodes, type EdgeList } from "../typed-edges.ts";

const [nodeCount = 0, edgeCount = 0, entryCount = 0, targetCount = 0, depth = 0] = process.argv
  .slice(2)
  .map(Number);
const random = seeded(42);
const asked = {
  entries: someNodes(entryCount, nodeCount, random),
  targets: someNodes(targetCount, nodeCount, random),
  depth,
};

await tellParent(async () => {
  const client = await pool().connect();
  let edges: EdgeList = { from: new Int32Array(), to: new Int32Array() };
  const loadMs = await timed(async () => (edges = await loadEdges(client, edgeCount)));
  client.release();
  let reached = 0;
  const searchMs = await timed(() => (reached = searchTyped(nodeCount, edges, asked)));
  return `${loadMs.toFixed(0)} ms to load, ${searchMs.toFixed(0)} ms to build and search; ${reached} of ${entryCount} entries reach a target`;
});
await disconnect();
