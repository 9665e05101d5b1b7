import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { classOf } from "#lib/domain/resource.ts";
import { related } from "#lib/domain/sample-resource.ts";
import { createResource, stored } from "#tests/factories/resource.ts";
import { findRoutes } from "./find-routes.ts";

const denied = {
  reason: "denied",
  call: "ec2:DescribeSecurityGroups",
  permission: null,
  message: "no",
} as const;

function make(
  type: ResourceType,
  key: string,
  facets: object,
  properties: object = {},
  unknown: string[] = [],
) {
  const missing =
    unknown.length > 0 ? { unknown: Object.fromEntries(unknown.map((path) => [path, denied])) } : {};
  const base = stored(createResource(classOf(type), key, facets, { type, ...missing }));
  // Safe because the example states properties of each one's own type.
  return { ...base, properties: { ...base.properties, ...properties } } as Resource;
}
const balancer = (key: string, authentication: string) =>
  make("aws.elbv2.load-balancer", key, { publicNetwork: true, authentication }, { ports: ["tcp 443"] });
const group = (key: string, openPorts: string[], unknown: string[] = []) =>
  make("aws.ec2.security-group", key, { openToInternet: openPorts.length > 0 }, { openPorts }, unknown);

function reaches({ signsIn = false, maintenance = ["tcp 22"] } = {}): Record<string, string> {
  const resources = [
    balancer("claims-web", signsIn ? "identity" : "none"),
    balancer("partner-web", "identity"),
    balancer("admin-web", "none"),
    balancer("legacy-web", "none"),
    make("aws.ecs.service", "claims-app", { publicNetwork: false, authentication: "unreachable" }),
    make("aws.rds.database", "ledger", { publicNetwork: true }, { ports: ["tcp 5432"] }),
    group("front", ["tcp 443"]),
    group("maintenance", maintenance),
    group("old", [], ["facets.openToInternet"]),
  ];
  const edges = related(
    "claims-web in-network front",
    "claims-web routes-to claims-app",
    "partner-web in-network front",
    "admin-web in-network maintenance",
    "legacy-web in-network old",
    "ledger in-network maintenance",
  );
  const { exposures, routes } = findRoutes(new ResourceGraph(resources, edges));
  return Object.fromEntries([...routes].map(([key]) => [key, exposures.get(key)?.reach ?? "unknown"]));
}

/** First and last column of the table in the documentation. */
const documented = Object.fromEntries(
  [
    ...readFileSync("docs/engines/reach.md", "utf8").matchAll(
      /^\| ([a-z]+(?:-[a-z]+)?) +\|.*\| (anyone|credential|internal|unknown) +\|$/gm,
    ),
  ].map(([, key = "", reach = ""]) => [key, reach]),
);

test("the table worked by hand is what the engine computes", () => {
  expect(Object.keys(documented)).toHaveLength(6);
  expect(reaches()).toEqual(documented);
});

test("both changes named there do what it says, and nothing else", () => {
  expect(reaches({ signsIn: true })).toEqual({
    ...documented,
    "claims-web": "credential",
    "claims-app": "credential",
  });
  expect(reaches({ maintenance: ["tcp 22", "tcp 5432"] })).toEqual({ ...documented, ledger: "credential" });
});
