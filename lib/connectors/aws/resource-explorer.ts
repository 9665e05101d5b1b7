import { z } from "zod";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { explorerTypes } from "./explorer-types.ts";

const service = "resource-explorer-2";
/** A region with more than these pages hold is asked in full. */
const pageSize = 1_000;
const resourcePagesMax = 5;
/** AWS says that a new index, or one made to gather all regions, is complete after 36 hours. */
const settledHours = 48;
const typePagesMax = 20;

/** Calls by which it is asked; a connection without them lists everything. */
export const explorerPermissions = [
  "resource-explorer-2:ListIndexes",
  "resource-explorer-2:GetIndex",
  "resource-explorer-2:GetDefaultView",
  "resource-explorer-2:GetView",
  "resource-explorer-2:ListSupportedResourceTypes",
  "resource-explorer-2:ListResources",
];

const Indexes = z.object({
  Indexes: z.array(z.object({ Region: z.string(), Type: z.string() })).default([]),
});
const Index = z.object({
  State: z.string(),
  ReplicatingFrom: z.array(z.string()).default([]),
  CreatedAt: z.string(),
  LastUpdatedAt: z.string().optional(),
});
const DefaultView = z.object({ ViewArn: z.string().min(1) });
const View = z.object({
  View: z.object({ Scope: z.string(), Filters: z.object({ FilterString: z.string() }).optional() }),
});
const Types = z.object({
  ResourceTypes: z.array(z.object({ ResourceType: z.string() })).default([]),
  NextToken: z.string().nullish(),
});
const Found = z.object({
  Resources: z.array(z.object({ Region: z.string(), ResourceType: z.string(), OwningAccountId: z.string() })),
  NextToken: z.string().nullish(),
});

type Ask = <T>(region: string | null, operation: string, input: object, schema: z.ZodType<T>) => Promise<T>;
/** An account's index over its regions: which hold things, and of which types it would know. */
type Explorer = { region: string; viewArn: string; regions: ReadonlySet<string>; types: ReadonlySet<string> };

/**
 * Answers listings of what Resource Explorer shows to be nowhere in the region, so that they need not be asked. Where
 * it is off, young, narrowed, too long, refused or silent, every listing is asked as without it.
 */
export function sparingEmptyListings(transport: Transport, now: () => number = Date.now): Transport {
  const explorers = new Map<string, Promise<Explorer | null>>();
  const shown = new Map<string, Promise<ReadonlySet<string> | null>>();
  const isSurelyEmpty = async ({ account, region, ...call }: ProviderCall, signal: AbortSignal) => {
    const types = explorerTypes[`${call.service}:${call.operation}`];
    if (!types || region === null) return false;
    const ask = askingIn(transport, account, signal);
    const explorer = await once(explorers, account, () => openExplorer(ask, now()));
    if (!explorer?.regions.has(region) || !types.every((type) => explorer.types.has(type))) return false;
    const there = await once(shown, `${account} ${region}`, () =>
      typesIn(ask, explorer, account, region, now()),
    );
    return there !== null && !types.some((type) => there.has(type));
  };
  return async (call, signal) => ((await isSurelyEmpty(call, signal)) ? {} : transport(call, signal));
}

/** Asked once for all calls; what went wrong is no answer. */
function once<T>(
  known: Map<string, Promise<T | null>>,
  id: string,
  ask: () => Promise<T | null>,
): Promise<T | null> {
  const asked =
    known.get(id) ??
    ask().catch((error: unknown) => {
      if (error instanceof ProviderError || error instanceof z.ZodError) return null;
      throw error;
    });
  known.set(id, asked);
  return asked;
}

const askingIn =
  (transport: Transport, account: string, signal: AbortSignal): Ask =>
  async (region, operation, input, schema) =>
    schema.parse(await transport({ account, region, service, operation, input: { ...input } }, signal));

async function openExplorer(ask: Ask, now: number): Promise<Explorer | null> {
  const { Indexes: indexes } = await ask(null, "ListIndexes", {}, Indexes);
  const region = indexes.find(({ Type }) => Type === "AGGREGATOR")?.Region;
  if (region === undefined) return null;
  const index = await ask(region, "GetIndex", {}, Index);
  if (!isSettled(index, now)) return null;
  const { ViewArn } = await ask(region, "GetDefaultView", {}, DefaultView);
  const { View: view } = await ask(region, "GetView", { ViewArn }, View);
  if (!view.Scope.endsWith(":root") || (view.Filters?.FilterString ?? "") !== "") return null;
  const types = await supportedTypes(ask, region);
  return { region, viewArn: ViewArn, regions: new Set([region, ...index.ReplicatingFrom]), types };
}

async function supportedTypes(ask: Ask, region: string): Promise<Set<string>> {
  const types = new Set<string>();
  let input: object = {};
  for (let page = 0; page < typePagesMax; page++) {
    const answer = await ask(region, "ListSupportedResourceTypes", input, Types);
    for (const { ResourceType } of answer.ResourceTypes) types.add(ResourceType.toLowerCase());
    if (!answer.NextToken) break;
    input = { NextToken: answer.NextToken };
  }
  return types;
}

/** Types of what is in the region; null where that is not certain. Its own index is there at least. */
async function typesIn(
  ask: Ask,
  { region: gathering, viewArn }: Explorer,
  account: string,
  region: string,
  now: number,
): Promise<Set<string> | null> {
  if (!isSettled(await ask(region, "GetIndex", {}, Index), now)) return null;
  const types = new Set<string>();
  const all = { Filters: { FilterString: `region:${region}` }, ViewArn: viewArn, MaxResults: pageSize };
  let next: object = {};
  for (let page = 0; page < resourcePagesMax; page++) {
    const { Resources, NextToken } = await ask(gathering, "ListResources", { ...all, ...next }, Found);
    for (const one of Resources)
      if (one.Region === region && one.OwningAccountId === account) types.add(one.ResourceType.toLowerCase());
    if (!NextToken) return types.size > 0 ? types : null;
    next = { NextToken };
  }
  return null;
}

function isSettled({ State, CreatedAt, LastUpdatedAt }: z.infer<typeof Index>, now: number): boolean {
  const changedAt = Math.max(Date.parse(CreatedAt), Date.parse(LastUpdatedAt ?? CreatedAt));
  return State === "ACTIVE" && now - changedAt > settledHours * 3_600_000;
}
