import { lookup } from "node:dns/promises";

import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import type { AwsCredentials } from "./credentials.ts";
import { asClient, constructFrom, services, type SdkClient } from "./services.ts";
import { toJson } from "./to-json.ts";
import { toProviderError } from "./to-provider-error.ts";

const globalRegion = "us-east-1";
const attemptTimeoutMs = 20_000;
const callTimeoutMs = 90_000;

/** The live transport. `AWS_ENDPOINT_URL` sends every call elsewhere, as the SDK itself defines it. */
export function openAws(credentials: AwsCredentials): Transport {
  const provider = credentialProvider(credentials);
  const clients = new Map<string, Promise<SdkClient | null>>();

  const clientFor = (service: string, region: string) => {
    const id = `${service} ${region}`;
    const open = clients.get(id) ?? openClient(service, region, provider);
    clients.set(id, open);
    return open;
  };

  return async (call, signal) => {
    const client = await clientFor(call.service, call.region ?? globalRegion);
    const command = await commandFor(call, onlyChosenRegions(call, credentials.regions));
    if (!client || !command) throw new ProviderError("unsupported", call, `The AWS client has no such call`);
    const timeout = AbortSignal.timeout(callTimeoutMs);
    try {
      return toJson(await client.send(command, { abortSignal: AbortSignal.any([signal, timeout]) }));
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted)
        throw new ProviderError("failed", call, `No answer within ${callTimeoutMs / 1_000} seconds`);
      throw (await absentInRegion(error, call)) ?? toProviderError(error, call);
    }
  };
}

async function openClient(
  service: string,
  region: string,
  credentials: CredentialProvider,
): Promise<SdkClient | null> {
  const known = services[service];
  if (!known) return null;
  const config = {
    region,
    credentials,
    retryMode: "adaptive",
    maxAttempts: 5,
    requestHandler: { requestTimeout: attemptTimeoutMs, connectionTimeout: 5_000 },
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
  const hasRegion = await lookup(`sts.${call.region}.amazonaws.com`).then(
    () => true,
    () => false,
  );
  return hasRegion
    ? new ProviderError("not-found", call, `AWS does not offer ${call.service} in ${call.region}`)
    : null;
}

type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

function credentialProvider(credentials: AwsCredentials): CredentialProvider {
  const { accessKeyId, secretAccessKey, roleArn, externalId } = credentials;
  const own: CredentialProvider =
    accessKeyId && secretAccessKey
      ? async () => ({ accessKeyId, secretAccessKey })
      : named(fromNodeProviderChain());
  if (!roleArn) return own;
  return named(
    fromTemporaryCredentials({
      masterCredentials: own,
      params: {
        RoleArn: roleArn,
        RoleSessionName: "nacre",
        ...(externalId ? { ExternalId: externalId } : {}),
      },
      clientConfig: { region: globalRegion },
    }),
  );
}

/** A role that cannot be assumed answers AccessDenied, which must not be taken for a denied inventory call. */
function named(provider: CredentialProvider): CredentialProvider {
  return async (options) => {
    try {
      return await provider(options);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      throw Object.assign(new Error(`${cause.name}: ${cause.message}`, { cause }), {
        name: "CredentialsError",
      });
    }
  };
}

/** The control service puts the account before the host name, which an endpoint that is an address cannot have. */
function ownEndpointProvider(service: string): object {
  const url = process.env["AWS_ENDPOINT_URL_S3_CONTROL"] ?? process.env["AWS_ENDPOINT_URL"];
  return service === "s3control" && url ? { endpointProvider: () => ({ url: new URL(url) }) } : {};
}

const hasOwnEndpoint = () => Boolean(process.env["AWS_ENDPOINT_URL"] ?? process.env["AWS_ENDPOINT_URL_S3"]);
