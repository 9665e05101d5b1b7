import { z } from "zod";

import { ConnectionError, type Transport } from "#lib/domain/provider-call.ts";
import { Answer } from "../rest/answer.ts";
import { safeBase } from "../rest/base-url.ts";
import { openRestClient, type ClientOptions } from "../rest/client.ts";
import { appTokens } from "./app-token.ts";
import { onlyWhoDidWhat } from "./change-entry.ts";
import type { GitHubCredentials } from "./credentials.ts";
import { operations } from "./operations.ts";

/** The live transport, as an App or by a token. */
export function openClient(
  credentials: GitHubCredentials,
  { wait, further = {} }: ClientOptions = {},
): Transport {
  const base = apiBase(credentials.host || null);
  const token = tokenSource(base, credentials);
  const transport = openRestClient({
    title: "GitHub",
    base,
    operations: { ...operations, ...further },
    headers: async (renew, signal) => ({
      authorization: `Bearer ${await token(renew, signal)}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    }),
    ...(wait ? { wait } : {}),
  });
  return withoutSecrets(transport);
}

/** GitHub Enterprise Server keeps its API beneath its own address. */
export const apiBase = (host: string | null): string =>
  host === null ? "https://api.github.com" : apiOf(safeBase(host));

const apiOf = (base: string): string =>
  base === "https://github.com" ? "https://api.github.com" : base.replace(/\/api\/v3$/, "") + "/api/v3";

function tokenSource(base: string, credentials: GitHubCredentials) {
  const { token, appId, installationId, privateKey } = credentials;
  if (token) return async () => token;
  if (!appId || !installationId || !privateKey)
    throw new ConnectionError(
      "Neither a token nor a whole GitHub App was given.",
      "Paste a fine-grained token, or fill in App ID, installation ID and private key together.",
    );
  return appTokens(base, { appId, installationId, privateKey });
}

const Records = z.array(z.looseObject({}));

/** An alert carries the very secret that leaked. It is taken out before anything else sees the answer. */
const withoutSecrets =
  (transport: Transport): Transport =>
  async (call, signal) => {
    const answer = await transport(call, signal);
    const isLog = call.operation === "get-audit-log";
    if (call.service !== "secret-scanning" && !isLog) return answer;
    const { at, next, body } = Answer.parse(answer);
    const records = Records.parse(body);
    return {
      at,
      next,
      body: isLog ? onlyWhoDidWhat(records) : records.map((alert) => ({ ...alert, secret: null })),
    };
  };

/** Narrows what a connection sees to the organizations its owner named, whatever kind of token asks. */
export const onlyOrganizations =
  (transport: Transport, logins: readonly string[]): Transport =>
  async (call, signal) => {
    if (call.service !== "orgs" || call.operation !== "list-for-authenticated-user")
      return transport(call, signal);
    const answers: Answer[] = [];
    for (const org of logins)
      answers.push(Answer.parse(await transport({ ...call, operation: "get", input: { org } }, signal)));
    const [first] = answers;
    return { at: first?.at ?? new Date().toISOString(), next: null, body: answers.map(({ body }) => body) };
  };
