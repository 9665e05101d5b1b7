import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { classOf } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import {
  googleAccount,
  googleDenial,
  googlePlace,
  googlePolicy,
  googleProject,
  googleProjectKey,
} from "#tests/factories/google-estate.ts";
import { accessLimits } from "../../access.ts";
import { googleAccess } from "../access.ts";
import {
  actAs,
  agents,
  changes,
  hostings,
  policyChanges,
  poolChanges,
  projectChanges,
  rewritesRole,
  startings,
} from "./techniques.ts";

const me = "serviceAccount:me@demo.iam.gserviceaccount.com";
const powerful = googleAccount("powerful");
const custom = (
  permissions: readonly string[],
  role = `projects/${googleProject}/roles/own`,
): Resource<"gcp.iam.role"> => ({
  ...googlePlace(`//iam.googleapis.com/${role}`),
  type: "gcp.iam.role",
  properties: { role, stage: "GA", permissions: [...permissions], truncated: false },
  facets: {},
});
/** An estate in which the caller holds these permissions, by a role of its own, at that place. */
const holding = (permissions: readonly string[], on = googleProjectKey): Resource[] => {
  const role = custom(permissions, "organizations/9/roles/own");
  return [googleAccount("me"), role, googlePolicy(on, { role: role.properties.role, members: [me] })];
};
const short = (key: string) => key.split("/").at(-1)?.split("@")[0];
const told = (resources: readonly Resource[], edges: readonly Relationship[] = []) =>
  googleAccess(new ResourceGraph(resources, edges), accessLimits)
    .relationships.filter(({ kind, from }) => kind === "can-escalate-to" && short(from) === "me")
    .map(({ to, reason }) => `${short(to)}: ${reason}`);
const without = (all: readonly string[], one: string) => all.filter((each) => each !== one);

describe.each(startings)("acting as an account: $id", ({ told: how, permissions }) => {
  const all = [actAs, ...permissions];
  test("takes every one of its permissions", () => {
    const [edge = "", ...more] = told([...holding(all), powerful]);
    expect(more).toEqual([]);
    for (const part of [`powerful: ${how}`, ...all]) expect(edge).toContain(part);
    for (const missing of all)
      expect(told([...holding(without(all, missing)), powerful]), missing).toEqual([]);
    const [, service = "", rest = ""] = /^(\w+)\.(.+)$/.exec(permissions[0] ?? "") ?? [];
    const denied = googleDenial(googleProjectKey, `${service}.googleapis.com/${rest}`);
    expect(told([...holding(all), powerful, denied])).toEqual([]);
  });
});

describe.each(hostings)("through what runs as it: $id", ({ told: how, host, permissions, takesActAs }) => {
  const type: ResourceType = host;
  // Safe because the facets follow the class, which is the type's.
  const resource = {
    ...sampleResource(classOf(type), "host"),
    ...googlePlace("//any.googleapis.com/projects/demo/hosts/host"),
    type,
  } as Resource;
  const runs: Relationship = { from: resource.key, kind: "runs-as", to: powerful.key };
  const all = [...(takesActAs ? [actAs] : []), ...permissions];
  test("takes every one of its permissions", () => {
    expect(told([...holding(all), powerful, resource], [runs]).join()).toContain(
      `powerful: ${how.replace("{host}", "host")}`,
    );
    expect(told([...holding(all), powerful, resource])).toEqual([]);
    for (const missing of all)
      expect(told([...holding(without(all, missing)), powerful, resource], [runs]), missing).toEqual([]);
  });
});

test.each(changes)("changing the account: $permission", ({ told: how, permission }) => {
  expect(told([...holding([permission], powerful.key), powerful, googleAccount("other")])).toEqual([
    `powerful: ${how}: ${permission} (allow policy of ${powerful.key}, binding 1: organizations/9/roles/own)`,
  ]);
});

test.each(projectChanges)("by its project: $permission", ({ told: how, permission }) => {
  expect(told([...holding([permission]), powerful]).join()).toContain(`powerful: ${how}`);
  expect(told([...holding([permission], powerful.key), powerful])).toEqual([]);
});

