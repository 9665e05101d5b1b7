import { describe, expect, test } from "vitest";

import { dataFacts } from "./data-facts.ts";
import type { DescribedResource } from "./describe-member.ts";
import type { EdgeAt, EdgeEnd } from "./edges-at.ts";
import { lineageSentence } from "./lineage-sentence.ts";
import { modelFacts, modelGaps } from "./model-facts.ts";

const resource = (overrides: Partial<DescribedResource> = {}): DescribedResource => ({
  id: "r",
  key: "r",
  name: "r",
  type: "aws.s3.bucket",
  typeTitle: "S3 bucket",
  class: "data-store",
  account: "1",
  properties: {},
  facets: {},
  unknown: {},
  derived: {},
  ...overrides,
});
const end = (key: string, className = "data-store"): EdgeEnd => ({
  key,
  id: key,
  name: key,
  typeTitle: "Thing",
  class: className,
});
const edge = (from: EdgeEnd, kind: string, to: EdgeEnd, reason: string | null = null): EdgeAt => ({
  from,
  kind,
  to,
  reason,
  basis: "collected",
});
const denied = {
  reason: "denied" as const,
  call: "s3:GetBucketVersioning",
  permission: "s3:GetBucketVersioning",
  message: "Access denied.",
};

describe("the scorecard of a store", () => {
  const read = (given: DescribedResource, term: string) => {
    const facts = dataFacts(given).filter((fact) => fact.term === term);
    return facts.map(({ value, standing }) => `${standing}: ${value}`);
  };

  test.each([
    ["Public read", { publicRead: true }, "gap: anyone can read it"],
    ["Public read", { publicRead: false }, "met: refused"],
    ["Encryption", { encryption: "none" }, "gap: none"],
    ["Encryption", { encryption: "provider-key" }, "said: with a key of the provider"],
    ["Encryption", { customerKey: true }, "met: with a key of the customer's own"],
    ["Earlier versions", { versioning: false }, "gap: not kept"],
    ["Outsiders", { externalPrincipals: [] }, "met: none"],
    ["Outsiders", { externalPrincipals: ["999"] }, "gap: 999"],
  ])("%s of %o is %s", (term, facets, said) => {
    expect(read(resource({ facets }), term)).toEqual([said]);
  });

  test("what was not collected is unknown, with the call and the permission, and never as it should be", () => {
    const given = resource({ unknown: { "facets.versioning": denied } });
    const fact = dataFacts(given).find(({ term }) => term === "Earlier versions");
    expect(fact).toMatchObject({ value: "unknown", standing: "unknown" });
    expect(fact?.why).toMatch(
      /s3:GetBucketVersioning did not tell: Access denied. It needs s3:GetBucketVersioning/,
    );
  });

  test("what its kind does not have is not there at all", () => {
    expect(read(resource(), "Public read")).toEqual([]);
  });

  test("data that nobody classified is unknown, not harmless", () => {
    expect(read(resource(), "Sensitivity")).toEqual(["unknown: unknown"]);
    const sensitivity = { level: "unclassified" as const, dataClasses: [], reasons: [] };
    expect(read(resource({ derived: { sensitivity } }), "Sensitivity")).toEqual(["unknown: unknown"]);
    const stated = {
      level: "sensitive" as const,
      dataClasses: ["personal-data"],
      reasons: [{ text: "tag data=pii", resourceKey: null }],
    };
    expect(read(resource({ derived: { sensitivity: stated } }), "Sensitivity")).toEqual([
      "said: sensitive: personal data",
    ]);
  });
});

describe("the lineage in a sentence", () => {
  test("follows the data from what answers to what it comes from", () => {
    expect(
      lineageSentence([
        edge(end("base"), "ingests", end("a")),
        edge(end("base"), "ingests", end("b")),
        edge(end("agent"), "grounded-on", end("base")),
      ]),
    ).toBe("agent is grounded on base; base ingests a and b.");
  });

  test("says so where nothing is known, and how much it left out", () => {
    expect(lineageSentence([])).toMatch(/Nothing that was collected/);
    const many = Array.from({ length: 9 }, (_, n) => edge(end(`base${n}`), "ingests", end("a")));
    expect(lineageSentence(many)).toMatch(/; and 3 more below\.$/);
    const wide = Array.from({ length: 6 }, (_, n) => edge(end("base"), "ingests", end(`s${n}`)));
    expect(lineageSentence(wide)).toBe("base ingests s0, s1, s2, s3 and 2 more.");
  });
});

