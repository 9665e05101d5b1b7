import type { EdgeAt } from "./edges-at.ts";

const verbs: Readonly<Record<string, string>> = {
  "grounded-on": "is grounded on",
  ingests: "ingests",
  "indexes-into": "indexes into",
  "trained-on": "is trained on",
  produces: "produces",
  serves: "serves",
  "stores-artifacts-in": "keeps its artifacts in",
  "logs-to": "logs to",
};
const kindOrder = Object.keys(verbs);

/** Where the data comes from and where it goes, in one sentence: one clause for each resource, in the order data flows. */
export function lineageSentence(edges: readonly Pick<EdgeAt, "kind" | "from" | "to">[]): string {
  const told = edges
    .filter(({ kind }) => verbs[kind] !== undefined)
    .toSorted((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));
  if (told.length === 0) return "Nothing that was collected says what data grounds or trains it.";
  const clauses = [...Map.groupBy(told, ({ from, kind }) => `${kind}\n${from.key}`).values()].flatMap(
    (group) => {
      const [first] = group;
      if (!first) return [];
      return `${first.from.name} ${verbs[first.kind]} ${listed(group.map(({ to }) => to.name))}`;
    },
  );
  const shown = clauses.slice(0, clausesMax);
  const more = clauses.length - shown.length;
  return `${shown.join("; ")}${more > 0 ? `; and ${more} more below` : ""}.`;
}

const clausesMax = 6;
const namesMax = 4;

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, namesMax);
  const more = unique.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}
