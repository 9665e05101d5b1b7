import { Agent } from "node:https";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { toJson } from "../aws/to-json.ts";
import { toProviderError } from "../aws/to-provider-error.ts";
import { assertMayReach, type OutboundAddresses } from "../outbound-addresses.ts";
import type { EndpointKey } from "./endpoint-keys.ts";
import { bucketOperations } from "./operations.ts";

type Access = {
  keys: ReadonlyMap<string, EndpointKey>;
  ca: string | undefined;
  addresses: OutboundAddresses;
};
type Ask = (call: ProviderCall, url: string, signal: AbortSignal) => Promise<unknown>;

const callMilliseconds = 30_000;

/** The S3 API of one's own object store, through AWS's client with another endpoint. */
export function openBuckets({ keys, ca, addresses }: Access): Ask {
  const clients = new Map<string, ReturnType<typeof openS3>>();
  return async (call, url, signal) => {
    const permission = bucketOperations[call.operation];
    if (!permission) throw new ProviderError("unsupported", call, "The client has no such call");
    const key = keys.get(url);
    if (key?.kind !== "s3")
      throw new ProviderError(
        "denied",
        call,
        `${url} asks for an access key, and the connection holds none for it`,
        permission,
      );
    assertMayReach(new URL(url).hostname, addresses);
    const client = clients.get(url) ?? openS3(url, key, ca, addresses);
    clients.set(url, client);
    const ended = AbortSignal.any([signal, AbortSignal.timeout(callMilliseconds)]);
    try {
      return toJson(await (await client)(call, ended));
    } catch (error) {
      signal.throwIfAborted();
      throw told(error, call, url, permission);
    }
  };
}

/** A key that one store does not take is a gap of that store; the others go on. */
function told(error: unknown, call: ProviderCall, url: string, permission: string): ProviderError {
  const { reason, message } = toProviderError(error, call);
  if (reason === "expired-credentials" || reason === "denied")
    return new ProviderError("denied", call, `${url} does not take the access key: ${message}`, permission);
  return new ProviderError(reason, call, message);
}

async function openS3(
  endpoint: string,
  { accessKeyId, secretAccessKey }: Extract<EndpointKey, { kind: "s3" }>,
  ca: string | undefined,
  { lookup }: OutboundAddresses,
) {
  const s3 = await import("@aws-sdk/client-s3");
  const client = new s3.S3Client({
    endpoint,
    // An object store of one's own has one region, which it calls so unless it is told otherwise.
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 3,
    requestHandler: {
      requestTimeout: 10_000,
      connectionTimeout: 5_000,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({ lookup, maxSockets: 8, ...(ca === undefined ? {} : { ca }) }),
    },
  });
  return async ({ operation, input }: ProviderCall, abortSignal: AbortSignal): Promise<unknown> => {
    const Bucket = typeof input["Bucket"] === "string" ? input["Bucket"] : "";
    const options = { abortSignal };
    switch (operation) {
      case "ListBuckets":
        return client.send(new s3.ListBucketsCommand({}), options);
      case "GetBucketPolicy":
        return client.send(new s3.GetBucketPolicyCommand({ Bucket }), options);
      case "GetBucketEncryption":
        return client.send(new s3.GetBucketEncryptionCommand({ Bucket }), options);
      case "GetBucketVersioning":
        return client.send(new s3.GetBucketVersioningCommand({ Bucket }), options);
      default:
        return client.send(new s3.GetBucketTaggingCommand({ Bucket }), options);
    }
  };
}
