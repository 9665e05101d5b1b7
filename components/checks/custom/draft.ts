import type { CustomCheckDetail } from "#lib/contract/custom-checks.ts";
import type { Layer } from "#lib/domain/layer.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import type { Severity } from "#lib/domain/severity.ts";

export type Side = "pass" | "fail" | "notApplicable";
export type ExampleDraft = { id: number; side: Side; name: string; facts: string };

/** A definition as it stands in the fields. */
export type Draft = {
  slug: string;
  title: string;
  severity: Severity;
  layer: Layer;
  function: "protect" | "detect" | "respond";
  class: ResourceClass;
  /** Empty for the whole class. */
  type: string;
  when: string;
  passes: string;
  failure: string;
  risk: string;
  remediation: string;
  /** One address a line. */
  references: string;
  examples: readonly ExampleDraft[];
};

export const emptyDraft: Draft = {
  slug: "",
  title: "",
  severity: "medium",
  layer: "data",
  function: "protect",
  class: "data-store",
  type: "",
  when: "",
  passes: "",
  failure: "",
  risk: "",
  remediation: "",
  references: "",
  examples: [
    { id: 1, side: "pass", name: "", facts: "{}" },
    { id: 2, side: "fail", name: "", facts: "{}" },
  ],
};

type Definition = CustomCheckDetail["definition"];

/** What an example may state beside facets; one that states none of these is its facets. */
const parts = new Set(["facets", "properties", "tags", "derived", "neighbours", "region"]);

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A stored definition in the fields; what it lacks is as in an empty one. */
export function draftOf(definition: Definition): Draft {
  const words = Object.fromEntries(
    Object.keys(emptyDraft).flatMap((field) => {
      const value = definition[field];
      return typeof value === "string" ? [[field, value] as const] : [];
    }),
  );
  const { references, examples } = definition;
  return {
    ...emptyDraft,
    ...words,
    references: Array.isArray(references) ? references.map(text).join("\n") : "",
    examples: isObject(examples) ? exampleDrafts(examples) : emptyDraft.examples,
  };
}

const sides: readonly Side[] = ["pass", "fail", "notApplicable"];

function exampleDrafts(examples: Record<string, unknown>): ExampleDraft[] {
  const listed = sides.flatMap((side) => {
    const ofSide = examples[side];
    return Array.isArray(ofSide) ? ofSide.filter(isObject).map((example) => ({ side, example })) : [];
  });
  return listed.map(({ side, example }, at) => ({
    id: at + 1,
    side,
    name: text(example["name"]),
    facts: factsText(example),
  }));
}

function factsText({ name: _name, ...stated }: Record<string, unknown>): string {
  const filled = Object.fromEntries(Object.entries(stated).filter(([, value]) => !isEmpty(value)));
  const { facets } = filled;
  const others = Object.keys(filled).filter((part) => part !== "facets");
  return JSON.stringify(others.length === 0 ? (facets ?? {}) : filled, null, 1);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

export type Written = { definition: Definition; problems: { field: string; message: string }[] };

/** What is sent of the fields, and what of them is not even JSON. */
export function definitionOf(draft: Draft): Written {
  const problems: Written["problems"] = [];
  const { type, when, references, examples, ...words } = draft;
  const ofSide = (side: Side) =>
    examples
      .filter((example) => example.side === side)
      .map(({ name, facts }, at) => {
        const stated = factsIn(facts);
        if (!stated)
          problems.push({ field: `examples.${side}.${at}`, message: "Write its facts as a JSON object" });
        return { name, ...stated };
      });
  const definition = {
    ...words,
    type: type === "" ? null : type,
    when: when.trim() === "" ? null : when,
    references: references.split("\n").flatMap((line) => line.trim() || []),
    examples: { pass: ofSide("pass"), fail: ofSide("fail"), notApplicable: ofSide("notApplicable") },
  };
  return { definition, problems };
}

function factsIn(source: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(source.trim() === "" ? "{}" : source);
    if (!isObject(value)) return null;
    return Object.keys(value).some((key) => parts.has(key)) ? value : { facets: value };
  } catch {
    return null;
  }
}

/** Of a title the name that its findings stand under. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
