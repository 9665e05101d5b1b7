import { z } from "zod";

import type { Scope } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import type { AwsCredentials } from "./credentials.ts";

const identity = z.object({ Account: z.string().regex(/^\d{12}$/), Arn: z.string() });
const regionList = z.object({ Regions: z.array(z.object({ RegionName: z.string() })) });

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
    throw new ConnectionError(
      `AWS did not accept the credentials. ${error.message}`,
      remedyFor(error, credentials),
    );
  }
}

/** The account of the credentials, in every region that is enabled for it. */
export async function findScopes(transport: Transport, signal: AbortSignal): Promise<Scope[]> {
  const { Account: account } = await confirmIdentity(transport, {}, signal);
  const call = { account, region: null, service: "ec2", operation: "DescribeRegions", input: {} };
  try {
    const { Regions } = parsed(regionList, await transport(call, signal), call);
    return Regions.map(({ RegionName }) => ({ account, region: RegionName })).toSorted((a, b) =>
      a.region < b.region ? -1 : 1,
    );
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ConnectionError(
      `The regions of account ${account} could not be listed. ${error.message}`,
      "Allow ec2:DescribeRegions to the role or user of this connection, and check the regions it names.",
    );
  }
}

function parsed<T>(schema: z.ZodType<T>, answer: unknown, call: { service: string; operation: string }): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ProviderError("malformed", call, `What answered ${call.operation} is not AWS.`);
}

/** The account is not known before this call answers, so it is asked under no account. */
const whoAmI = { account: "", region: null, service: "sts", operation: "GetCallerIdentity", input: {} };

const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /AssumeRole|AccessDenied/,
    "Let the role's trust policy name the principal Nacre runs as, with exactly this external id, and allow that principal sts:AssumeRole on the role.",
  ],
  [
    /InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClient/,
    "Check the access key id: AWS does not know it, or it was deactivated.",
  ],
  [/SignatureDoesNotMatch/, "Check the secret access key: it does not belong to this access key id."],
  [
    /Expired/,
    "The credentials have expired. Give new ones, or a role ARN so that Nacre renews them by itself.",
  ],
];

function remedyFor(
  error: ProviderError,
  credentials: Pick<AwsCredentials, "roleArn" | "accessKeyId">,
): string {
  const known = remedies.find(([pattern]) => pattern.test(error.message));
  if (known) return known[1];
  if (!credentials.accessKeyId && error.reason === "expired-credentials")
    return "No AWS credentials were found where Nacre runs. Give an access key, or run Nacre with an instance role, profile or environment that has some.";
  return "Check that Nacre can reach sts.amazonaws.com, then try again.";
}
