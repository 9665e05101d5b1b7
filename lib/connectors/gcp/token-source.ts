import { GoogleAuth, type AuthClient, type GoogleAuthOptions } from "google-auth-library";

import { ConnectionError } from "#lib/domain/provider-call.ts";
import { isGoogleHost, parseCredentials } from "./credentials.ts";
import type { TokenSource } from "./client.ts";

// Asset Inventory and Workbench refuse the read-only scope; what may be read is limited by the role instead.
const scopes = ["https://www.googleapis.com/auth/cloud-platform"];

/** Tokens from pasted credentials, or from the machine's own (Application Default Credentials) where none are given. */
export async function openTokenSource(
  pasted: string | undefined,
  baseUrl: string | undefined,
): Promise<TokenSource> {
  let client = await openAuthClient(pasted, baseUrl);
  const source: TokenSource = async (renew) => {
    if (renew) client = await openAuthClient(pasted, baseUrl);
    try {
      const { token } = await client.getAccessToken();
      if (token) return token;
    } catch (error) {
      throw refusedToken(error);
    }
    throw refusedToken(new Error("no token"));
  };
  await source(false);
  return source;
}

async function openAuthClient(pasted: string | undefined, baseUrl: string | undefined): Promise<AuthClient> {
  const clientOptions = { transporterOptions: { fetchImplementation: guardedFetch(baseUrl) } };
  if (pasted !== undefined) {
    return new GoogleAuth({ scopes, clientOptions, credentials: toLibrary(pasted) }).getClient();
  }
  try {
    return await new GoogleAuth({ scopes }).getClient();
  } catch {
    throw new ConnectionError(
      "This machine has no Google credentials of its own.",
      "Paste a service account key or a federation configuration, or run Nacre where Application Default Credentials exist.",
    );
  }
}

// Safe because `parseCredentials` checked the very fields the library's type names, less strictly on absent ones.
const toLibrary = (pasted: string) =>
  parseCredentials(pasted) as NonNullable<GoogleAuthOptions["credentials"]>;

/** Sends token requests to Google alone, or to the base that stands for Google; metadata servers stay reachable. */
const guardedFetch =
  (baseUrl: string | undefined): typeof fetch =>
  (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.hostname === "169.254.169.254" || url.hostname.endsWith(".amazonaws.com"))
      return fetch(input, init);
    if (url.protocol !== "https:" || !isGoogleHost(url.hostname))
      return Promise.reject(new Error(`Tokens are not asked of ${url.hostname}`));
    return fetch(
      baseUrl === undefined
        ? url
        : `${baseUrl.replace(/\/+$/, "")}/${url.hostname}${url.pathname}${url.search}`,
      init,
    );
  };

function refusedToken(error: unknown): ConnectionError {
  const message = error instanceof Error ? error.message.slice(0, 300) : "no reason given";
  return new ConnectionError(
    `Google refused to issue a token: ${message}`,
    "Check that the service account exists and is enabled, that the key was not deleted, and that this machine's clock is right.",
  );
}
