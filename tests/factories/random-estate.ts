import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { randomFrom, type Random } from "./random.ts";
import { createResource } from "./resource.ts";

export type RandomEstate = {
  resources: Resource[];
  relationships: Relationship[];
  /** Keys that make up each application by themselves: its way in, its code, its agent, what grounds it. */
  applications: string[][];
  /** Keys that several applications use. */
  shared: string[];
};

const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
/** A name that says nothing: whatever is recognised is recognised by structure. */
const nonsense = (random: Random) => Array.from({ length: 12 }, () => random.pick(letters)).join("");

/** Applications of random shape without tags or speaking names, beside each other and on shared platforms. */
export function randomEstate(seed: number, { applications: count = 4 } = {}): RandomEstate {
  const random = randomFrom(seed);
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  const add = (wanted: ResourceClass, facets: object = {}): string => {
    const key = nonsense(random);
    resources.push(createResource(wanted, key, facets, { name: nonsense(random) }));
    return key;
  };
  const link = (from: string, kind: RelationshipKind, to: string) => relationships.push({ from, kind, to });

  const platform = add("ai-service");
  const network = add("network");
  const log = add("audit-log");
  const used = new Set<string>();
  const applications = Array.from({ length: count }, () => {
    const own: string[] = [];
    const part = (wanted: ResourceClass, facets: object = {}) => {
      const key = add(wanted, facets);
      own.push(key);
      return key;
    };
    const code = part("compute");
    if (random.oneIn(2)) link(part("api"), "routes-to", code);
    const agent = part("agent");
    link(code, "invokes", agent);
    if (random.oneIn(2)) {
      const base = part("knowledge-base");
      link(agent, "grounded-on", base);
      link(base, "ingests", part("data-store"));
    }
    if (random.oneIn(2)) link(agent, "uses-tool", part("agent-tool"));
    if (random.oneIn(2)) link(agent, "guarded-by", part("guardrail"));
    if (random.oneIn(2)) {
      link(code, "invokes", platform);
      used.add(platform);
    }
    const role = part("identity", { grants: [], trusts: [] });
    link(code, "runs-as", role);
    if (random.oneIn(2)) {
      // A second way to everything: which of two ways is told must not depend on which came first.
      const second = part("compute");
      link(code, "invokes", second);
      link(second, "invokes", agent);
      link(second, "runs-as", role);
      const index = part("vector-store");
      link(second, "grounded-on", index);
      link(code, "grounded-on", index);
      link(agent, "grounded-on", index);
    }
    link(code, "in-network", network);
    link(code, "logs-to", log);
    return own.toSorted();
  });
  // What is nobody's AI: code without a model, and its store.
  const shop = add("compute");
  link(shop, "can-write", add("data-store"));
  link(shop, "in-network", network);
  return { resources, relationships, applications, shared: [...used] };
}
