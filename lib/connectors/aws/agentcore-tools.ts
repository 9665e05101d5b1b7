import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { actorEdges, groupKeysOf, NetworkConfiguration, service, tagsOfArn } from "./agentcore-records.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { itemsOf, markUnknown, pages, smallNextToken, type Unknowns } from "./pages.ts";
import { bucketArn } from "./s3-uri.ts";

/** What `GetBrowser` and `GetCodeInterpreter` tell alike. */
const RawTool = z.object({
  name: z.string(),
  status: z.string(),
  executionRoleArn: z.string().optional(),
  networkConfiguration: NetworkConfiguration,
});
const RawBrowser = RawTool.extend({
  browserArn: z.string(),
  recording: z
    .object({ enabled: z.boolean().optional(), s3Location: z.object({ bucket: z.string() }).optional() })
    .optional(),
});
const RawCodeInterpreter = RawTool.extend({ codeInterpreterArn: z.string() });

/** Those AWS itself provides in every account cannot be changed, so only the customer's own are listed. */
const own = { type: "CUSTOM" };

export const agentcoreBrowsers: Collector = {
  id: "agentcore-browsers",
  title: "AgentCore browser tools",
  per: "region",
  produces: ["aws.agentcore.browser", "runs-as", "in-network", "logs-to"],
  permissions: [
    "bedrock-agentcore:ListBrowsers",
    "bedrock-agentcore:GetBrowser",
    "bedrock-agentcore:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListBrowsers", own, smallNextToken)) {
      const ids = itemsOf(page, "browserSummaries").map((item) =>
        textOf(item, "browserId", `${service}:ListBrowsers`),
      );
      const found = await mapConcurrently(ids, 4, (browserId) =>
        tool(source, "GetBrowser", { browserId }, "browserArn"),
      );
      yield batchOf(`${service}:GetBrowser`, found.filter(isPresent), (parts) =>
        normalizeBrowser(parts, source.scope),
      );
    }
  },
};

export const agentcoreCodeInterpreters: Collector = {
  id: "agentcore-code-interpreters",
  title: "AgentCore code interpreters",
  per: "region",
  produces: ["aws.agentcore.code-interpreter", "runs-as", "in-network"],
  permissions: [
    "bedrock-agentcore:ListCodeInterpreters",
    "bedrock-agentcore:GetCodeInterpreter",
    "bedrock-agentcore:ListTagsForResource",
  ],
  collect: async function* (source) {
    for await (const page of pages(source, service, "ListCodeInterpreters", own, smallNextToken)) {
      const ids = itemsOf(page, "codeInterpreterSummaries").map((item) =>
        textOf(item, "codeInterpreterId", `${service}:ListCodeInterpreters`),
      );
      const found = await mapConcurrently(ids, 4, (codeInterpreterId) =>
        tool(source, "GetCodeInterpreter", { codeInterpreterId }, "codeInterpreterArn"),
      );
      yield batchOf(`${service}:GetCodeInterpreter`, found.filter(isPresent), (parts) =>
        normalizeCodeInterpreter(parts, source.scope),
      );
    }
  },
};

export type ToolParts = { raw: unknown; tags: Readonly<Record<string, string>>; unknowns: Unknowns };

async function tool(
  source: Source,
  operation: string,
  input: Record<string, string>,
  arn: string,
): Promise<ToolParts | null> {
  const unknowns: Unknowns = {};
  const raw = await existing(source, service, operation, input);
  if (raw === null) return null;
  const tags = await tagsOfArn(source, textOf(raw, arn, `${service}:${operation}`), unknowns);
  return { raw, tags, unknowns };
}

export function normalizeBrowser({ raw, tags, unknowns }: ToolParts, scope: Scope): Batch {
  const browser = RawBrowser.parse(raw);
  const key = browser.browserArn;
  const bucket = browser.recording?.enabled === true ? browser.recording.s3Location?.bucket : undefined;
  const resource: Resource<"aws.agentcore.browser"> = {
    key,
    type: "aws.agentcore.browser",
    name: browser.name,
    ...scope,
    tags,
    properties: {
      status: browser.status,
      networkMode: browser.networkConfiguration.networkMode,
      recordsSessions: bucket !== undefined,
    },
    facets: toolFacets,
  };
  return {
    resources: [withUnknowns(resource, decidedByModel(unknowns))],
    relationships: [
      ...actorEdges(key, {
        role: browser.executionRoleArn,
        groups: groupKeysOf(browser.networkConfiguration, scope),
      }),
      ...edgesFrom(key)("logs-to", bucket && bucketArn(bucket, scope.region)),
    ],
  };
}

export function normalizeCodeInterpreter({ raw, tags, unknowns }: ToolParts, scope: Scope): Batch {
  const interpreter = RawCodeInterpreter.parse(raw);
  const key = interpreter.codeInterpreterArn;
  const resource: Resource<"aws.agentcore.code-interpreter"> = {
    key,
    type: "aws.agentcore.code-interpreter",
    name: interpreter.name,
    ...scope,
    tags,
    properties: {
      status: interpreter.status,
      networkMode: interpreter.networkConfiguration.networkMode,
    },
    facets: toolFacets,
  };
  return {
    resources: [withUnknowns(resource, decidedByModel(unknowns))],
    relationships: actorEdges(key, {
      role: interpreter.executionRoleArn,
      groups: groupKeysOf(interpreter.networkConfiguration, scope),
    }),
  };
}

const toolFacets: Resource<"aws.agentcore.browser">["facets"] = {
  // Left out again below.
  changesState: true,
  requiresConfirmation: false,
  // Only signed calls of an IAM identity start a session.
  authentication: "identity",
  publicNetwork: false,
  hosts: [],
};

const byModel: Unknown = {
  reason: "unsupported",
  call: `${service}:GetBrowser`,
  permission: null,
  message: "What is done with the tool is decided by the model in each session",
};

function decidedByModel(unknowns: Unknowns): Unknowns {
  markUnknown(unknowns, ["facets.changesState", "facets.requiresConfirmation"], byModel);
  return unknowns;
}
