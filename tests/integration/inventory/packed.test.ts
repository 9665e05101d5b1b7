import { expect, test } from "vitest";

import { allPaths } from "#lib/correlation/all-paths.ts";
import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import { derive } from "#lib/inventory/derive.ts";
import { loadInventory } from "#lib/inventory/load-graph.ts";
import { createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { plainResource } from "#tests/support/plain-resource.ts";
import { denied } from "#tests/support/shape-estate.ts";

/** With every facet stated, as what was collected. */
function whole(resource: Resource): Resource {
  const { facets } = createResource(classOf(resource.type), resource.key);
  const collected = stored(resource);
  // Safe because both are facets of one class.
  return { ...collected, facets: { ...facets, ...collected.facets } } as Resource;
}

test("an inventory that is kept packed says what one of objects says", async () => {
  const ctx = await createOrganization();
  const examples = attackPaths.slice(0, 12).flatMap((shape) => shape.examples());
  const collected = examples.flatMap((one) => one.resources.map(whole));
  const resources = [...new Map(collected.map((one) => [one.key, one])).values()].map((one, index) =>
    index === 0 ? { ...one, unknown: { [`facets.${Object.keys(one.facets)[0]}`]: denied } } : one,
  );
  const relationships = [
    ...new Map(
      examples.flatMap((one) => one.relationships).map((one) => [`${one.from} ${one.kind} ${one.to}`, one]),
    ).values(),
  ];
  await createInventory(ctx, resources, relationships);
  const [objects, packed] = [
    await loadInventory(ctx.organizationId, undefined, "all", Number.POSITIVE_INFINITY),
    await loadInventory(ctx.organizationId, undefined, "all", 0),
  ];
  expect(packed.graph.nodes).not.toEqual([]);
  expect(packed.graph.nodes.map(plainResource)).toEqual(objects.graph.nodes.map(plainResource));
  expect(packed.graph.relationships).toEqual(objects.graph.relationships);
  for (const { key } of resources) {
    expect(packed.idByKey.get(key)).toBe(objects.idByKey.get(key));
    expect(packed.hashByKey.get(key)).toBe(objects.hashByKey.get(key));
  }
  const [derivedPacked, derived] = [derive(packed.graph), derive(objects.graph)];
  expect(derivedPacked.relationships).toEqual(derived.relationships);
  expect(new Map(derivedPacked.factsByKey)).toEqual(derived.factsByKey);
  const search = findPaths(derived.graph, allPaths);
  expect(findPaths(derivedPacked.graph, allPaths)).toEqual(search);
  expect(search.paths.length + search.undecided.length).toBeGreaterThan(0);
});
