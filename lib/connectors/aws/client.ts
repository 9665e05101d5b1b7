import { lookup } from "node:dns/promises";

import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { NodeHttpHandler } from "@smithy/node-http-handler";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { openReach } from "../reach.ts";
import type { AwsCredentials } from "./credentials.ts";
import { homeRegionOf, hostSuffixOf } from "./partition.ts";
import { retryStrategy, type RetryLimits } from "./retry.ts";
import { sharedSession } from "./shared-session.ts";
import { asClient, constructFrom, services, type SdkClient } from "./services.ts";
import { isObjectCall, refuseContent, scanObject } from "./scan-object.ts";
import { toJson } from "./to-json.ts";
import { toProviderError } from "./to-provider-error.ts";
import { unreachable, whyUnreachable } from "./unreachable.ts";

/** How long one attempt and one call with all its attempts may take. */
const patience = { attemptMs: 20_000, callMs: 90_000, attempts: 5, throttledAttempts: 10 };
export type Patience = RetryLimits & { attemptMs: number; callMs: number };

/** The live transport. `AWS_ENDPOINT_URL` sends every call elsewhere, as the SDK itself defines it. */
export function openAws(
  credentials: AwsCredentials,
  limits: Patience = patience,
  provider: CredentialProvider = credentialsOf(credentials, limits),
): Transport {
  const homeRegion = homeOf(credentials);
  const clients = new Map<string, Promise<SdkClient | null>>();
  const reach = openReach();

  const clientFor = (service: string, region: string) => {
    const id = `${service} ${region}`;
    const open = clients.get(id) ?? openClient(service, region, provider, limits);
    clients.set(id, open);
    return open;
  };

  return async (call, signal) => {
    refuseContent(call, credentials.sampling === "yes");
    const region = call.region ?? homeRegion;
    const client = await clientFor(call.service, region);
    const command = await commandFor(call, onlyChosenRegions(call, credentials.regions));
    if (!client || !command) throw new ProviderError("unsupported", call, `The AWS client has no such call`);
    if (reach.isLost(region)) throw notAsked(call, region);
    const timeout = AbortSignal.timeout(limits.callMs);
    const ended = AbortSignal.any([signal, timeout]);
    try {
      // The client itself looks at the signal only while it waits for an answer, not while it waits for credentials.
      const answer = await unlessAborted(client.send(command, { abortSignal: ended }), ended);
      reach.answered(region);
      return isObjectCall(call) ? await unlessAborted(scanObject(answer), ended) : toJson(answer);
    } catch (error) {
      signal.throwIfAborted();
      const told = timeout.aborted ? tooLate(call, limits) : await meaningOf(error, call);
      if (isLost(told)) reach.missed(region);
      else reach.answered(region);
      throw told;
    }
  };
}

const meaningOf = async (error: unknown, call: ProviderCall): Promise<ProviderError> =>
  (await absentInRegion(error, call)) ?? toProviderError(error, call);

const tooLate = (call: ProviderCall, { callMs }: Patience): ProviderError =>
  new ProviderError("failed", call, `${unreachable}: no answer within ${callMs / 1_000} seconds`);

const notAsked = (call: ProviderCall, region: string): ProviderError =>
  new ProviderError("failed", call, `${unreachable}: calls to ${region} before this one got no answer`);

const isLost = ({ reason, message }: ProviderError): boolean =>
  reason === "failed" && message.startsWith(unreachable);

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new Error("Aborted"));
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * Without `throwOnRequestTimeout` the SDK only warns of an attempt that hangs, and waits on. Clients with streaming
 * operations, which are none of ours, would else speak HTTP/2 alone, and many a proxy does not.
 */
const requestHandlerOf = ({ attemptMs }: Patience) =>
  new NodeHttpHandler({
    requestTimeout: attemptMs,
    connectionTimeout: Math.min(attemptMs, 5_000),
    throwOnRequestTimeout: true,
  });

async function openClient(
  service: string,
  region: string,
  credentials: CredentialProvider,
  limits: Patience,
): Promise<SdkClient | null> {
  const known = services[service];
  if (!known) return null;
  const config = {
    region,
    credentials,
    retryStrategy: retryStrategy(limits),
    requestHandler: requestHandlerOf(limits),
    ...ownEndpointProvider(service),
    ...(service === "s3" ? { followRegionRedirects: true, forcePathStyle: hasOwnEndpoint() } : {}),
  };
  return asClient(constructFrom(await known.load(), known.client, config));
}

