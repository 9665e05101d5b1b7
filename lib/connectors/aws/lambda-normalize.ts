import { z } from "zod";

import type { Batch } from "#lib/domain/connector.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { toTags } from "./to-tags.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { agentsNamedIn } from "./bedrock-arns.ts";
import { ecrImage } from "./ecr-image.ts";
import { holdsCredential } from "../credential.ts";
import { holdsPrompt, hostsNamedBy } from "./environment.ts";
import { statementsOf, type Statement } from "./iam-statements.ts";
import { keptPolicy } from "./kept-policy.ts";
import { functionRecord, imageRecord, urlRecord, type FunctionRecord } from "./lambda-record.ts";
import { mcpServer } from "./mcp-server.ts";
import { markUnknown, type Answer, type Unknowns } from "./pages.ts";
import { securityGroupKey } from "./partition.ts";
import { allowedBy, isOpenToAnyone } from "./resource-policy.ts";

export type FunctionAnswers = {
  fn: unknown;
  /** `aliasPolicy` only where the URL is an alias's: null for an alias without a policy. */
  urls: readonly { url: unknown; aliasPolicy?: Answer | null | undefined }[];
  policy: Answer | null;
  code: Answer | null;
  tags: Answer | null;
  unknowns: Unknowns;
};

export function normalizeFunction(answers: FunctionAnswers, account: string, region: string | null): Batch {
  const fn = functionRecord.parse(answers.fn);
  const policy = statementsIn(answers.policy);
  const urls = answers.urls.map(({ url: raw, aliasPolicy }) => ({
    ...urlRecord.parse(raw),
    policy: aliasPolicy === undefined ? policy : statementsIn(aliasPolicy),
  }));
  const url = urlReach(urls);
  const hosts = urls.map(({ FunctionUrl }) => new URL(FunctionUrl).hostname.toLowerCase());
  const unknowns = { ...hiddenVariables(fn), ...answers.unknowns };
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
      resourcePolicy: answers.policy ? keptPolicy(policyRecord.parse(answers.policy).Policy) : null,
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
  const server = mcpServer(resource, variables, unknowns);
  const own: Batch = {
    resources: [withUnknowns(resource, unknowns)],
    relationships: functionRelationships(fn, answers.code, account, region),
  };
  return batchOf("lambda:ListFunctions", server ? [own, server] : [own], (batch) => batch);
}

const authenticationByUrl = { none: "unreachable", identity: "identity", public: "none" } as const;

type Url = z.infer<typeof urlRecord> & { policy: readonly Statement[] };

/** A URL that asks for no signature still answers nobody until its policy lets everybody invoke it. */
function urlReach(urls: readonly Url[]) {
  if (urls.length === 0) return "none" as const;
  return urls.some(isPublic) ? ("public" as const) : ("identity" as const);
}

const isPublic = ({ AuthType, policy }: Url): boolean =>
  AuthType === "NONE" &&
  allowedBy(policy, ["lambda:InvokeFunctionUrl"]).some(
    (allowed) =>
      isOpenToAnyone(allowed) &&
      allowed.conditions.every(
        ({ key, values }) => key !== "lambda:functionurlauthtype" || values.includes("NONE"),
      ),
  );

const statementsIn = (answer: Answer | null): Statement[] =>
  answer ? statementsOf(policyRecord.parse(answer).Policy) : [];

const policyRecord = z.object({ Policy: z.string() });

/** Variables that Lambda could not decrypt for us are not there, which must not read as there being none. */
function hiddenVariables({ Environment }: FunctionRecord): Unknowns {
  if (!Environment?.Error) return {};
  const unknowns: Unknowns = {};
  const { ErrorCode = "Error", Message = "The variables could not be decrypted" } = Environment.Error;
  const isDenied = ErrorCode.startsWith("AccessDenied");
  markUnknown(
    unknowns,
    [
      "properties.environmentNames",
      "properties.promptVariables",
      "facets.secretVariables",
      "facets.calledHosts",
      "relationships.invokes",
    ],
    {
      reason: isDenied ? "denied" : "failed",
      call: "lambda:ListFunctions",
      permission: isDenied ? "kms:Decrypt" : null,
      message: `${ErrorCode}: ${Message}`,
    },
  );
  return unknowns;
}

/** Everybody, services and other accounts that may invoke it with no word on whose call it has to be. */
function openInvokers(policy: readonly Statement[], account: string): string[] {
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
  const repository = ecrImage(image ?? "")?.repositoryKey;
  const groups = (fn.VpcConfig?.SecurityGroupIds ?? []).map((id): Relationship => ({
    from: fn.FunctionArn,
    kind: "in-network",
    to: securityGroupKey(id, { account, region }),
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
