import fc from "fast-check";
import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { findRoutes } from "./find-routes.ts";

const denied: Unknown = { reason: "denied", call: "x:Describe", permission: null, message: "no" };
const keys = ["a", "b", "c", "d", "e"] as const;

/** A load balancer passes on calls of others; an app calls on its own account. */
type Place = {
  kind: "balancer" | "app";
  network: boolean | null;
  group: "none" | "open" | "other-port" | "closed" | "unread";
  proof: "none" | "identity" | "unreachable" | null;
};
type Small = { places: Place[]; edges: [from: number, to: number][] };

const place: fc.Arbitrary<Place> = fc.record({
  kind: fc.constantFrom("balancer", "app"),
  network: fc.constantFrom(true, true, false, null),
  group: fc.constantFrom("none", "open", "other-port", "closed", "unread"),
  proof: fc.constantFrom("none", "identity", "unreachable", null),
});
const index = fc.nat({ max: keys.length - 1 });
const small: fc.Arbitrary<Small> = fc.record({
  places: fc.array(place, { minLength: keys.length, maxLength: keys.length }),
  edges: fc.array(fc.tuple(index, index), { maxLength: 9 }),
});

type Verdict = "anyone" | "credential" | "internal" | "unknown";

/** What the documentation says, of one way in at a time. */
function atOwnDoor({ kind, network, group, proof }: Place): Verdict {
  if (network === false) return "internal";
  const guarded = kind === "balancer" && group !== "none";
  if (network && guarded && (group === "closed" || group === "other-port")) return "internal";
  if (network === null) return "unknown";
  if (proof === "unreachable") return "internal";
  if (proof === null || (guarded && group === "unread")) return "unknown";
  return proof === "none" ? "anyone" : "credential";
}

/** Who got as far as `from`, and where the next edge leaves them. */
function over(so: Verdict, from: Place, to: Place): Verdict {
  if (so === "credential" || so === "unknown" || from.kind === "app" || to.proof === "unreachable") return so;
  if (to.proof === null) return "unknown";
  return to.proof === "none" ? "anyone" : "credential";
}

/** Asks every edge again until nothing changes: first for what anyone reaches, then for what is left. */
function tryEverything({ places, edges }: Small): Verdict[] {
  const found = places.map(atOwnDoor);
  for (const level of ["anyone", "credential", "unknown"] as const)
    for (let round = 0; round <= places.length; round++)
      for (const [source, target] of edges) {
        const [so, from, to] = [found[source], places[source], places[target]];
        if (!from || !to || !so || so === "internal" || worstFirst.indexOf(so) > worstFirst.indexOf(level))
          continue;
        const led = over(so, from, to);
        if (led === level && worstFirst.indexOf(led) < worstFirst.indexOf(found[target] ?? "internal"))
          found[target] = led;
      }
  return found;
}

const worstFirst: readonly Verdict[] = ["anyone", "credential", "unknown", "internal"];

const openPorts = { open: ["tcp 443"], "other-port": ["tcp 22"], closed: [], unread: [], none: [] };

function build({ places, edges }: Small): ResourceGraph {
  const resources: Resource[] = [];
  const relationships: Relationship[] = edges.map(([from, to]) => ({
    from: keys[from] ?? "",
    kind: "routes-to",
    to: keys[to] ?? "",
  }));
  for (const [at, { kind, network, group, proof }] of places.entries()) {
    const key = keys[at] ?? "";
    const unknown = {
      ...(network === null ? { "facets.publicNetwork": denied } : {}),
      ...(proof === null ? { "facets.authentication": denied } : {}),
    };
    const facets = { publicNetwork: network ?? false, authentication: proof ?? "none" };
    const extra = Object.keys(unknown).length > 0 ? { unknown } : {};
    resources.push(
      kind === "app"
        ? createResource("compute", key, facets, { type: "azure.app-service.app", ...extra })
        : withPorts(createResource("api", key, facets, { type: "aws.elbv2.load-balancer", ...extra })),
    );
    if (group === "none") continue;
    resources.push(groupOf(key, openPorts[group], group === "unread"));
    relationships.push({ from: key, kind: "in-network", to: `${key}-group` });
  }
  return new ResourceGraph(resources, relationships);
}

// Safe because the ports are a property of that very type.
const withPorts = (resource: Resource): Resource =>
  ({ ...resource, properties: { ...resource.properties, ports: ["tcp 443"] } }) as Resource;

function groupOf(key: string, ports: string[], isUnread: boolean): Resource {
  const facets = { openToInternet: ports.length > 0 };
  const extra = isUnread ? { unknown: { "facets.openToInternet": denied } } : {};
  const type = "aws.ec2.security-group" as const;
  const group = stored(createResource("network", `${key}-group`, facets, { type, ...extra }));
  // Safe because open ports are a property of that very type.
  return { ...group, properties: { ...group.properties, openPorts: ports } } as Resource;
}

test("finds of each place what trying every way in finds, whatever is not known", () => {
  fc.assert(
    fc.property(small, (given) => {
      const { exposures } = findRoutes(build(given));
      expect(keys.map((key) => exposures.get(key)?.reach ?? "unknown")).toEqual(tryEverything(given));
    }),
    { numRuns: 300 },
  );
});

const fits = {
  anyone: (met: ReadonlySet<string>) => met.size === 1 && met.has("open"),
  credential: (met: ReadonlySet<string>) => met.has("asks") && !met.has("closed"),
  internal: (met: ReadonlySet<string>) => met.has("closed"),
  unknown: (met: ReadonlySet<string>) => met.has("unknown"),
};

test("a route told of an open way has no closed door on it, and one that is closed has a door that says so", () => {
  fc.assert(
    fc.property(small, (given) => {
      const { exposures, routes } = findRoutes(build(given));
      const odd = [...routes].filter(
        ([key, hops]) =>
          !fits[exposures.get(key)?.reach ?? "unknown"](new Set(hops.map(({ outcome }) => outcome))),
      );
      expect(odd).toEqual([]);
    }),
  );
});
