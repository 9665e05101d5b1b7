import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";

import { reasonOf, type Decision } from "../decision.ts";
import { projectKeyOf, type GoogleEstate, type GooglePrincipal } from "./estate.ts";

/** Ways to a service account by starting something that runs as it, beside `iam.serviceAccounts.actAs` on it. */
const startings: readonly { told: string; permissions: readonly string[] }[] = [
  { told: "starts a training job as it", permissions: ["aiplatform.customJobs.create"] },
  { told: "starts a pipeline as it", permissions: ["aiplatform.pipelineJobs.create"] },
  { told: "starts a notebook as it", permissions: ["notebooks.instances.create"] },
  { told: "makes a service that runs as it", permissions: ["run.services.create"] },
  { told: "makes a function that runs as it", permissions: ["cloudfunctions.functions.create"] },
  { told: "starts a build as it", permissions: ["cloudbuild.builds.create"] },
  { told: "starts a machine as it", permissions: ["compute.instances.create"] },
];
const actAs = "iam.serviceAccounts.actAs";
const changesPolicy = "iam.serviceAccounts.setIamPolicy";

type DecideAt = (principal: GooglePrincipal, permission: string, resource: Resource) => Decision;
type Way = { how: string; decisions: readonly (readonly [permission: string, decision: Decision])[] };

/** Service accounts whose rights each principal can get, beyond those it may assume. */
export function googleEscalations(
  graph: ResourceGraph,
  { principals }: GoogleEstate,
  access: readonly Relationship[],
  decideAt: DecideAt,
): Relationship[] {
  const byHolder = Map.groupBy(
    access.filter(({ kind }) => kind === "can-pass" || kind === "can-manage"),
    ({ from }) => from,
  );
  return principals.flatMap((principal) => {
    const keys = new Set((byHolder.get(principal.key) ?? []).map(({ to }) => to));
    const started = startedBy(principal, decideAt);
    return [...keys].flatMap((key) => {
      const account = graph.get(key);
      if (account?.type !== "gcp.iam.service-account") return [];
      return told(principal, account, waysTo(principal, account, started, decideAt));
    });
  });
}

type Started = (account: Resource) => readonly Way[];

/** What is started stands in the account's project, so it is asked of that once. */
function startedBy(principal: GooglePrincipal, decideAt: DecideAt): Started {
  const kept = new Map<string, readonly Way[]>();
  return (account) => {
    const before = kept.get(account.account);
    if (before) return before;
    const project = { ...account, key: projectKeyOf(account.account) };
    const found = startings.map(({ told: how, permissions }) => ({
      how,
      decisions: permissions.map((each) => [each, decideAt(principal, each, project)] as const),
    }));
    kept.set(account.account, found);
    return found;
  };
}

function waysTo(
  principal: GooglePrincipal,
  account: Resource,
  started: Started,
  decideAt: DecideAt,
): readonly Way[] {
  const passed = [actAs, decideAt(principal, actAs, account)] as const;
  const changed = [changesPolicy, decideAt(principal, changesPolicy, account)] as const;
  const ways: Way[] = [
    ...started(account).map(({ how, decisions }) => ({ how, decisions: [passed, ...decisions] })),
    { how: "lets itself act as it", decisions: [changed] },
  ];
  return ways.filter(({ decisions }) => decisions.every(([, { verdict }]) => verdict !== "denied"));
}

const isSure = ({ decisions }: Way): boolean => decisions.every(([, { verdict }]) => verdict === "allowed");

/** The surest way in full, the others by name. */
function told({ key: from }: GooglePrincipal, { key: to }: Resource, ways: readonly Way[]): Relationship[] {
  const [best] = ways.toSorted((a, b) => Number(isSure(b)) - Number(isSure(a)));
  if (!best || from === to) return [];
  const said = best.decisions.map(([permission, decision]) => `${permission} (${reasonOf(decision)})`);
  const others = ways.filter((way) => way !== best).map(({ how }) => how);
  const also = others.length > 0 ? `; also ${others.slice(0, 5).join(", ")}` : "";
  return [{ from, kind: "can-escalate-to", to, reason: `${best.how}: ${said.join(", ")}${also}` }];
}
