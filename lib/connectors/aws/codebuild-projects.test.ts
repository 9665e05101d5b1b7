import { expect, test } from "vitest";

import { normalizeProject } from "./codebuild-projects.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const repository = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/claims-assistant";
const repositoryKey = "arn:aws:ecr:eu-west-1:111122223333:repository/claims-assistant";
const project = (environment: object = {}, more: object = {}) =>
  normalizeProject(
    {
      name: "claims",
      arn: "arn:aws:codebuild:eu-west-1:111122223333:project/claims",
      source: { type: "GITHUB", location: "https://github.com/acme-insurance/claims.git" },
      environment: { image: "aws/codebuild/standard:7.0", ...environment },
      serviceRole: "arn:aws:iam::111122223333:role/claims-build",
      ...more,
    },
    scope,
  );
const variable = (name: string, value: string, type?: string) => ({ name, value, ...(type ? { type } : {}) });
const produced = (batch: ReturnType<typeof project>) =>
  batch.relationships.filter(({ kind }) => kind === "produces").map(({ to }) => to);

test("a credential in clear is told; one taken by reference, and a switch, are not", () => {
  const environmentVariables = [
    variable("NPM_TOKEN", "npm_a1b2c3d4e5", "PLAINTEXT"),
    variable("DB_PASSWORD", "hunter22-again"),
    variable("SIGNING_SECRET", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:signing-AbCdEf"),
    variable("REQUIRE_TOKEN", "true"),
    variable("HF_TOKEN", "hf/token", "SECRETS_MANAGER"),
    variable("API_KEY", "/hf/key", "PARAMETER_STORE"),
    variable("STAGE", "production", "PLAINTEXT"),
  ];
  expect(project({ environmentVariables }).resources[0]?.facets).toMatchObject({
    secretVariables: ["NPM_TOKEN", "DB_PASSWORD"],
  });
});

test.each([
  [
    "AWS's own variable for it",
    { environmentVariables: [variable("IMAGE_REPO_NAME", "claims-assistant")] },
    {},
  ],
  ["an address in a variable", { environmentVariables: [variable("TARGET", `${repository}:1`)] }, {}],
  [
    "a push in its commands",
    {},
    { source: { type: "NO_SOURCE", buildspec: `- docker push ${repository}:latest` } },
  ],
])("the repository it pushes to is known by %s", (_, environment, more) => {
  expect(produced(project(environment, more))).toEqual([repositoryKey]);
});

test("a build that pushes nothing produces nothing", () => {
  expect(produced(project())).toEqual([]);
});

test("public results and privileged mode are off unless stated", () => {
  expect(project().resources[0]?.facets).toMatchObject({ publicResults: false, privileged: false });
  expect(
    project({ privilegedMode: true }, { projectVisibility: "PUBLIC_READ" }).resources[0]?.facets,
  ).toMatchObject({
    publicResults: true,
    privileged: true,
  });
});

test("the default key is AWS's alias and no customer key", () => {
  const kinds = (encryptionKey: string) =>
    project({}, { encryptionKey }).relationships.map(({ kind }) => kind);
  expect(kinds("arn:aws:kms:eu-west-1:111122223333:alias/aws/s3")).not.toContain("encrypted-by");
  expect(kinds("arn:aws:kms:eu-west-1:111122223333:key/1")).toContain("encrypted-by");
});
