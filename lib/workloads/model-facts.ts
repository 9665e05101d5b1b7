import type { WorkloadFact } from "#lib/contract/workload-facts.ts";

import { factOf, told, type DescribedResource } from "./describe-member.ts";
import type { EdgeAt } from "./edges-at.ts";

/** What one model is surrounded by, as far as it was collected. */
export type ModelSurroundings = {
  /** Edges that touch the model, its deployments or the agents that use it. */
  edges: readonly EdgeAt[];
  /** The model and what stands for it: deployments that serve it and agents that invoke either. */
  standIns: ReadonlySet<string>;
  described: ReadonlyMap<string, DescribedResource>;
};

const origins: Readonly<Record<string, string>> = {
  provider: "the provider's own",
  "open-weight": "open weights",
  "fine-tuned": "fine-tuned from another model",
  custom: "made by the customer",
};

/** The dossier of a model: each part told, judged where it can be, or unknown with the reason. */
export function modelFacts(model: DescribedResource, around: ModelSurroundings): WorkloadFact[] {
  return [
    ...needed(
      "Provenance",
      factOf(model, "Provenance", "facets.origin", (value) =>
        typeof value === "string" ? { value: origins[value] ?? value, standing: "said" } : null,
      ),
    ),
    ...needed("Publisher", factOf(model, "Publisher", "facets.publisher", told)),
    licence(model),
    ...needed("Version", factOf(model, "Version", "facets.version", told)),
    ...lifecycle(model),
    customization(model, around),
    training(model, around),
    evaluation(model, around),
    ...surrounding(model, around),
    ...factOf(model, "Weights", "facets.customerKey", (value) =>
      typeof value === "boolean"
        ? {
            value: value
              ? "encrypted with a key of the customer's own"
              : "encrypted with a key of the provider",
            standing: "said",
          }
        : null,
    ),
  ];
}

/** The parts that nobody can tell of, as a reader would list them. */
export const modelGaps = (facts: readonly WorkloadFact[]): string[] =>
  facts.flatMap(({ term, standing, value }) =>
    standing === "unknown" || standing === "gap" ? `${term}: ${value}` : [],
  );

const needed = (term: string, facts: WorkloadFact[]): WorkloadFact[] =>
  facts.length > 0 ? facts : [missing(term, "The provider's answer does not state it.")];
const missing = (term: string, why: string): WorkloadFact => ({
  term,
  value: "unknown",
  why,
  standing: "unknown",
});

function licence(model: DescribedResource): WorkloadFact {
  const [stated] = [
    ...factOf(model, "Licence", "properties.license", told),
    ...factOf(model, "Licence", "properties.licence", told),
  ];
  if (stated) return stated;
  if (model.facets["origin"] === "provider")
    return {
      term: "Licence",
      value: "the provider's terms of service",
      why: "It is the provider's own model.",
      standing: "said",
    };
  return missing("Licence", "No collected record of this model names a licence.");
}

function lifecycle(model: DescribedResource): WorkloadFact[] {
  const end = ["endsAt", "inferenceEndsAt"].flatMap((name) =>
    factOf(model, "End of life", `properties.${name}`, told),
  )[0];
  const state = factOf(model, "Lifecycle", "facets.lifecycle", (value) => {
    if (value === "active") return { value: "active", standing: "met" };
    if (value === "legacy" || value === "retired") return { value, standing: "gap" };
    return value === "unstated" ? { value: "not stated by the provider", standing: "said" } : null;
  });
  return [
    ...needed("Lifecycle", state),
    end ? { ...end, value: end.value.slice(0, 10) } : missing("End of life", "No date is stated for it."),
  ];
}

