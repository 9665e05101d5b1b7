import { expect, test } from "vitest";

import { factsOf, readCiFile, unpinnedImages, unpinnedIncludes, type CiFile } from "./ci-facts.ts";

function fileOf(text: string): CiFile {
  const read = readCiFile(text);
  if (!("file" in read)) throw new Error(read.problem);
  return read.file;
}
const own = { host: "gitlab.example.com", group: "acme" };
const digest = `sha256:${"a1".repeat(32)}`;

test("images, services, environments and identities of every job are seen, and hidden ones are not", () => {
  const file = fileOf(`
default:
  image: { name: "python:3.13" }
.template:
  image: alpine:3
build:
  services: [{ name: "docker:27-dind" }, "postgres:17"]
  environment: { name: production, url: https://x.example }
  script: !reference [.template, script]
deploy:
  image: registry.example.com/tools@${digest}
  environment: staging
  id_tokens: { AWS_TOKEN: { aud: sts.amazonaws.com } }
`);
  expect(factsOf(file)).toEqual({
    images: ["docker:27-dind", "postgres:17", "python:3.13", `registry.example.com/tools@${digest}`],
    privilegedServices: ["docker:27-dind"],
    environments: ["production", "staging"],
    idTokens: ["AWS_TOKEN"],
  });
});

test("a header with inputs is no job", () => {
  expect(factsOf(fileOf("spec: { inputs: { stage: {} } }\n---\ntest: { image: node:24 }")).images).toEqual([
    "node:24",
  ]);
});

test.each([
  ["text", "just text"],
  ["broken YAML", "a: [1"],
  [
    "an alias that unfolds without end",
    `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(20)}]\nc: [${"*b,".repeat(20)}]`,
  ],
  ["a huge file", "a: ".padEnd(2_000_000, "b")],
])("%s is told, and nothing is thrown", (_, text) => {
  expect(readCiFile(text)).toHaveProperty("problem");
});

test("an image of one's own registry, one by digest and one from a variable are not named by a tag of others", () => {
  const beside = "registry.example.com/acme/tools/build:1";
  const withPort = "gitlab.example.com:5050/acme/tools/build:1";
  const given = [
    beside,
    withPort,
    `node@${digest}`,
    "$CI_REGISTRY_IMAGE/x:1",
    "node:24",
    "docker.io/acme/tool:1",
  ];
  expect(unpinnedImages(given, own)).toEqual(["node:24", "docker.io/acme/tool:1"]);
});

test("an include is pinned by a commit, by being one's own or by the hash of what it must be", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  const file = fileOf(`
include:
  - remote: https://x.example/checked.yml
    integrity: sha256-abc
  - remote: https://x.example/free.yml
`);
  const included = [
    { type: "local", location: "ci/test.yml", extra: {} },
    { type: "template", location: "Jobs/SAST.gitlab-ci.yml", extra: {} },
    { type: "remote", location: "https://x.example/checked.yml", extra: {} },
    { type: "remote", location: "https://x.example/free.yml", extra: {} },
    { type: "file", location: "a.yml", extra: { project: "acme/ci", ref: "main" } },
    { type: "file", location: "b.yml", extra: { project: "others/ci", ref: "v1" } },
    { type: "file", location: "c.yml", extra: { project: "others/ci", ref: commit } },
    { type: "component", location: `gitlab.com/components/sast/sast@${commit}`, extra: {} },
    { type: "component", location: "gitlab.com/components/sast/sast@2.1", extra: {} },
  ];
  expect(unpinnedIncludes(included, file, own)).toEqual([
    "gitlab.com/components/sast/sast@2.1",
    "https://x.example/free.yml",
    "others/ci/b.yml@v1",
  ]);
});
