import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { mapConcurrently } from "./batch.ts";
import { accountProblem, credentialProblem, regionProblem } from "./connection-error.ts";
import type { AwsCredentials } from "./credentials.ts";

const identity = z.object({ Account: z.string().regex(/^\d{12}$/), Arn: z.string() });
const regionList = z.object({
  Regions: z.array(z.object({ RegionName: z.string(), OptInStatus: z.string().optional() })),
});

const accountList = z.object({
  Accounts: z.array(z.object({ Id: z.string().regex(/^\d{12}$/), Status: z.string() })).default([]),
  NextToken: z.string().nullish(),
});
const accountPagesMax = 1_000;

/** Asks AWS who we are, so that a wrong credential is told at once and in words that say what to change. */
export async function confirmIdentity(
  transport: Transport,
  credentials: Pick<AwsCredentials, "roleArn" | "accessKeyId">,
  signal: AbortSignal,
): Promise<z.infer<typeof identity>> {
  try {
    return parsed(identity, await transport(whoAmI, signal), whoAmI);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw credentialProblem(error, Boolean(credentials.accessKeyId));
  }
}

const accountsAtOnce = 4;

/**
 * The account of the credentials and, where a role for them is named, those of its organization, in every region; last
 * the organization itself, as the account of the credentials sees it.
 */
export async function findScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const { Account: own } = await confirmIdentity(transport, {}, signal);
  const regions = await regionsOf(transport, own, signal).catch((error: unknown) => {
    throw error instanceof ProviderError ? regionProblem(error, own) : error;
  });
  const accounts = await accountsBeside(transport, own, signal);
  const scopes = await mapConcurrently(accounts, accountsAtOnce, async (account) =>
    (account === own ? regions : await regionsOrThese(transport, account, regions, signal)).map((region) => ({
      account,
      region,
    })),
  );
  return [...scopes.flat(), { account: own, region: null, level: "organization" }];
}

/** An account that cannot be asked is planned in the regions of the first, so that all it holds becomes a gap. */
async function regionsOrThese(
  transport: Transport,
  account: string,
  these: string[],
  signal: AbortSignal,
): Promise<string[]> {
  try {
    return await regionsOf(transport, account, signal);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
    return these;
  }
}

async function regionsOf(transport: Transport, account: string, signal: AbortSignal): Promise<string[]> {
  const call = { account, region: null, service: "ec2", operation: "DescribeRegions", input: {} };
  const answer = parsed(regionList, await transport(call, signal), call);
  // A region that is not enabled answers every call as if the credentials were wrong.
  const enabled = answer.Regions.filter(({ OptInStatus }) => OptInStatus !== "not-opted-in");
  // An estate without regions would look like one from which everything is gone.
  if (enabled.length === 0)
    throw new ProviderError("failed", call, "None of the regions it names is enabled for the account.");
  return enabled.map(({ RegionName }) => RegionName).toSorted();
}

/** Active accounts of the organization; the own one alone where the connection reads no other. */
async function accountsBeside(transport: Transport, own: string, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  let input: Readonly<Record<string, unknown>> = {};
  for (let page = 0; page < accountPagesMax; page++) {
    const call = { account: own, region: null, service: "organizations", operation: "ListAccounts", input };
    let answer: z.infer<typeof accountList>;
    try {
      answer = parsed(accountList, await transport(call, signal), call);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.reason === "unsupported" || error.reason === "not-recorded") return [own];
      throw accountProblem(error);
    }
    found.push(...answer.Accounts.filter(({ Status }) => Status === "ACTIVE").map(({ Id }) => Id));
    if (!answer.NextToken) break;
    input = { NextToken: answer.NextToken };
  }
  if (found.length > 0) return [...new Set(found)].toSorted();
  throw new ConnectionError(
    "None of the accounts this connection names is an active account of the organization.",
    "Check the accounts to read and those to leave out.",
  );
}

function parsed<T>(schema: z.ZodType<T>, answer: unknown, call: { service: string; operation: string }): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ProviderError("malformed", call, `What answered ${call.operation} is not AWS.`);
}

/** The account is not known before this call answers, so it is asked under no account. */
const whoAmI = { account: "", region: null, service: "sts", operation: "GetCallerIdentity", input: {} };
