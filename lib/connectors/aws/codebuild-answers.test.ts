import { describe, expect, test } from "vitest";

import { collectRecorded, edgesOf, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { codebuildProjects } from "./codebuild-projects.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const scope = { account: "111122223333", region: "eu-west-1" };
const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const key = arn("ecr", "repository/team/serving");

const projectKey = arn("codebuild", "project/claims");
/** One of `BatchGetProjects`, with every member that is documented. */
const project = {
  name: "claims",
  arn: projectKey,
  description: "Builds the assistant",
  source: {
    type: "GITHUB",
    location: "https://github.com/acme/claims.git",
    gitCloneDepth: 1,
    buildspec: "version: 0.2",
    reportBuildStatus: true,
    insecureSsl: false,
    auth: { type: "CODECONNECTIONS", resource: "c" },
  },
  secondarySources: [],
  sourceVersion: "main",
  artifacts: { type: "NO_ARTIFACTS" },
  cache: { type: "LOCAL", modes: ["LOCAL_DOCKER_LAYER_CACHE"] },
  environment: {
    type: "LINUX_CONTAINER",
    image: `${registry}/build@sha256:${"0f".repeat(32)}`,
    computeType: "BUILD_GENERAL1_SMALL",
    environmentVariables: [
      { name: "IMAGE_REPO_NAME", value: "team/serving", type: "PLAINTEXT" },
      { name: "NPM_TOKEN", value: "npm_0123456789abcdef", type: "PLAINTEXT" },
      { name: "HF_TOKEN", value: "hf/token", type: "SECRETS_MANAGER" },
    ],
    privilegedMode: true,
    imagePullCredentialsType: "SERVICE_ROLE",
  },
  serviceRole: "arn:aws:iam::111122223333:role/service-role/build",
  timeoutInMinutes: 60,
  queuedTimeoutInMinutes: 480,
  encryptionKey: arn("kms", "key/artifacts"),
  tags: [{ key: "team", value: "claims" }],
  created: "2025-03-04T05:06:07.000Z",
  lastModified: "2025-03-04T05:06:07.000Z",
  webhook: { url: "https://api.github.com/hooks/1", payloadUrl: "https://codebuild/x" },
  vpcConfig: { vpcId: "vpc-1", subnets: ["subnet-1"], securityGroupIds: ["sg-1"] },
  badge: { badgeEnabled: false },
  logsConfig: {
    cloudWatchLogs: { status: "ENABLED", groupName: "builds", streamName: "x" },
    s3Logs: { status: "DISABLED" },
  },
  projectVisibility: "PUBLIC_READ",
  publicProjectAlias: "a",
};
const build = (more: object = {}, answers: Answers = {}) =>
  collectRecorded(codebuildProjects, {
    "codebuild:ListProjects": { projects: ["claims"] },
    "codebuild:BatchGetProjects": { projects: [{ ...project, ...more }], projectsNotFound: [] },
    ...answers,
  });

describe("a build project", () => {
  test("with everything CodeBuild tells of one is shown with all of it, and no value", async () => {
    const recorded = await build();
    expect(recorded.get(projectKey)).toEqual({
      key: projectKey,
      type: "aws.codebuild.project",
      name: "claims",
      ...scope,
      tags: { team: "claims" },
      properties: {
        sourceType: "GITHUB",
        sourceLocation: "https://github.com/acme/claims.git",
        image: project.environment.image,
        privateNetwork: true,
      },
      facets: { publicResults: true, privileged: true, secretVariables: ["NPM_TOKEN"] },
    });
    expect(edgesOf(recorded, projectKey)).toEqual([
      "runs-as arn:aws:iam::111122223333:role/service-role/build",
      `pulls-image ${arn("ecr", "repository/build")}`,
      `produces ${key}`,
      `logs-to ${arn("logs", "log-group:builds")}`,
      `encrypted-by ${arn("kms", "key/artifacts")}`,
    ]);
    expect(JSON.stringify(recorded.resources)).not.toContain("npm_0123");
    expect(undeclared(codebuildProjects, recorded)).toEqual([]);
  });

  const variables = (...environmentVariables: object[]) => ({
    environment: { image: "aws/codebuild/standard:7.0", environmentVariables },
  });
  const produced = async (more: object) =>
    edgesOf(await build(more), projectKey).filter((edge) => edge.startsWith("produces"));
  test.each<[string, object, string[]]>([
    [
      "a variable without a type",
      variables({ name: "ECR_REPOSITORY", value: "app" }),
      [`produces ${arn("ecr", "repository/app")}`],
    ],
    [
      "the name of a parameter, which is no repository",
      variables({ name: "IMAGE_REPO_NAME", value: "/build/repo", type: "PARAMETER_STORE" }),
      [],
    ],
    [
      "an address of another account",
      variables({ name: "TARGET", value: "999988887777.dkr.ecr.us-east-1.amazonaws.com/app:1" }),
      ["produces arn:aws:ecr:us-east-1:999988887777:repository/app"],
    ],
    [
      "a push in quotes",
      {
        environment: { image: "x" },
        source: { type: "S3", buildspec: `- docker push "${registry}/a:1"\n- docker push '${registry}/b'` },
      },
      [`produces ${arn("ecr", "repository/a")}`, `produces ${arn("ecr", "repository/b")}`],
    ],
    [
      "a push by a variable, which is not known",
      { environment: { image: "x" }, source: { type: "S3", buildspec: "- docker push $REPO:$TAG" } },
      [],
    ],
  ])("that names its target by %s", async (_, more, edges) => {
    expect(await produced(more)).toEqual(edges);
  });

  test.each<[string, object | undefined, string[]]>([
    [
      "its own group",
      { cloudWatchLogs: { status: "ENABLED" } },
      [`logs-to ${arn("logs", "log-group:/aws/codebuild/claims")}`],
    ],
    ["nowhere, when off", { cloudWatchLogs: { status: "DISABLED", groupName: "x" } }, []],
    ["nowhere that is told", undefined, []],
  ])("logs to %s", async (_, logsConfig, edges) => {
    expect(
      edgesOf(await build({ logsConfig }), projectKey).filter((edge) => edge.startsWith("logs-to")),
    ).toEqual(edges);
  });

  test("is asked for only where there is one, page by page", async () => {
    const names: unknown[] = [];
    const recorded = await build(
      {},
      {
        "codebuild:ListProjects": ({ nextToken }) =>
          nextToken ? { projects: ["claims"] } : { projects: [], nextToken: "2" },
        "codebuild:BatchGetProjects": (input) => {
          names.push(input["names"]);
          return { projects: [project] };
        },
      },
    );
    expect(names).toEqual([["claims"]]);
    expect(recorded.resources).toHaveLength(1);
  });

  test.each<[string, object]>([
    ["no source", { source: undefined }],
    ["a variable without a value", variables({ name: "X" })],
    ["an image that is no text", { environment: { image: 7 } }],
  ])("with %s is counted as not read", async (_, more) => {
    const { outcome, resources } = await build(more);
    expect([outcome.state, resources.length]).toEqual(["failed", 0]);
  });

  test("that may not be described ends the collection", async () => {
    expect((await build({}, { "codebuild:BatchGetProjects": "denied" })).outcome).toMatchObject({
      state: "denied",
      unknown: { permission: "codebuild:BatchGetProjects" },
    });
  });
});
