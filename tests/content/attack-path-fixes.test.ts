import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { fixesOf } from "#lib/correlation/fixes.ts";
import { rankFixes } from "#lib/correlation/rank-fixes.ts";
import type { AttackPath } from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { privilege, reach, sensitivity } from "#tests/support/shape-estate.ts";

type Estate = { resources: readonly Resource[]; relationships: readonly Relationship[] };
type Made = (estate: Estate, key: string) => Estate;

const changed =
  (change: (resource: Resource) => Resource): Made =>
  ({ resources, relationships }, key) => ({
    resources: resources.map((resource) => (resource.key === key ? change(resource) : resource)),
    relationships,
  });
/** The resource with these facets, where it has them at all. */
const set = (facets: Record<string, unknown>): Made =>
  changed((resource) => ({ ...resource, facets: Object.assign({ ...resource.facets }, facets) }));
const derived = (facts: Resource["derived"]): Made =>
  changed((resource) => ({ ...resource, derived: { ...resource.derived, ...facts } }));
const cutFrom =
  (...kinds: RelationshipKind[]): Made =>
  ({ resources, relationships }, key) => ({
    resources,
    relationships: relationships.filter(({ from, kind }) => from !== key || !kinds.includes(kind)),
  });
const cutInto =
  (...kinds: RelationshipKind[]): Made =>
  ({ resources, relationships }, key) => ({
    resources,
    relationships: relationships.filter(({ to, kind }) => to !== key || !kinds.includes(kind)),
  });
const both =
  (...changes: Made[]): Made =>
  (estate, key) =>
    changes.reduce((made, change) => change(made, key), estate);

/** What a sync sees once the change is made, for every change that a sync can see. */
const seen: Record<string, Made> = {
  "require-authentication": set({ authentication: "identity" }),
  "attach-guardrail": ({ resources, relationships }, key) => ({
    resources: [...resources, sampleResource("guardrail", "a new guardrail", { callerMayOverride: false })],
    relationships: [...relationships, { from: key, kind: "guarded-by", to: "a new guardrail" }],
  }),
  "separate-sensitive-data": derived(sensitivity("internal")),
  "forbid-filter-override": set({ callerMayOverride: false }),
  "remove-public-network": both(set({ publicNetwork: false }), derived(reach("internal"))),
  "narrow-identity": derived(privilege("scoped")),
  "narrow-data-access": set({ broadAccess: false }),
  "restrict-network": set({ publicNetwork: false }),
  "disable-keys": both(set({ keyAuthentication: false }), cutInto("holds-credential-of")),
  "log-requests": set({ logsRequests: true }),
  "remove-public-address": set({ publicAddress: false }),
  "close-training-store": set({ publicRead: false, publicWrite: false, externalPrincipals: [] }),
  "block-public-read": set({ publicRead: false }),
  "block-public-write": set({ publicWrite: false }),
  "immutable-tags": set({ immutableTags: true }),
  "move-secret-to-store": both(set({ secretVariables: [] }), cutFrom("holds-credential-of")),
  "require-confirmation": set({ requiresConfirmation: true }),
  "restrict-writers": cutInto("can-write"),
  "narrow-pass-role": cutFrom("can-pass"),
  "withdraw-access": cutFrom("can-read", "can-write", "can-invoke", "can-manage", "can-assume"),
  "narrow-trust": both(set({ trusts: [] }), cutInto("can-assume")),
  "pin-by-digest": set({ mutableReference: false, signed: true, immutableTags: true }),
  "patch-image": set({ criticalVulnerabilityCount: 0 }),
  "pin-actions": set({ pinned: true, untrustedTrigger: false }),
  "use-federation": both(set({ secretVariables: [] }), cutFrom("holds-credential-of")),
  "use-verified-model": set({ publisher: "a publisher with a name" }),
  "run-without-secrets": cutFrom("runs-as", "holds-credential-of"),
  "restrict-artifact-access": cutInto("can-read", "can-write", "can-manage"),
  "restrict-readers": cutInto("can-read"),
  "restrict-egress": set({ privateNetwork: true, publicNetwork: false }),
  "revoke-leaked-key": both(set({ leakedSecrets: [] }), cutFrom("holds-credential-of")),
  "make-repository-private": set({ publicRead: false }),
  "delete-dormant": ({ resources, relationships }, key) => ({
    resources: resources.filter((resource) => resource.key !== key),
    relationships,
  }),
  "remove-from-prompt": cutFrom("holds-credential-of"),
  "limit-delegation": cutFrom("invokes", "uses-tool"),
  "limit-requests": set({ throttled: true }),
  "limit-spend": set({ spendLimited: true }),
  "restrict-key": set({ restricted: true }),
  "rotate-key": set({ restricted: true, expiresAt: "2027-06-01T00:00:00Z" }),
  "split-key": cutInto("holds-credential-of"),
  "name-key-owner": set({ owned: true }),
  "name-owner": changed((resource) => ({ ...resource, tags: { owner: "a team" } })),
  "unmount-token": cutFrom("runs-as"),
};
/** Changes outside what is collected: the issue is closed by another change, or by a person. */
const unseen = new Set([
  "strip-filter-header",
  "rotate-exposed-data",
  "retrain-from-verified-data",
  "verify-sources",
  "mask-logged-prompts",
]);

