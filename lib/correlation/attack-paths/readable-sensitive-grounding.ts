import { at, defineAttackPath, into, maybe, over } from "#lib/domain/attack-path.ts";
import { classOf } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const store = (publicRead: boolean, level: "sensitive" | "public") =>
  sampleResource(
    "data-store",
    "store",
    { publicRead },
    {
      derived: { sensitivity: { level, dataClasses: [], reasons: [] } },
    },
  );
const index = sampleResource("vector-store", "index");
const app = sampleResource("compute", "app");
const chain = [
  { from: "index", kind: "ingests" as const, to: "store" },
  { from: "app", kind: "invokes" as const, to: "index" },
];

const readBy = ["grounded-on", "invokes", "indexes-into", "serves"] as const;

/** The application behind it or, where nobody is seen to read it, what was filled: the data lies open all the same. */
const reader = at(
  ["agent", "compute", "knowledge-base", "vector-store"],
  ({ type, key }, graph) =>
    ["agent", "compute"].includes(classOf(type)) ||
    readBy.every((kind) => graph.edgesInto(key, kind).length === 0),
);

export default defineAttackPath({
  id: "readable-sensitive-grounding",
  title: "Sensitive grounding data can be read by anyone",
  severity: "critical",
  layers: ["data", "model"],
  story:
    "Anyone can read {0} directly: the sensitive data that {1} is filled from, without asking the application.",
  fixes: [
    {
      aspect: "block-public-read",
      stop: 0,
      change: "Turn off public read of {0}",
      effort: "low",
      checks: [
        "data-store/private",
        "data-store/public-access-blocked",
        "dataset/private",
        "azure/storage-anonymous-container",
        "gcp/bucket-uniform-access",
      ],
    },
    {
      aspect: "rotate-exposed-data",
      stop: 0,
      change: "Treat what lies in {0} as disclosed: find out who read it and tell those concerned",
      effort: "high",
      checks: [],
    },
  ],
  atlas: ["AML.T0036", "AML.T0025"],
  owasp: ["LLM02:2025", "LLM08:2025"],
  answers: ["P05"],

  from: at(
    ["data-store", "dataset"],
    ({ facets, derived }) => facets.publicRead && derived?.sensitivity?.level === "sensitive",
  ),
  hops: [
    over(into("ingests", "grounded-on"), at(["knowledge-base", "vector-store", "agent"])),
    maybe(into(...readBy), reader, { max: 3, between: ["knowledge-base", "vector-store"] }),
  ],
  identity: { start: 0, end: 0 },

  examples: () => [
    {
      name: "an index filled from a public container with personal data",
      resources: [store(true, "sensitive"), index, app],
      relationships: chain,
      paths: [["store", "index", "app"]],
    },
    {
      name: "an index filled from it that nobody is seen to read",
      resources: [store(true, "sensitive"), index],
      relationships: chain.slice(0, 1),
      paths: [["store", "index"]],
    },
    {
      name: "the same container, private",
      resources: [store(false, "sensitive"), index, app],
      relationships: chain,
      paths: [],
    },
    {
      name: "a public container with published brochures",
      resources: [store(true, "public"), index, app],
      relationships: chain,
      paths: [],
    },
  ],
});