async function commandFor(call: ProviderCall, input: object): Promise<object | null> {
  const known = services[call.service];
  return known ? constructFrom(await known.load(), `${call.operation}Command`, { ...input }) : null;
}

/** A connection limited to some regions sees only those, so that no collector needs to know of the limit. */
function onlyChosenRegions(call: ProviderCall, regions: string | undefined): ProviderCall["input"] {
  const chosen = (regions ?? "")
    .split(",")
    .map((region) => region.trim())
    .filter(Boolean);
  if (call.service !== "ec2" || call.operation !== "DescribeRegions" || chosen.length === 0)
    return call.input;
  return { ...call.input, RegionNames: chosen };
}

/** A service without an endpoint in a region that itself has one is not offered there: nothing to find, no gap. */
async function absentInRegion(error: unknown, call: ProviderCall): Promise<ProviderError | null> {
  if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOTFOUND" || !call.region)
    return null;
  const hasRegion = await lookup(`sts.${call.region}.${hostSuffixOf(call.region)}`).then(
    () => true,
    () => false,
  );
  return hasRegion
    ? new ProviderError("not-found", call, `AWS does not offer ${call.service} in ${call.region}`)
    : null;
}

/** Where neither role nor regions tell, Nacre runs in the partition it watches. */
const homeOf = ({ roleArn, regions }: AwsCredentials): string =>
  homeRegionOf({ roleArn, regions: regions || process.env["AWS_REGION"] });

export type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

/** Who asks: the key or the machine, in the role if one is named. */
export function credentialsOf(credentials: AwsCredentials, limits: Patience = patience): CredentialProvider {
  const { accessKeyId, secretAccessKey, roleArn } = credentials;
  const own: CredentialProvider =
    accessKeyId && secretAccessKey
      ? async () => ({ accessKeyId, secretAccessKey })
      : named(fromNodeProviderChain());
  return roleArn ? inRole(own, roleArn, credentials, limits) : own;
}

/** The role, assumed by whom `master` gives. */
export function inRole(
  master: CredentialProvider,
  roleArn: string,
  credentials: AwsCredentials,
  limits: Patience = patience,
): CredentialProvider {
  const { externalId } = credentials;
  return sharedSession(
    named(
      fromTemporaryCredentials({
        masterCredentials: master,
        params: {
          RoleArn: roleArn,
          RoleSessionName: "nacre",
          ...(externalId ? { ExternalId: externalId } : {}),
        },
        clientConfig: {
          region: homeOf(credentials),
          maxAttempts: limits.attempts,
          requestHandler: requestHandlerOf(limits),
        },
      }),
    ),
  );
}

/**
 * A role that cannot be assumed answers AccessDenied, which must not be taken for a denied inventory call. What says
 * nothing of the credentials, a lost connection or a throttled call, stays what it is.
 */
function named(provider: CredentialProvider): CredentialProvider {
  return async (options) => {
    try {
      return await provider(options);
    } catch (error) {
      if (isPassing(error)) throw error;
      const cause = error instanceof Error ? error : new Error(String(error));
      throw Object.assign(new Error(`${cause.name}: ${cause.message}`, { cause }), {
        name: "CredentialsError",
      });
    }
  };
}

function isPassing(error: unknown): boolean {
  const { reason } = toProviderError(error, { service: "sts", operation: "AssumeRole" });
  return reason === "throttled" || whyUnreachable(error) !== null;
}

/** The control service puts the account before the host name, which an endpoint that is an address cannot have. */
function ownEndpointProvider(service: string): object {
  const url = process.env["AWS_ENDPOINT_URL_S3_CONTROL"] ?? process.env["AWS_ENDPOINT_URL"];
  return service === "s3control" && url ? { endpointProvider: () => ({ url: new URL(url) }) } : {};
}

const hasOwnEndpoint = () => Boolean(process.env["AWS_ENDPOINT_URL"] ?? process.env["AWS_ENDPOINT_URL_S3"]);
