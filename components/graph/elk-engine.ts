import ELK, { type ElkNode } from "elkjs/lib/elk-api.js";

type Engine = { layout: (root: ElkNode) => Promise<ElkNode>; stop: () => void };

class NoWorker extends Error {}

let engine: Engine | null = null;
let workerFailed = false;

/**
 * Lays a graph out in a worker, as a large one takes seconds; where the browser gives none, on the page's own thread.
 * Giving up stops the worker: the next layout starts another.
 */
export async function elkLayout(root: ElkNode, signal?: AbortSignal): Promise<ElkNode> {
  signal?.throwIfAborted();
  const current = (engine ??= startEngine());
  const stop = () => {
    current.stop();
    if (engine === current) engine = null;
  };
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([current.layout(root), aborted(signal)]);
  } catch (error) {
    if (!(error instanceof NoWorker)) throw error;
    stop();
    workerFailed = true;
    return await elkLayout(root, signal);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

const startEngine = (): Engine =>
  workerFailed || typeof Worker === "undefined" ? onThisThread() : inWorker();

function inWorker(): Engine {
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const elk = new ELK({
    workerFactory: () => {
      const worker = new Worker(new URL("elkjs/lib/elk-worker.min.js", import.meta.url));
      // Refused by a policy or not found: it will never answer.
      worker.addEventListener("error", () => failure.reject(new NoWorker()));
      return worker;
    },
  });
  return {
    layout: (root) => Promise.race([elk.layout(root), failure.promise]),
    stop: () => elk.terminateWorker(),
  };
}

function onThisThread(): Engine {
  const loading = import("elkjs/lib/elk.bundled.js").then(({ default: Elk }) => new Elk());
  return { layout: async (root) => (await loading).layout(root), stop: () => {} };
}

const aborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
