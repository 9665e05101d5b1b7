import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { toTags } from "./to-tags.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { agentsNamedIn } from "./bedrock-arns.ts";
import { holdsCredential } from "../credential.ts";
import { holdsPrompt, hostsNamedBy } from "./environment.ts";
import { statementsOf } from "./iam-statements.ts";
import { functionRecord, imageRecord, urlRecord, type FunctionRecord } from "./lambda-record.ts";
import { mcpServer } from "./mcp-server.ts";
import type { Answer, Unknowns } from "./pages.ts";
import { allowedBy, isOpenToAnyone } from "./resource-policy.ts";
import { repositoryKey } from "./repository-key.ts";

export type FunctionAnswers = {
  fn: unknown;
  urls: readonly unknown[];
  policy: Answer | null;
  code: Answer | null;
  tags: Answer | null;
  unknowns: Unknowns;
};

export function normalizeFunction(answers: FunctionAnswers, account: string, region: string | null): Batch {
  const fn = functionRecord.parse(answers.fn);
  const urls = answers.urls.map((url) => urlRecord.parse(url));
  const policy = answers.policy
    ? statementsOf(z.object({ Policy: z.string() }).parse(answers.policy).Policy)
    : [];
  const url = urlReach(urls, policy);
  const hosts = urls.map(({ FunctionUrl }) => new URL(FunctionUrl).hostname.toLowerCase());
  const variables = Object.entries(fn.Environment?.Variables ?? {});
  const named = (test: (name: string, value: string) => boolean) =>
    variables.filter(([name, value]) => test(name, value)).map(([name]) => name);
  const resource = {
    key: fn.FunctionArn,
    type: "aws.lambda.function" as const,
    name: fn.FunctionName,
    account,
    region,
    tags: toTags(answers.tags?.["Tags"] ?? {}),
    properties: {
      runtime: fn.Runtime ?? null,
      environmentNames: variables.map(([name]) => name),
      promptVariables: named(holdsPrompt),
      url,
      invokers: openInvokers(policy, account),
    },
    facets: {
      publicNetwork: url !== "none",
      authentication: authenticationByUrl[url],
      secretVariables: named(holdsCredential),
      privateNetwork: Boolean(fn.VpcConfig?.VpcId),
      hosts,
      calledHosts: [...new Set(variables.flatMap(([, value]) => hostsNamedBy(value)))].toSorted(),
    },
  };
  const server = mcpServer(resource, variables, answers.unknowns);
  const own: Batch = {
    resources: [withUnknowns(resource, answers.unknowns)],
    relationships: functionRelationships(fn, answers.code, account, region),
  };
  return batchOf("lambda:ListFunctions", server ? [own, server] : [own], (batch) => batch);
}

const authenticationByUrl = { none: "unreachable", identity: "identity", public: "none" } as const;

/** A URL that asks for no signature still answers nobody until the function's policy lets everybody invoke it. */
function urlReach(urls: readonly z.infer<typeof urlRecord>[], policy: ReturnType<typeof statementsOf>) {
  if (urls.length === 0) return "none" as const;
  const lets = allowedBy(policy, ["lambda:InvokeFunctionUrl"]).some(isOpenToAnyone);
  return lets && urls.some(({ AuthType }) => AuthType === "NONE")
    ? ("public" as const)
    : ("identity" as const);
}

/** Everybody, services and other accounts that may invoke it with no word on whose call it has to be. */
function openInvokers(policy: ReturnType<typeof statementsOf>, account: string): string[] {
  const invokers = allowedBy(policy, ["lambda:InvokeFunction"])
    .filter((allowed) => (allowed.kind === "anyone" ? isOpenToAnyone(allowed) : !allowed.conditional))
    .filter(({ principal }) => principal !== account && principal.split(":")[4] !== account)
    .map(({ principal }) => principal);
  return [...new Set(invokers)].toSorted();
}

function functionRelationships(
  fn: FunctionRecord,
  code: Answer | null,
  account: string,
  region: string | null,
): Relationship[] {
  const image = code ? imageRecord.parse(code).Code?.ImageUri : undefined;
  const repository = image ? repositoryKey(image) : null;
  const groups = (fn.VpcConfig?.SecurityGroupIds ?? []).map((id): Relationship => ({
    from: fn.FunctionArn,
    kind: "in-network",
    to: `arn:aws:ec2:${region}:${account}:security-group/${id}`,
  }));
  return [
    { from: fn.FunctionArn, kind: "runs-as", to: fn.Role },
    ...agentsNamedIn(fn.Environment?.Variables ?? {}, { account, region }).map((to): Relationship => ({
      from: fn.FunctionArn,
      kind: "invokes",
      to,
      reason: "named in its environment",
    })),
    ...groups,
    ...(fn.KMSKeyArn ? [{ from: fn.FunctionArn, kind: "encrypted-by" as const, to: fn.KMSKeyArn }] : []),
    ...(repository
      ? [{ from: fn.FunctionArn, kind: "pulls-image" as const, to: repository, reason: image ?? "" }]
      : []),
  ];
}
