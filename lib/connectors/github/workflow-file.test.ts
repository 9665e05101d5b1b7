import { describe, expect, test } from "vitest";

import { contextsOf } from "./workflow-subjects.ts";
import {
  asksForIdentity,
  billSteps,
  injectionsIn,
  secretsIn,
  takesForeignCode,
  unpinnedIn,
  writesOf,
} from "./workflow-facts.ts";
import { readWorkflowFile, type WorkflowFile } from "./workflow-file.ts";

const sha = "a".repeat(40);

function read(text: string): WorkflowFile {
  const found = readWorkflowFile(text);
  if (!("file" in found)) throw new Error(found.problem);
  return found.file;
}
const jobs = (body: string, on = "push") =>
  read(`on: ${on}\njobs:\n  j:\n    runs-on: ubuntu-latest\n${body}`);
const jobOf = ({ jobs: { j } }: WorkflowFile) => {
  if (!j) throw new Error("no job");
  return j;
};

describe("a file", () => {
  test.each([
    ["that is no YAML", "on: [push\njobs: {"],
    ["that is a list", "- on\n- push"],
    ["without jobs", "on: push"],
    ["of nothing", ""],
    ["larger than any that is written by hand", `on: push\njobs: {}\n#${"x".repeat(600_000)}`],
    [
      "whose aliases unfold without end",
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\non: push\njobs: {}`,
    ],
  ])("%s says why it is none", (_, text) => {
    expect(readWorkflowFile(text)).toHaveProperty("problem");
  });

  test.each([
    ["one word", "push", ["push"]],
    ["a list", "[push, pull_request]", ["push", "pull_request"]],
    [
      "a map, of which one has nothing",
      "{ push: { branches: [main] }, workflow_dispatch: }",
      ["push", "workflow_dispatch"],
    ],
  ])("starts by %s", (_, on, triggers) => {
    expect([...read(`on: ${on}\njobs: {}`).on.keys()]).toEqual(triggers);
  });
});

describe("what is named by something that can move", () => {
  const unpinned = (uses: string) => unpinnedIn(jobs(`    steps:\n      - uses: ${uses}`), "acme");
  test.each([
    ["a tag", "actions/checkout@v5", true],
    ["a branch", "other/thing@main", true],
    ["a short hash", "other/thing@a1b2c3d", true],
    ["a hash", `other/thing@${sha}`, false],
    ["a path of the repository itself", "./.github/actions/x", false],
    ["the organization's own", "Acme/shared/.github/workflows/x.yml@main", false],
    ["an organization whose name only begins alike", "acme-evil/x@main", true],
    ["an image by tag", "docker://alpine:3", true],
    ["an image by digest", `docker://alpine@sha256:${"b".repeat(64)}`, false],
  ])("%s", (_, uses, expected) => {
    expect(unpinned(uses).length > 0).toBe(expected);
  });

  test("counts the images jobs run in and beside", () => {
    const file = jobs(
      `    container: node:24\n    services:\n      db: { image: postgres:18 }\n    steps: []`,
    );
    expect(unpinnedIn(file, "acme")).toEqual(["node:24", "postgres:18"]);
  });
});

describe("what the token may write", () => {
  const writes = (text: string, byDefault = false) => {
    const file = read(text);
    return writesOf(file, jobOf(file), byDefault);
  };
  const job = "jobs:\n  j:\n    runs-on: x\n";
  test.each<[string, string[], string, boolean]>([
    ["everything, where nothing is said and the default writes", ["all"], `on: push\n${job}`, true],
    ["nothing, where nothing is said and the default reads", [], `on: push\n${job}`, false],
    ["nothing, by an empty map, whatever the default", [], `on: push\npermissions: {}\n${job}`, true],
    ["everything, by one word", ["all"], `on: push\npermissions: write-all\n${job}`, false],
    ["nothing, by the other", [], `on: push\npermissions: read-all\n${job}`, true],
    [
      "what is named",
      ["packages"],
      `on: push\npermissions: { contents: read, packages: write }\n${job}`,
      true,
    ],
    [
      "what the job says over what the file says",
      [],
      `on: push\npermissions: write-all\n${job}    permissions: {}\n`,
      true,
    ],
  ])("%s", (_, expected, text, byDefault) => {
    expect(writes(text, byDefault)).toEqual(expected);
  });

  test("an identity is asked for by its own right or by all of them", () => {
    const asks = (permissions: string) => {
      const file = read(`on: push\n${job}    permissions: ${permissions}\n`);
      return asksForIdentity(file, jobOf(file));
    };
    expect(
      ["{ id-token: write }", "write-all", "{ id-token: read }", "{ contents: write }"].map(asks),
    ).toEqual([true, true, false, false]);
  });
});

describe("code of somebody outside", () => {
  const takes = (step: string) => takesForeignCode(jobOf(jobs(`    steps:\n${step}`)));
  test.each([
    [
      "the head of the pull request",
      "      - uses: actions/checkout@v5\n        with: { ref: '${{ github.event.pull_request.head.sha }}' }",
      true,
    ],
    [
      "its merge",
      "      - uses: actions/checkout@v5\n        with: { ref: 'refs/pull/${{ github.event.number }}/merge' }",
      true,
    ],
    [
      "what the other workflow ran on",
      "      - uses: actions/checkout@v5\n        with: { ref: '${{ github.event.workflow_run.head_sha }}' }",
      true,
    ],
    ["by hand", "      - run: gh pr checkout ${{ github.event.number }}", true],
    ["the base, which is one's own", "      - uses: actions/checkout@v5", false],
    [
      "the base by name",
      "      - uses: actions/checkout@v5\n        with: { ref: '${{ github.event.pull_request.base.sha }}' }",
      false,
    ],
  ])("%s", (_, step, expected) => {
    expect(takes(step)).toBe(expected);
  });
});

describe("text of somebody outside in a script", () => {
  const script = (expression: string) => `    steps:\n      - run: echo "\${{ ${expression} }}"`;
  const found = (expression: string, on: string) => injectionsIn(jobs(script(expression), on)).length;
  test.each([
    ["the title of an issue", "github.event.issue.title", "issues", 1],
    ["the body of a comment", "github.event.comment.body", "issue_comment", 1],
    ["a branch name", "github.head_ref", "pull_request_target", 1],
    ["a number, which cannot be chosen", "github.event.issue.number", "issues", 0],
    ["a title, where only members start it", "github.event.issue.title", "push", 0],
    ["a commit", "github.event.pull_request.head.sha", "pull_request_target", 0],
  ])("%s on %s: %s", (_, expression, on, count) => {
    expect(found(expression, on)).toBe(count);
  });

  test("in an environment variable it is only text", () => {
    const file = jobs(
      '    steps:\n      - run: echo "$TITLE"\n        env: { TITLE: "${{ github.event.issue.title }}" }',
      "issues",
    );
    expect(injectionsIn(file)).toEqual([]);
  });
});

test("secrets are known by name, whichever way they are written", () => {
  expect(secretsIn("${{ secrets.OPENAI_KEY }} ${{ secrets['HF'] }} ${{ secrets.GITHUB_TOKEN }}")).toEqual([
    "HF",
    "OPENAI_KEY",
  ]);
  expect(secretsIn("secrets: inherit")).toEqual(["all"]);
  expect(secretsIn("${{ toJSON(secrets) }}")).toEqual(["all"]);
  expect(secretsIn("no secrets here")).toEqual([]);
});

test("a bill of materials is known by the action or the command that writes it", () => {
  const file = jobs(
    "    steps:\n      - uses: anchore/sbom-action@v0\n      - run: |\n          npm ci\n          cdxgen -o bom.json\n      - run: npm test",
  );
  expect(billSteps(file)).toEqual(["anchore/sbom-action@v0", "cdxgen -o bom.json"]);
});

describe("what a job presents to a cloud", () => {
  const contexts = (on: string, job = "") => {
    const file = read(`on: ${on}\njobs:\n  j:\n    runs-on: x\n${job}`);
    return contextsOf(file, jobOf(file), "main");
  };
  test.each<[string, string[], string, string?]>([
    [
      "its environment, whatever starts it",
      ["environment:production"],
      "push",
      "    environment: production\n",
    ],
    [
      "any environment, where an expression names it",
      ["environment:*"],
      "push",
      "    environment: '${{ inputs.to }}'\n",
    ],
    [
      "the branches that start it",
      ["ref:refs/heads/main", "ref:refs/heads/release/*"],
      "{ push: { branches: [main, 'release/**', '!release/old'] } }",
    ],
    ["any branch and tag", ["ref:refs/heads/*", "ref:refs/tags/*"], "push"],
    ["its pull request", ["pull_request"], "pull_request"],
    ["the default branch, by the clock", ["ref:refs/heads/main"], "{ schedule: [{ cron: '0 0 * * *' }] }"],
    ["the base of what anybody opens", ["ref:refs/heads/main"], "pull_request_target"],
    ["anything, for a caller nobody knows", ["*"], "workflow_call"],
  ])("%s", (_, expected, on, job) => {
    expect(contexts(on, job)).toEqual(expected);
  });
});