describe("the dossier of a model", () => {
  const model = (overrides: Partial<DescribedResource> = {}) =>
    resource({
      key: "m",
      name: "m",
      class: "model",
      facets: {
        origin: "provider",
        publisher: "Anthropic",
        version: "2",
        lifecycle: "active",
        customerKey: false,
      },
      ...overrides,
    });
  const dossier = (
    given: DescribedResource,
    edges: readonly EdgeAt[] = [],
    described: DescribedResource[] = [],
  ) => {
    const facts = modelFacts(given, {
      edges,
      described: new Map(described.map((one) => [one.key, one])),
      standIns: new Set(["m", "deployment"]),
    });
    return new Map(facts.map(({ term, standing, value }) => [term, `${standing}: ${value}`]));
  };

  test("of a provider's model tells its terms and does not make up its training data", () => {
    const told = dossier(model());
    expect(told.get("Provenance")).toBe("said: the provider's own");
    expect(told.get("Licence")).toBe("said: the provider's terms of service");
    expect(told.get("Training data")).toBe("unknown: unknown");
    expect(told.get("Customization")).toBe("said: none");
  });

  test.each([
    ["active", "met: active"],
    ["legacy", "gap: legacy"],
    ["retired", "gap: retired"],
    ["unstated", "said: not stated by the provider"],
  ])("a lifecycle of %s is %s", (lifecycle, said) => {
    expect(dossier(model({ facets: { lifecycle } })).get("Lifecycle")).toBe(said);
  });

  test("names its end of life by day, or that no date is stated", () => {
    expect(dossier(model({ properties: { endsAt: "2027-02-01T00:00:00Z" } })).get("End of life")).toBe(
      "said: 2027-02-01",
    );
    expect(dossier(model()).get("End of life")).toBe("unknown: unknown");
    expect(dossier(model({ properties: { endsAt: null } })).get("End of life")).toBe("unknown: unknown");
  });

  test("of a tuned model leads to the job and the data it was trained on", () => {
    const job = end("job", "training-job");
    const told = dossier(model({ facets: { origin: "fine-tuned" } }), [
      edge(job, "produces", end("m", "model")),
      edge(job, "trained-on", end("claims")),
    ]);
    expect(told.get("Customization")).toBe("said: made by job");
    expect(told.get("Training data")).toBe("said: claims");
    expect(told.get("Licence")).toBe("unknown: unknown");
  });

  test("counts monitors, guardrails and evaluations of the model or of what serves it, and of nothing else", () => {
    const deployment = end("deployment", "model-deployment");
    const other = end("other", "model-deployment");
    const monitor = end("drift", "model-monitor");
    const around = [
      edge(deployment, "monitored-by", monitor),
      edge(deployment, "guarded-by", end("rail", "guardrail")),
      edge(end("test", "evaluation"), "invokes", end("m", "model")),
    ];
    const evaluated = resource({
      key: "test",
      name: "test",
      facets: { finishedAt: "2026-03-01T10:00:00Z", measures: ["accuracy"] },
    });
    const told = dossier(model(), around, [evaluated]);
    expect(told.get("Monitors")).toBe("met: drift");
    expect(told.get("Guardrails")).toBe("met: rail for deployment");
    expect(told.get("Evaluation")).toBe("met: test (2026-03-01, accuracy)");
    const judged = dossier(
      model(),
      [edge(deployment, "monitored-by", end("test", "evaluation"))],
      [evaluated],
    );
    expect(judged.get("Monitors")).toBe("gap: none");
    expect(judged.get("Evaluation")).toBe("met: test (2026-03-01, accuracy)");
    const elsewhere = dossier(model(), [edge(other, "monitored-by", monitor)]);
    expect(elsewhere.get("Monitors")).toBe("gap: none");
  });

  test("lists what is missing and what is unknown as gaps", () => {
    const facts = modelFacts(model(), { edges: [], described: new Map(), standIns: new Set(["m"]) });
    expect(modelGaps(facts)).toEqual([
      "End of life: unknown",
      "Training data: unknown",
      "Evaluation: none recorded",
      "Monitors: none",
      "Guardrails: none",
    ]);
  });
});
