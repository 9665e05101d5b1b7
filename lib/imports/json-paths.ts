/** One place in a document, with what may come below it. */
export type Step = { path: string; terminal: boolean; next: Map<string, Step> };

/** Makes one tree of paths such as `runs[]/results[]`; the empty path is the document itself. */
export function compilePaths(paths: readonly string[]): Step {
  const root: Step = { path: "", terminal: false, next: new Map() };
  for (const path of paths) {
    let step = root;
    for (const name of namesOf(path)) {
      const below: Step = step.next.get(name) ?? { path, terminal: false, next: new Map() };
      step.next.set(name, below);
      step = below;
    }
    step.path = path;
    step.terminal = true;
  }
  return root;
}

export const isTerminal = (step: Step): boolean => step.terminal;

/** `*` stands for any name. */
export const stepInto = (step: Step | null, name: string): Step | null =>
  step?.next.get(name) ?? (name === "[]" ? null : (step?.next.get("*") ?? null));

const namesOf = (path: string): string[] => path.match(/\[\]|[^/[]+/g) ?? [];