function customization(model: DescribedResource, { edges }: ModelSurroundings): WorkloadFact {
  const parts = ["customization", "baseModel"].flatMap((name) =>
    factOf(model, "Customization", `properties.${name}`, told).map(({ value }) => value),
  );
  const makers = edges.filter(({ kind, to }) => kind === "produces" && to.key === model.key);
  if (parts.length > 0)
    return { term: "Customization", value: parts.join(" of "), why: reasonsOf(makers), standing: "said" };
  if (makers.length > 0)
    return {
      term: "Customization",
      value: `made by ${namesOf(makers.map(({ from }) => from.name))}`,
      why: reasonsOf(makers),
      standing: "said",
    };
  if (model.facets["origin"] === "provider")
    return {
      term: "Customization",
      value: "none",
      why: "It is the provider's own model, unchanged.",
      standing: "said",
    };
  return missing("Customization", "No job that made it was collected.");
}

function training(model: DescribedResource, { edges }: ModelSurroundings): WorkloadFact {
  const jobs = new Set(
    edges.filter(({ kind, to }) => kind === "produces" && to.key === model.key).map(({ from }) => from.key),
  );
  const data = edges.filter(
    ({ kind, from }) => kind === "trained-on" && (from.key === model.key || jobs.has(from.key)),
  );
  if (data.length > 0)
    return {
      term: "Training data",
      value: namesOf(data.map(({ to }) => to.name)),
      why: reasonsOf(data),
      standing: "said",
    };
  if (model.facets["origin"] === "provider")
    return missing(
      "Training data",
      "Its provider made it; what it was trained on is not in any collected record.",
    );
  return missing("Training data", "No record leads from it to the data it was trained on.");
}

function evaluation(
  model: DescribedResource,
  { edges, standIns, described }: ModelSurroundings,
): WorkloadFact {
  const found = edges.filter(
    ({ from, to }) =>
      (from.class === "evaluation" && standIns.has(to.key)) ||
      (to.class === "evaluation" && standIns.has(from.key)),
  );
  const evaluations = [
    ...new Set(found.map(({ from, to }) => (from.class === "evaluation" ? from.key : to.key))),
  ].flatMap((key) => described.get(key) ?? []);
  if (evaluations.length === 0)
    return {
      term: "Evaluation",
      value: "none recorded",
      why: `No evaluation that was collected is of ${model.name}.`,
      standing: "gap",
    };
  const words = evaluations.map(({ name, facets }) => {
    const measures = Array.isArray(facets["measures"]) ? facets["measures"].map(String) : [];
    const at = typeof facets["finishedAt"] === "string" ? facets["finishedAt"].slice(0, 10) : "not finished";
    return `${name} (${[at, ...measures].join(", ")})`;
  });
  return { term: "Evaluation", value: words.join("; "), why: reasonsOf(found), standing: "met" };
}

const surrounding = (model: DescribedResource, { edges, standIns }: ModelSurroundings): WorkloadFact[] => {
  const of = (kind: string) =>
    edges.filter(
      ({ kind: own, from, to }) => own === kind && standIns.has(from.key) && to.class !== "evaluation",
    );
  const [monitors, guardrails, logs] = [of("monitored-by"), of("guarded-by"), of("logs-to")];
  return [
    monitors.length > 0
      ? {
          term: "Monitors",
          value: namesOf(monitors.map(({ to }) => to.name)),
          why: reasonsOf(monitors),
          standing: "met",
        }
      : {
          term: "Monitors",
          value: "none",
          why: `Nothing that was collected watches ${model.name} or what serves it.`,
          standing: "gap",
        },
    guardrails.length > 0
      ? {
          term: "Guardrails",
          value: namesOf(guardrails.map(({ from, to }) => `${to.name} for ${from.name}`)),
          why: reasonsOf(guardrails),
          standing: "met",
        }
      : {
          term: "Guardrails",
          value: "none",
          why: `No guardrail stands before ${model.name} or what serves it.`,
          standing: "gap",
        },
    ...(logs.length > 0
      ? [
          {
            term: "Calls are logged to",
            value: namesOf(logs.map(({ to }) => to.name)),
            why: reasonsOf(logs),
            standing: "met" as const,
          },
        ]
      : []),
  ];
};

const namesOf = (names: readonly string[]): string => [...new Set(names)].join(", ");
const reasonsOf = (edges: readonly EdgeAt[]): string | null =>
  [...new Set(edges.flatMap(({ reason }) => reason ?? []))].join("; ") || null;
