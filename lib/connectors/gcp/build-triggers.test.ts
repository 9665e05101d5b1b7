import { expect, test } from "vitest";

import { collectGcp, inventoryOf, projectId, region, told } from "#tests/support/recorded-gcp.ts";
import { buildTriggers } from "./build-triggers.ts";

const resourceName = `projects/${projectId}/locations/${region}/triggers/t1`;
const collect = (data: object) =>
  collectGcp(buildTriggers, {
    "cloudasset:assets.list": inventoryOf({
      name: "//cloudbuild.googleapis.com/projects/582910347716/triggers/t1",
      assetType: "cloudbuild.googleapis.com/BuildTrigger",
      data: { id: "t1", name: "release", ...data },
    }),
  });

test("a trigger told in full", async () => {
  const { only, relationships } = await collect({
    resourceName,
    approvalConfig: { approvalRequired: true },
    serviceAccount: `projects/${projectId}/serviceAccounts/build@${projectId}.iam.gserviceaccount.com`,
    repositoryEventConfig: { push: { branch: "main" } },
    substitutions: { _TOKEN: "ghp_abcdefghijklmnopqrstuvwxyz0123456789", _ENV: "prod" },
    build: {
      images: [`${region}-docker.pkg.dev/${projectId}/serving/app:$TAG_NAME`],
      steps: [{ env: ["API_KEY=$$API_KEY", "LEVEL=info"] }],
      options: { pool: { name: "projects/p/locations/l/workerPools/w" } },
    },
  });
  expect(only()).toMatchObject({
    key: `//cloudbuild.googleapis.com/${resourceName}`,
    region,
    properties: { enabled: true, approvalRequired: true, privatePool: true, starts: "a push" },
    facets: { publicResults: false, privileged: false, secretVariables: ["_TOKEN"] },
  });
  expect(told(relationships)).toEqual([
    `cloudbuild:triggers/t1 runs-as iam:serviceAccounts/build@${projectId}.iam.gserviceaccount.com`,
    "cloudbuild:triggers/t1 stores-artifacts-in artifactregistry:repositories/serving",
  ]);
});

test("one that states nothing needs no approval, runs on shared workers, and as whoever builds run as", async () => {
  expect((await collect({})).only()).toMatchObject({
    key: `//cloudbuild.googleapis.com/projects/${projectId}/triggers/t1`,
    properties: { approvalRequired: false, privatePool: false, serviceAccount: null },
  });
});

test.each([
  ["asks outsiders for a comment", "COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY", false],
  ["asks everybody", "COMMENTS_ENABLED", false],
  ["asks nobody", "COMMENTS_DISABLED", true],
  ["says nothing, which asks nobody", undefined, true],
])("a trigger of pull requests that %s", async (_, commentControl, untrustedPullRequests) => {
  const { only } = await collect({ github: { pullRequest: { branch: ".*", commentControl } } });
  expect(only().properties).toMatchObject({ untrustedPullRequests, starts: "a pull request" });
});
