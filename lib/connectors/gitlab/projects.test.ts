import { expect, test } from "vitest";

import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { collectAll } from "#lib/connectors/collect-all.ts";
import { replay } from "#lib/connectors/recording.ts";
import { demoRecording, withDenied } from "#tests/support/demo-recording.ts";
import gitlab from "./connector.ts";

const { signal } = new AbortController();
type Bodies = Readonly<Record<string, unknown>>;

/** The demo's group, in which each project answers some calls in another way. */
async function collected(bodies: Bodies) {
  const calls = (await demoRecording("gitlab")).map((call) => {
    const body = bodies[`${call.service}:${call.operation}`];
    return body === undefined ? call : { ...call, output: { ...(call.output as object), body } };
  });
  return collectAll(gitlab, replay(calls), signal);
}
const named = (resources: readonly Resource[], type: ResourceType, name: string) =>
  resources.find((one) => one.type === type && one.name === name);

test("a project where developers push and one other approves takes changes that nobody else has seen", async () => {
  const level = (access_level: number) => [
    { name: "main", push_access_levels: [{ access_level }], allow_force_push: false },
  ];
  const reviewed = async (bodies: Bodies) =>
    named((await collected(bodies)).resources, "gitlab.project", "pricing-lab")?.facets;
  expect(await reviewed({})).toMatchObject({ reviewRequired: true });
  expect(await reviewed({ "projects:list-protected-branches": level(40) })).toMatchObject({
    reviewRequired: false,
  });
  expect(await reviewed({ "projects:list-approval-rules": [] })).toMatchObject({ reviewRequired: false });
});

test("a pipeline shows what it runs, what it holds and whom it presents itself as", async () => {
  const { resources } = await collected({
    "projects:get-ci-lint": {
      valid: true,
      merged_yaml: "build:\n  image: node:24\n  services: [docker:27-dind]\n  id_tokens: { T: { aud: x } }\n",
      includes: [{ type: "component", location: "gitlab.com/components/sast/sast@2.1", extra: {} }],
    },
  });
  const pipeline = resources.find(({ type }) => type === "gitlab.pipeline");
  expect(pipeline).toMatchObject({
    properties: {
      unpinnedImages: ["docker:27-dind", "node:24"],
      unpinnedIncludes: ["gitlab.com/components/sast/sast@2.1"],
      privilegedServices: ["docker:27-dind"],
    },
    facets: {
      pinned: false,
      secretVariables: ["MINIO_SECRET_KEY"],
      federation: [
        {
          issuer: "gitlab.acme-insurance.example",
          subject: "project_path:actuarial/pricing/pricing-lab:ref_type:*:ref:*",
        },
      ],
    },
  });
});

test("a configuration that GitLab cannot put together is there, and what it does is unknown", async () => {
  const { resources } = await collected({
    "projects:get-ci-lint": { valid: false, errors: ["jobs config should contain a job"], includes: null },
  });
  const pipeline = resources.find(({ type }) => type === "gitlab.pipeline");
  expect(pipeline?.unknown?.["facets.pinned"]).toMatchObject({ reason: "malformed" });
});

test("whoever may not see tokens still sees projects, and is told which role would show them", async () => {
  const calls = await demoRecording("gitlab");
  const at = calls.findIndex(({ operation }) => operation === "list-access-tokens");
  const seen = await collectAll(gitlab, replay(withDenied(calls, at)), signal);
  expect(seen.collections.filter(({ state }) => state !== "complete").map((one) => one.collectorId)).toEqual([
    "access-keys",
  ]);
  expect(seen.resources.filter(({ type }) => type === "gitlab.project")).toHaveLength(4);
});

test("where the files may not be seen, a pipeline is shown if GitLab puts one together, and is a gap if not", async () => {
  const calls = await demoRecording("gitlab");
  const keysOf = (resources: readonly Resource[]) =>
    resources.filter(({ type }) => type === "gitlab.pipeline").map(({ key }) => key);
  const whole = keysOf((await collectAll(gitlab, replay(calls), signal)).resources);
  const trees = calls.flatMap(({ operation, input }, at) =>
    operation === "list-tree" && input["path"] === undefined ? [at] : [],
  );
  const gaps: unknown[] = [];
  for (const at of trees) {
    const seen = await collectAll(gitlab, replay(withDenied(calls, at)), signal);
    expect(keysOf(seen.resources)).toEqual(whole);
    expect(seen.resources.filter(({ type }) => type === "gitlab.project")).toHaveLength(4);
    const gap = seen.gaps.find(({ produces }) => produces.includes("gitlab.pipeline"));
    gaps.push(gap ? `${gap.unknown.reason} ${gap.unknown.call}` : "none");
  }
  expect(new Set(gaps)).toEqual(new Set(["none", "denied projects:list-tree"]));
});
