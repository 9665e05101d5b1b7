import { z } from "zod";

import { ConnectionError } from "#lib/domain/provider-call.ts";

const ServiceAccount = z.object({
  type: z.literal("service_account"),
  client_email: z.string().min(1),
  private_key: z.string().includes("PRIVATE KEY"),
  private_key_id: z.string().optional(),
  project_id: z.string().optional(),
});

const ExternalAccount = z.object({
  type: z.literal("external_account"),
  audience: z.string().startsWith("//iam.googleapis.com/"),
  subject_token_type: z.string(),
  token_url: z.string(),
  service_account_impersonation_url: z.string().optional(),
  universe_domain: z.literal("googleapis.com").optional(),
  credential_source: z.looseObject({
    file: z.string().optional(),
    url: z.string().optional(),
    executable: z.unknown().optional(),
    environment_id: z.string().optional(),
    region_url: z.string().optional(),
    regional_cred_verification_url: z.string().optional(),
    imdsv2_session_token_url: z.string().optional(),
    certificate: z.unknown().optional(),
  }),
});

export type GoogleCredentials = z.infer<typeof ServiceAccount> | z.infer<typeof ExternalAccount>;

const refused = (message: string, remedy: string): never => {
  throw new ConnectionError(message, remedy);
};
const shapeRemedy =
  "Paste the whole JSON file of a service account key, or a workload identity federation configuration made by gcloud iam workload-identity-pools create-cred-config.";

/** Reads pasted credentials, refusing whatever would run a program here or send a token elsewhere than to Google. */
export function parseCredentials(text: string): GoogleCredentials {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused("The credentials are not JSON.", shapeRemedy);
  }
  const parsed = z.discriminatedUnion("type", [ServiceAccount, ExternalAccount]).safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused(`The credentials lack a valid ${issue?.path.join(".") || "type"}.`, shapeRemedy);
  }
  if (parsed.data.type === "external_account") assertSafe(parsed.data);
  return parsed.data;
}

function assertSafe({
  token_url,
  service_account_impersonation_url,
  credential_source: source,
}: z.infer<typeof ExternalAccount>): void {
  if (source.executable !== undefined || source.certificate !== undefined)
    refused(
      "The federation configuration runs a program or loads a certificate from this machine, which Nacre does not do.",
      "Make the configuration with a file source (--credential-source-file) or with --aws.",
    );
  for (const url of [token_url, service_account_impersonation_url])
    if (url !== undefined && !isGoogle(url))
      refused(
        `The federation configuration sends tokens to ${hostOf(url)}, which is not Google.`,
        "Use token_url https://sts.googleapis.com/v1/token and an impersonation URL on iamcredentials.googleapis.com.",
      );
  if (source.file !== undefined && !isMountedToken(source.file))
    refused(
      "The federation configuration reads a file outside /var/run/secrets and /run/secrets.",
      "Mount the identity token under /var/run/secrets and name that path in credential_source.file.",
    );
  for (const url of [source.url, source.region_url, source.imdsv2_session_token_url])
    if (url !== undefined && !isMetadataServer(url))
      refused(
        `The federation configuration fetches its token from ${hostOf(url)}.`,
        "Use a file source, or the metadata server at http://169.254.169.254.",
      );
  const verification = source.regional_cred_verification_url;
  if (verification !== undefined && !/^https:\/\/sts\.(\{region\}\.)?amazonaws\.com[/?]/.test(verification))
    refused(
      "The federation configuration verifies AWS credentials at a host that is not AWS.",
      "Keep the regional_cred_verification_url that gcloud wrote.",
    );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : "no valid URL");

/** Hosts that tokens and calls may go to. */
export const isGoogleHost = (host: string): boolean =>
  host === "googleapis.com" || host.endsWith(".googleapis.com");

const isGoogle = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username } = new URL(url);
  return protocol === "https:" && port === "" && username === "" && isGoogleHost(hostname);
};

const isMountedToken = (file: string): boolean =>
  /^(\/var)?\/run\/secrets\//.test(file) && !file.split("/").includes("..");

const isMetadataServer = (url: string): boolean =>
  URL.canParse(url) && new URL(url).origin === "http://169.254.169.254";
