import { Agent } from "node:https";
import { connect, getCACertificates, setDefaultCACertificates } from "node:tls";
import { ClientSecretCredential } from "@azure/identity";
import { afterAll, afterEach, describe, expect, test } from "vitest";

import { openTransport } from "#lib/connectors/azure/client.ts";
import azure from "#lib/connectors/azure/connector.ts";
import { operations } from "#lib/connectors/azure/operations.ts";
import { urlOf } from "#lib/connectors/azure/request-url.ts";
import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { openClient } from "#lib/connectors/gcp/client.ts";
import gcp from "#lib/connectors/gcp/connector.ts";
import { toRequest } from "#lib/connectors/gcp/to-request.ts";
import { openTokenSource } from "#lib/connectors/gcp/token-source.ts";
import { replay, type RecordedCall } from "#lib/connectors/recording.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { startTlsServer, type TlsAnswer, type TlsAsked } from "#tests/support/tls-server.ts";
import { googleKeyFile } from "#tests/support/google-key-file.ts";

const { signal } = new AbortController();
const trusted = getCACertificates("default");
let server: Awaited<ReturnType<typeof startTlsServer>>;
afterEach(() => server.stop());
afterAll(() => setDefaultCACertificates(trusted));

const noWait = async () => {};
const what = ({ resources, relationships, gaps }: Collected) => ({ resources, relationships, gaps });
const statusOf: Readonly<Record<string, number>> = { denied: 403, "not-found": 404, throttled: 429 };
const throttled: TlsAnswer = {
  status: 429,
  body: { error: { code: 429, status: "RESOURCE_EXHAUSTED", message: "Slow" } },
};

/** Answers what is recorded at an address, to whom has the token; every request for it may first be refused once. */
function answering(
  answers: ReadonlyMap<string, RecordedCall>,
  keyOf: (asked: TlsAsked) => string,
  refusing: boolean,
) {
  const counts = new Map<string, number>();
  return (asked: TlsAsked): TlsAnswer => {
    if (asked.authorization !== "Bearer token-of-nobody")
      return { status: 401, body: { error: { code: "Unauthenticated" } } };
    const key = keyOf(asked);
    const call = answers.get(key);
    if (!call) return { status: 400, body: { error: { code: "NotRecorded", message: key } } };
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (refusing && count % 2 === 1) return throttled;
    const { error, output } = call;
    return error
      ? {
          status: statusOf[error.reason] ?? 400,
          body: { error: { code: "Refused", message: error.message } },
        }
      : { status: 200, body: output };
  };
}

const sorted = (address: string): string => {
  const url = new URL(address);
  url.searchParams.sort();
  return url.href;
};

describe("Azure over TLS, with a token of its own sign-in", () => {
  const tenantId = "00000000-0000-4000-8000-00000000000a";
  const endpoint = "https://management.azure.com";
  const open = async (refusing: boolean) => {
    const calls = await demoRecording("azure");
    const answers = new Map<string, RecordedCall>();
    for (const call of calls) {
      const operation = operations[`${call.service}/${call.operation}`];
      if (!operation) throw new Error(`No operation ${call.service}/${call.operation}`);
      const body = operation.method === "POST" ? JSON.stringify(call.input["body"] ?? {}) : "";
      answers.set(`${sorted(urlOf(call, operation, endpoint).href)} ${body}`, call);
    }
    const answer = answering(
      answers,
      ({ host, target, body }) => `${sorted(`https://${host}${target}`)} ${body}`,
      refusing,
    );
    server = await startTlsServer((asked) => signIn(asked) ?? answer(asked));
    setDefaultCACertificates([...trusted, server.cert]);
    const credential = new ClientSecretCredential(tenantId, "an-application", "a-secret", {
      authorityHost: server.origin,
      disableInstanceDiscovery: true,
    });
    return {
      calls,
      transport: openTransport({
        credential,
        endpoint,
        retryDelayMs: 1,
        wait: noWait,
        agent: everyHostAt(server.port),
      }),
    };
  };

  /** Entra's answers: where tokens are, and a token. */
  const signIn = ({ target }: TlsAsked): TlsAnswer | null => {
    const base = `${server.origin}/${tenantId}`;
    if (target.includes("/.well-known/openid-configuration"))
      return {
        status: 200,
        body: {
          issuer: `${base}/v2.0`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        },
      };
    if (target.includes("/oauth2/v2.0/token"))
      return {
        status: 200,
        body: { token_type: "Bearer", expires_in: 3_600, access_token: "token-of-nobody" },
      };
    return null;
  };

  test.each([
    ["", false],
    [" while every first request is throttled", true],
  ])("reads what its recording holds, resource by resource%s", async (_, refusing) => {
    const { calls, transport } = await open(refusing);
    const live = await collectAll(azure, transport, signal);
    const replayed = await collectAll(azure, replay(calls), signal);
    expect(what(live)).toEqual(what(replayed));
    expect(live.resources.length).toBeGreaterThan(100);
    expect(server.asked.filter(({ target }) => target.includes("/oauth2/")).length).toBeLessThan(10);
  });
});

/** Connections for any host end at this machine, where the certificate is the test's own. */
function everyHostAt(port: number): Agent {
  const agent = new Agent({ keepAlive: true });
  agent.createConnection = () =>
    connect({ host: "127.0.0.1", port, servername: "localhost", ca: server.cert });
  return agent;
}

describe("Google Cloud over TLS, with a token for a service account's key", () => {
  const keyFile = googleKeyFile("acme-document-insights");
  const token: TlsAnswer = {
    status: 200,
    body: { access_token: "token-of-nobody", expires_in: 3_600, token_type: "Bearer" },
  };
  const open = async (refusing: boolean) => {
    const calls = await demoRecording("gcp");
    const answers = new Map<string, RecordedCall>();
    for (const call of calls) {
      const { host, target, body } = toRequest(call);
      answers.set(`/${host}${target} ${body ?? ""}`, call);
    }
    const answer = answering(answers, ({ target, body }) => `${target} ${body}`, refusing);
    server = await startTlsServer((asked) =>
      asked.target.startsWith("/oauth2.googleapis.com/") ? token : answer(asked),
    );
    setDefaultCACertificates([...trusted, server.cert]);
    const source = await openTokenSource(keyFile, server.origin);
    return { calls, transport: openClient({ token: source, baseUrl: server.origin, wait: noWait }) };
  };

  test.each([
    ["", false],
    [" while every first request is throttled", true],
  ])("reads what its recording holds, resource by resource%s", async (_, refusing) => {
    const { calls, transport } = await open(refusing);
    const live = await collectAll(gcp, transport, signal);
    const replayed = await collectAll(gcp, replay(calls), signal);
    expect(what(live)).toEqual(what(replayed));
    expect(live.resources.length).toBeGreaterThan(50);
  });
});