const cases = attackPaths.flatMap((shape) =>
  shape
    .examples()
    .filter(({ paths }) => paths.length > 0)
    .map((example) => ({ shape, example, label: `${shape.id}: ${example.name}` })),
);
const search = (shape: AttackPath, { resources, relationships }: Estate) =>
  findPaths(new ResourceGraph(resources, relationships), [shape]);

test("every change is one that a sync sees, or is known to be none", () => {
  const aspects = new Set(attackPaths.flatMap(({ fixes }) => fixes.map(({ aspect }) => aspect)));
  expect([...aspects].toSorted()).toEqual([...Object.keys(seen), ...unseen].toSorted());
});

describe.each(cases)("$label", ({ shape, example }) => {
  const { paths } = search(shape, example);
  const graph = new ResourceGraph(example.resources, example.relationships);

  test("each change that a sync sees ends the path once it is made", () => {
    for (const path of paths)
      for (const { aspect, resourceKey } of fixesOf(shape, path, graph)) {
        const make = seen[aspect];
        const after = make ? search(shape, make(example, resourceKey)) : null;
        expect(after?.paths.map(({ keys }) => keys.join(" ")) ?? [], aspect).toEqual([]);
        expect(after?.undecided ?? [], aspect).toEqual([]);
      }
  });

  test("the same change made elsewhere ends nothing", () => {
    for (const path of paths)
      for (const { aspect } of fixesOf(shape, path, graph)) {
        const make = seen[aspect] ?? ((estate: Estate) => estate);
        expect(search(shape, make(example, "somewhere else")).paths.length, aspect).toBe(paths.length);
      }
  });

  test("the one told first is one that a sync sees", () => {
    const issues = paths.map((path, index) => ({
      id: `issue ${index}`,
      score: 50,
      fixes: fixesOf(shape, path, graph),
    }));
    const [first] = rankFixes(issues);
    expect(unseen.has(first?.aspect ?? "")).toBe(false);
  });
});

describe.each(attackPaths)("$id", ({ fixes, hops, identity }) => {
  test("changes only what identifies its issue, or an end, whose alternatives are known", () => {
    const known = [0, hops.length, identity.start, identity.end];
    for (const { stop } of fixes) expect(known).toContain(stop);
  });

  test("can always be broken by one change alone", () => {
    const own = fixes.filter(
      ({ stop, aspect }) => (stop === identity.start || stop === identity.end) && !unseen.has(aspect),
    );
    expect(own.length).toBeGreaterThan(0);
  });

  test("tells the cheapest change that closes it first", () => {
    // A log closes nothing: it takes away that nobody would see it.
    const closing = fixes.filter(({ aspect }) => aspect !== "log-requests");
    const efforts = closing.map(({ effort }) => ["low", "medium", "high"].indexOf(effort));
    expect(efforts[0]).toBe(Math.min(...efforts));
  });
});
