import { at, defineAttackPath, maybe, out, over } from "#lib/domain/attack-path.ts";
import { openWayIn, sensitiveStore } from "#lib/domain/attack-path-stops.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const api = (authentication: "none" | "identity") =>
  sampleResource("api", "api", { publicNetwork: true, authentication });
const fn = sampleResource("compute", "fn", { publicNetwork: false, authentication: "identity" });
const store = (level: "sensitive" | "internal") =>
  sampleResource(
    "data-store",
    "store",
    {},
    {
      derived: { sensitivity: { level, dataClasses: [], reasons: [] } },
    },
  );
const agent = sampleResource("agent", "agent");
const base = sampleResource("knowledge-base", "base");
const chain = [
  { from: "api", kind: "routes-to" as const, to: "fn" },
  { from: "fn", kind: "invokes" as const, to: "agent" },
  { from: "agent", kind: "grounded-on" as const, to: "base" },
  { from: "base", kind: "ingests" as const, to: "store" },
];

export default defineAttackPath({
  id: "open-way-in-to-sensitive-grounding",
  title: "Anyone on the internet can ask an AI application about sensitive data",
  severity: "critical",
  layers: ["api", "model", "data"],
  story: "Anyone can call {0} without proving who they are, and {1} answers from the sensitive data in {2}.",
  fixes: [
    {
      aspect: "require-authentication",
      stop: 0,
      change: "Require callers of {0} to authenticate",
      effort: "low",
      checks: ["*/authentication", "azure/apim-exposure", "gcp/*-not-every-google-account"],
    },
    {
      aspect: "separate-sensitive-data",
      stop: 2,
      change: "Move what callers must not learn out of {2}, or filter retrieval by the caller",
      effort: "high",
      checks: [],
    },
  ],
  atlas: ["AML.T0049", "AML.T0057", "AML.T0085.000"],
  owasp: ["LLM02:2025", "LLM01:2025", "ASI01"],
  answers: ["R02"],

  from: openWayIn,
  hops: [
    maybe(out("routes-to", "invokes"), at(["agent", "compute"]), { max: 4, between: ["api", "compute"] }),
    over(out("grounded-on", "invokes", "indexes-into", "ingests", "serves"), sensitiveStore, {
      max: 4,
      between: ["knowledge-base", "vector-store"],
    }),
  ],
  identity: { start: 0, end: 1 },
  covers: ["open-way-in-to-unguarded-model"],

  examples: () => [
    {
      name: "an open API to an agent that is grounded on sensitive data",
      resources: [api("none"), fn, agent, base, store("sensitive")],
      relationships: chain,
      paths: [["api", "fn", "agent", "base", "store"]],
    },
    {
      name: "an open application that searches an index of sensitive data itself",
      resources: [
        sampleResource("compute", "app", { publicNetwork: true, authentication: "none" }),
        sampleResource("vector-store", "index"),
        store("sensitive"),
      ],
      relationships: [
        { from: "app", kind: "invokes", to: "index" },
        { from: "index", kind: "ingests", to: "store" },
      ],
      paths: [["app", "index", "store"]],
    },
    {
      name: "the same API behind an authorizer",
      resources: [api("identity"), fn, agent, base, store("sensitive")],
      relationships: chain,
      paths: [],
    },
    {
      name: "the same API in front of internal handbooks",
      resources: [api("none"), fn, agent, base, store("internal")],
      relationships: chain,
      paths: [],
    },
  ],
});
