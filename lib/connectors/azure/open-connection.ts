import type { TokenCredential } from "@azure/core-auth";
import { ClientSecretCredential, DefaultAzureCredential } from "@azure/identity";
import { z } from "zod";

import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { chosenSubscriptions } from "./chosen-subscriptions.ts";
import { openTransport } from "./client.ts";
import { cloudAt } from "./clouds.ts";
import { isLoopback } from "./request-url.ts";
import { tenantAccount } from "./scopes.ts";

const guid = z.guid("Write it as 00000000-0000-0000-0000-000000000000");
const endpoint = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => text.startsWith("https://") || (URL.canParse(text) && isLoopback(new URL(text))),
    "Use https, or http on this machine only",
  );

/** A form sends a field that was left empty as an empty text. */
const blank = z.literal("");
const guids =
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\s*,\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})*$/i;

export const AzureCredentials = z.object({
  tenantId: guid.meta({ title: "Directory (tenant) id", help: "Entra ID → Overview → Tenant ID" }),
  clientId: guid.or(blank).optional().meta({
    title: "Application (client) id",
    help: "App registrations → your app → Overview. Leave empty to use the managed identity Nacre runs as",
  }),
  clientSecret: z.string().trim().optional().meta({
    secret: true,
    title: "Client secret value",
    help: "The value, not the secret's id. Leave empty for managed identity or workload identity federation",
  }),
  subscriptionIds: z
    .string()
    .trim()
    .regex(guids, "Give subscription ids, separated by commas")
    .or(blank)
    .optional()
    .meta({
      scope: true,
      title: "Subscriptions",
      help: "Ids separated by commas. Leave empty for every subscription the application may read",
    }),
  managementGroupIds: z
    .string()
    .trim()
    .regex(/^[\w.()-]{1,90}(?:\s*,\s*[\w.()-]{1,90})*$/, "Give management group ids, separated by commas")
    .or(blank)
    .optional()
    .meta({
      scope: true,
      title: "Management groups",
      help: "Ids separated by commas. Every subscription beneath them is read, also those added later",
    }),
  sampling: z
    .string()
    .trim()
    .regex(/^(yes|no)?$/, "Answer yes or no")
    .optional()
    .meta({
      scope: true,
      title: "Sample tagged containers",
      help: "yes reads the beginning of up to 20 blobs of each container of a storage account tagged nacre:sample = yes and keeps counts of what detectors find, never text. It needs Storage Blob Data Reader on those accounts, which the proposed role does not hold.",
    }),
  endpoint: endpoint.or(blank).optional().meta({
    title: "Resource manager address",
    help: "Only for Azure Government, Azure China or Stack",
  }),
  authorityHost: z
    .url({ protocol: /^https$/ })
    .or(blank)
    .optional()
    .meta({ title: "Sign-in address", help: "Only for clouds other than public Azure" }),
});
export type AzureCredentials = z.infer<typeof AzureCredentials>;

const publicEndpoint = "https://management.azure.com";

/** Opens the live transport once the credential has listed its subscriptions. */
export async function openConnection(credentials: AzureCredentials, signal: AbortSignal): Promise<Transport> {
  const transport = openTransport({
    credential: credentialOf(credentials),
    endpoint: credentials.endpoint || publicEndpoint,
    mayReadContent: credentials.sampling === "yes",
  });
  return verified(transport, await subscriptionsFor(transport, credentials, signal), signal);
}

async function subscriptionsFor(
  transport: Transport,
  credentials: AzureCredentials,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    return await chosenSubscriptions(transport, credentials, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw toConnectionError(error);
  }
}

/** Whom to ask for tokens and as whom. What a form left empty is left out, so that the machine's own settings count. */
export function signInOptions({ tenantId, clientId, endpoint, authorityHost }: AzureCredentials) {
  const host = authorityHost || (endpoint ? cloudAt(endpoint).signIn : "");
  return {
    tenantId,
    ...(host ? { authorityHost: host } : {}),
    ...(clientId ? { managedIdentityClientId: clientId, workloadIdentityClientId: clientId } : {}),
  };
}

