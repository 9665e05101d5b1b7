import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { credentialProblem, regionProblem } from "./connection-error.ts";
import type { AwsCredentials } from "./credentials.ts";

const identity = z.object({ Account: z.string().regex(/^\d{12}$/), Arn: z.string() });
const regionList = z.object({
  Regions: z.array(z.object({ RegionName: z.string(), OptInStatus: z.string().optional() })),
});

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

/** The account of the credentials, in every region that is enabled for it. */
export async function findScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const { Account: account } = await confirmIdentity(transport, {}, signal);
  const call = { account, region: null, service: "ec2", operation: "DescribeRegions", input: {} };
  try {
    const answer = parsed(regionList, await transport(call, signal), call);
    // A region that is not enabled answers every call as if the credentials were wrong.
    const enabled = answer.Regions.filter(({ OptInStatus }) => OptInStatus !== "not-opted-in");
    // An estate without regions would look like one from which everything is gone.
    if (enabled.length === 0)
      throw new ProviderError("failed", call, "None of the regions it names is enabled for the account.");
    return enabled
      .map(({ RegionName }) => ({ account, region: RegionName }))
      .toSorted((a, b) => (a.region < b.region ? -1 : 1));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw regionProblem(error, account);
  }
}

function parsed<T>(schema: z.ZodType<T>, answer: unknown, call: { service: string; operation: string }): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ProviderError("malformed", call, `What answered ${call.operation} is not AWS.`);
}

/** The account is not known before this call answers, so it is asked under no account. */
const whoAmI = { account: "", region: null, service: "sts", operation: "GetCallerIdentity", input: {} };
