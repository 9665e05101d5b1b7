import { at, defineAttackPath, into, over } from "#lib/domain/attack-path.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const store = (publicWrite: boolean) => sampleResource("data-store", "store", { publicWrite });
const base = sampleResource("knowledge-base", "base");
const chain = [{ from: "base", kind: "ingests" as const, to: "store" }];

export default defineAttackPath({
  id: "writable-grounding",
  title: "Anyone can write what the application takes for true",
  severity: "critical",
  layers: ["data", "model"],
  story: "Anyone can put documents into {0}, and {1} hands them to the model as facts and instructions.",
  fixes: [
    {
      aspect: "block-public-write",
      stop: 0,
      change: "Turn off public write to {0}",
      effort: "low",
      checks: ["data-store/not-publicly-writable", "data-store/public-access-blocked"],
    },
    {
      aspect: "verify-sources",
      stop: 1,
      change: "Let {1} ingest only from a prefix that a reviewed process publishes",
      effort: "medium",
      checks: ["knowledge-base/source-*"],
    },
  ],
  atlas: ["AML.T0070", "AML.T0066", "AML.T0051.001"],
  owasp: ["LLM04:2025", "LLM01:2025", "ASI06"],
  answers: ["P04"],

  from: at("data-store", ({ facets }) => facets.publicWrite),
  hops: [
    over(into("ingests", "grounded-on"), at(["knowledge-base", "vector-store", "agent"]), {
      max: 2,
      between: ["dataset"],
    }),
  ],

  examples: () => [
    {
      name: "a knowledge base over a bucket that anyone may write",
      resources: [store(true), base],
      relationships: chain,
      paths: [["store", "base"]],
    },
    { name: "only the owner writes", resources: [store(false), base], relationships: chain, paths: [] },
  ],
});
