import { beforeAll, describe, expect, test } from "vitest";

import type { RecordedCall } from "#lib/connectors/recording.ts";
import { allPaths } from "#lib/correlation/all-paths.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { fixThese } from "#lib/correlation/fix-these.ts";
import { fixesOf } from "#lib/correlation/fixes.ts";
import { minimumCut } from "#lib/correlation/minimum-cut.ts";
import type { Fixable } from "#lib/correlation/rank-fixes.ts";
import { scoreIssue } from "#lib/correlation/score-issue.ts";
import { derive } from "#lib/inventory/derive.ts";
import { demoEstate } from "#tests/support/demo-estate.ts";

/** What a provider answers once somebody did what a fix says: text of its answer, and what stands there then. */
type Edit = { provider: string; operation: string; was: string; is: string };

const workbench = "serviceAccount:research-workbench@acme-document-insights.iam.gserviceaccount.com";
const ownStore = {
  title: "own store",
  expression: 'resource.name.startsWith("projects/_/buckets/acme-research-workbench/")',
};
const editor = JSON.stringify({ role: "roles/editor", members: [workbench] });
const storesNamed = JSON.stringify({
  role: "roles/storage.objectUser",
  members: [workbench],
  condition: ownStore,
});
const policyText = (Action: unknown, Resource: unknown) =>
  encodeURIComponent(
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] }),
  );
const analystStores = ["arn:aws:s3:::acme-reporting-statistics", "arn:aws:s3:::acme-reporting-statistics/*"];

/** By what the overview tells to change, each way to do what it says. */
const ways: Readonly<Record<string, Readonly<Record<string, readonly Edit[]>>>> = {
  "narrow-identity research-workbench": {
    "its role is narrowed to one store": ["assets.list", "projects.getIamPolicy"].map((operation) => ({
      provider: "gcp",
      operation,
      was: editor,
      is: storesNamed,
    })),
  },
  "narrow-identity data-team-analyst": {
    "its policy names its own store": [
      {
        provider: "aws",
        operation: "GetAccountAuthorizationDetails",
        was: policyText("s3:*", "*"),
        is: policyText("s3:*", analystStores),
      },
    ],
  },
  "remove-public-network dev-chat-model": {
    "its service has no load balancer": [
      {
        provider: "kubernetes",
        operation: "services.list",
        was: '"spec":{"type":"LoadBalancer","selector":{"app.kubernetes.io/name":"dev-chat-model"}',
        is: '"spec":{"type":"ClusterIP","selector":{"app.kubernetes.io/name":"dev-chat-model"}',
      },
      {
        provider: "kubernetes",
        operation: "services.list",
        was: '"ingress":[{"hostname":"a1b2c3d4e5f6-model.eu-west-1.elb.amazonaws.com"}]',
        is: '"ingress":[]',
      },
    ],
  },
};

const edited =
  (edits: readonly Edit[]) =>
  (calls: RecordedCall[]): RecordedCall[] => {
    const unused = new Set(edits);
    const after = calls.map((call) => {
      const told = JSON.stringify(call.output ?? null);
      let output = told;
      for (const edit of edits)
        if (
          edit.provider === call.connector &&
          edit.operation === call.operation &&
          output.includes(edit.was)
        ) {
          output = output.replaceAll(edit.was, edit.is);
          unused.delete(edit);
        }
      return output === told ? call : { ...call, output: JSON.parse(output) as unknown };
    });
    if (unused.size > 0)
      throw new Error(`Nothing to change: ${[...unused].map(({ was }) => was).join(", ")}`);
    return after;
  };

async function issuesAfter(edits: readonly Edit[]): Promise<Fixable[]> {
  const { graph, ...facts } = derive(await demoEstate("as-is", edited(edits)));
  const { paths, undecided, truncated } = findPaths(graph, allPaths, facts);
  if (undecided.length + truncated.length > 0) throw new Error("The search saw only a part");
  return paths.map((path) => {
    const shape = allPaths.find(({ id }) => id === path.pathId);
    if (!shape) throw new Error(`No shape ${path.pathId}`);
    return {
      id: [path.pathId, path.startKey, path.endKey].join(" · "),
      score: scoreIssue(shape, path, graph, { openDays: 0, environment: null }).score,
      fixes: fixesOf(shape, path, graph),
    };
  });
}
const idsOf = (issues: readonly Fixable[]) => issues.map(({ id }) => id).toSorted();

describe("the three changes that the overview names", () => {
  let before: Fixable[];
  beforeAll(async () => {
    before = await issuesAfter([]);
  });
  const plan = () => fixThese(before, 3);
  const waysOf = (aspect: string, name: string) => Object.entries(ways[`${aspect} ${name}`] ?? {});
  const without = (broken: readonly string[]) => idsOf(before).filter((id) => !broken.includes(id));

  test("are these, and break six issues", () => {
    expect(plan().steps.map(({ change }) => change)).toEqual([
      "Name the stores research-workbench may write, and leave acme-documents-training out; let research-workbench touch only the data of research-workbench, on stores that are named, and no model's files",
      "Name the stores data-team-analyst may write, and leave acme-calls-training and acme-claims-policies out",
      "Take dev-chat-model off the internet, and let those who call it come from inside",
    ]);
    expect(plan().steps.map(({ aspect, resourceName }) => `${aspect} ${resourceName}`)).toEqual(
      Object.keys(ways),
    );
    expect(plan().brokenCount).toBe(6);
  });

  test.each(Object.keys(ways))("%s closes what is promised of it, and no other", async (fix) => {
    const step = plan().steps.find(({ aspect, resourceName }) => `${aspect} ${resourceName}` === fix);
    for (const [way, edits] of waysOf(step?.aspect ?? "", step?.resourceName ?? ""))
      expect(idsOf(await issuesAfter(edits)), way).toEqual(without(step?.breaks ?? []));
  });

  test("together close what is promised of all, and no other", async () => {
    const edits = Object.values(ways).flatMap((each) => Object.values(each)[0] ?? []);
    expect(idsOf(await issuesAfter(edits))).toEqual(without(plan().steps.flatMap(({ breaks }) => breaks)));
  });

  test("are part of the smallest set that breaks every issue", () => {
    const cut = minimumCut(before);
    expect(cut.exact).toBe(true);
    expect(cut.unbreakable).toEqual([]);
    expect(cut.fixes.slice(0, 3).map(({ id }) => id)).toEqual(plan().steps.map(({ id }) => id));
  });
});