function credentialOf(credentials: AzureCredentials): TokenCredential {
  const { tenantId, clientId, clientSecret } = credentials;
  const options = signInOptions(credentials);
  if (!clientSecret) return new DefaultAzureCredential(options);
  if (!clientId)
    throw new ConnectionError(
      "A client secret was given without its application.",
      "Fill in the application (client) id, or empty the secret to use the managed identity Nacre runs as.",
    );
  return new ClientSecretCredential(
    tenantId,
    clientId,
    clientSecret,
    options.authorityHost ? { authorityHost: options.authorityHost } : {},
  );
}

/** Lists the subscriptions once, so that a wrong credential is told now, and narrows the transport to those chosen. */
export async function verified(
  transport: Transport,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<Transport> {
  const narrowed = wanted.length === 0 ? transport : onlySubscriptions(transport, new Set(wanted));
  const call = {
    account: tenantAccount,
    region: null,
    service: "Microsoft.Resources",
    operation: "Subscriptions_List",
    input: {},
  };
  let found: number;
  try {
    found = SubscriptionList.parse(await narrowed(call, signal)).value.length;
  } catch (error) {
    signal.throwIfAborted();
    throw toConnectionError(error);
  }
  if (found > 0) return narrowed;
  throw new ConnectionError(
    wanted.length === 0
      ? "The credential works, but it may read no subscription."
      : "The credential works, but it may read none of the subscriptions named.",
    "Assign the custom role of step 3 to the application on each subscription, wait a minute, and try again.",
  );
}

const SubscriptionList = z.object({ value: z.array(z.looseObject({ subscriptionId: z.string() })) });

const onlySubscriptions =
  (transport: Transport, wanted: ReadonlySet<string>): Transport =>
  async (call, signal) => {
    const answer = await transport(call, signal);
    if (call.operation !== "Subscriptions_List") return answer;
    return {
      value: SubscriptionList.parse(answer).value.filter(({ subscriptionId }) =>
        wanted.has(subscriptionId.toLowerCase()),
      ),
    };
  };

const remedies: readonly [RegExp, string][] = [
  [/AADSTS7000215/, "The client secret is wrong. Paste the secret's value (not its id), or make a new one."],
  [/AADSTS7000222/, "The client secret has expired. Make a new one under Certificates & secrets."],
  [
    /AADSTS700016/,
    "There is no such application in this tenant. Compare both ids with the app registration.",
  ],
  [/AADSTS9000[12]/, "There is no such tenant. Copy the tenant id from Entra ID → Overview."],
  [
    /AADSTS7000112/,
    "The application is disabled. Enable it under Enterprise applications › Properties, or use another.",
  ],
  [
    /AADSTS700024|AADSTS700021|AADSTS50013/,
    "The federated token is not valid now. Compare this machine's clock, and the token's lifetime, with the time.",
  ],
  [
    /AADSTS7002[123]\d*/,
    "No federated credential matches. Compare issuer, subject and audience with the app registration's.",
  ],
  [
    /AADSTS500011|AADSTS900382/,
    "The tenant is in another cloud than the addresses given. Fill in both addresses of the tenant's own cloud.",
  ],
  [/AADSTS53003/, "Conditional access refuses the application. Exempt this workload identity."],
  [
    /CredentialUnavailable|ChainedTokenCredential|DefaultAzureCredential/,
    "No identity is available where Nacre runs. Give it a managed identity, or fill in a client id and secret.",
  ],
];

export function toConnectionError(error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const remedy = remedies.find(([pattern]) => pattern.test(text))?.[1];
  if (remedy !== undefined) return new ConnectionError("Azure refused the credential.", remedy);
  if (error instanceof ProviderError && error.reason === "denied")
    return new ConnectionError(
      "The credential works, but it may not list subscriptions.",
      `Grant ${error.permission ?? "Microsoft.Resources/subscriptions/read"} with the custom role of step 3.`,
    );
  return new ConnectionError(
    `Azure could not be asked: ${text.slice(0, 300)}`,
    "Check that this machine reaches management.azure.com and login.microsoftonline.com over https.",
  );
}