describe("a policy above the account", () => {
  const folder = {
    ...sampleResource("account", "//cloudresourcemanager.googleapis.com/folders/1"),
    type: "gcp.cloudresourcemanager.folder" as const,
  };
  const organization = {
    ...sampleResource("account", "//cloudresourcemanager.googleapis.com/organizations/9"),
    type: "gcp.cloudresourcemanager.organization" as const,
  };
  const project = sampleResource("account", googleProjectKey);
  const above = [folder, organization, project];
  const contains: Relationship[] = [
    { from: organization.key, kind: "contains", to: folder.key },
    { from: folder.key, kind: "contains", to: project.key },
  ];
  const places = {
    projects: project.key,
    folders: folder.key,
    organizations: organization.key,
  } as Record<string, string>;
  const order = ["projects", "folders", "organizations"];

  test.each(policyChanges)(
    "$level: may be changed by who may there or above",
    ({ level, permission, told: how }) => {
      for (const [at, held] of order.entries()) {
        const edges = told([...holding([permission], places[held]), powerful, ...above], contains);
        const expected = at < order.indexOf(level) ? [] : [`powerful: ${how}: ${permission}`];
        expect(
          edges.map((edge) => edge.split(" (")[0]),
          held,
        ).toEqual(expected);
      }
    },
  );

  test("a custom role one holds above it, where one may rewrite that role", () => {
    const role = custom([rewritesRole.permission]);
    const held = googlePolicy(project.key, { role: role.properties.role, members: [me] });
    expect(told([googleAccount("me"), role, held, powerful]).join()).toContain(
      "powerful: rewrites its own role own: iam.roles.update (",
    );
    const elsewhere = custom([rewritesRole.permission], "projects/other/roles/own");
    const bound = googlePolicy(project.key, { role: elsewhere.properties.role, members: [me] });
    expect(told([googleAccount("me"), elsewhere, bound, powerful])).toEqual([]);
  });
});

test.each(poolChanges.permissions)("an issuer in a pool that the account trusts: %s", (permission) => {
  const pool: Resource<"gcp.iam.workload-identity-pool"> = {
    ...googlePlace(
      `//iam.googleapis.com/projects/${googleProject}/locations/global/workloadIdentityPools/ci`,
    ),
    type: "gcp.iam.workload-identity-pool",
    properties: { enabled: true, mode: "" },
    facets: {},
  };
  const trusting = (name: string): Resource => ({
    ...powerful,
    facets: {
      ...powerful.facets,
      trusts: [
        {
          kind: "federation",
          principal: `principalSet://iam.googleapis.com/projects/${googleProject}/locations/global/workloadIdentityPools/${name}/*`,
          conditional: false,
        },
      ],
    },
  });
  expect(told([...holding([permission]), trusting("ci"), pool]).join()).toContain(
    "powerful: adds an issuer of its own to ci, which it trusts",
  );
  expect(told([...holding([permission]), trusting("other"), pool])).toEqual([]);
  expect(told([...holding([permission]), powerful, pool])).toEqual([]);
});

test.each(agents)("an account of Google's own: $permission", ({ told: how, permission, email }) => {
  const name = email.source.includes("cloudbuild") ? "cloudbuild" : "cloudservices";
  const agent = {
    ...powerful,
    key: `//iam.googleapis.com/projects/demo/serviceAccounts/1@${name}.gserviceaccount.com`,
    properties: { ...powerful.properties, email: `1@${name}.gserviceaccount.com` },
  };
  expect(told([...holding([permission]), agent]).join()).toContain(`1: ${how}`);
  expect(told([...holding([permission]), powerful])).toEqual([]);
});

test("each way says where it is documented", () => {
  const all = [
    ...startings,
    ...hostings,
    ...changes,
    ...projectChanges,
    ...policyChanges,
    ...agents,
    rewritesRole,
    poolChanges,
  ];
  for (const { source } of all) expect(source).toMatch(/^https:\/\/cloud\.google\.com\//);
});
