import { createPrivateKey, sign, type KeyObject } from "node:crypto";
import { z } from "zod";

import { ConnectionError } from "#lib/domain/provider-call.ts";

const InstallationToken = z.object({ token: z.string(), expires_at: z.iso.datetime() });

type App = { appId: string; installationId: string; privateKey: string };

/** Renewed this long before it ends, so that no call sets out with a token that dies on the way. */
const marginMilliseconds = 2 * 60_000;

/** Gives the installation's own short-lived token, asked for with a signed statement of the App. */
export function appTokens(base: string, { appId, installationId, privateKey }: App) {
  const key = readKey(privateKey);
  let held: { token: string; endsAt: number } | null = null;
  return async (renew: boolean, signal: AbortSignal): Promise<string> => {
    if (held && !renew && held.endsAt - marginMilliseconds > Date.now()) return held.token;
    const response = await fetch(`${base}/app/installations/${installationId}/access_tokens`, {
      method: "POST",
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(30_000)]),
      headers: {
        accept: "application/vnd.github+json",
        "user-agent": "nacre",
        authorization: `Bearer ${statementOf(appId, key, Date.now())}`,
      },
    });
    const parsed = InstallationToken.safeParse(await response.json().catch(() => null));
    if (!response.ok || !parsed.success)
      throw new ConnectionError(
        `GitHub gave the App no token (${response.status}).`,
        "Check the App ID, the installation ID and that the private key belongs to this App and was not revoked.",
      );
    held = { token: parsed.data.token, endsAt: Date.parse(parsed.data.expires_at) };
    return held.token;
  };
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new ConnectionError(
      "The private key of the App cannot be read.",
      "Paste the whole PEM file, with its first and last line.",
    );
  }
}

/** A JSON Web Token over the App's own id, for nine minutes of the ten that GitHub allows. */
export function statementOf(appId: string, key: KeyObject, now: number): string {
  const at = Math.floor(now / 1_000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  // GitHub refuses a statement from the future, and clocks differ by seconds.
  const body = `${encode({ alg: "RS256", typ: "JWT" })}.${encode({ iat: at - 60, exp: at + 540, iss: appId })}`;
  return `${body}.${sign("RSA-SHA256", Buffer.from(body), key).toString("base64url")}`;
}
