/** One row of the table. `ratio` is what was measured, `goal` what it should be, `holds` whether it is. */
export type Result = {
  /** Of `docs/benchmarks.md`, such as `P1`. */
  id: string;
  name: string;
  ratio: number;
  goal: string;
  holds: boolean;
  detail: string;
};

export const atLeast = (ratio: number, bar: number): Pick<Result, "ratio" | "goal" | "holds"> => ({
  ratio,
  goal: `≥ ${bar}`,
  holds: ratio >= bar,
});

export const atMost = (ratio: number, bar: number): Pick<Result, "ratio" | "goal" | "holds"> => ({
  ratio,
  goal: `≤ ${bar}`,
  holds: ratio <= bar,
});

/** Milliseconds that `work` took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs `work` several times and returns the milliseconds of each. */
export async function repeated(times: number, work: (round: number) => unknown): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < times; round++) all.push(await timed(() => work(round)));
  return all;
}

/** The value below which `share` of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** A generator of numbers in [0, 1) that gives the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const round = (value: number): number => Number(value.toPrecision(3));
