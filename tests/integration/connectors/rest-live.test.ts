import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, describe, expect, test } from "vitest";

import { openClient as openAnthropic } from "#lib/connectors/anthropic/client.ts";
import { operations as anthropicOperations } from "#lib/connectors/anthropic/operations.ts";
import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { onlyOrganizations, openClient as openGitHub } from "#lib/connectors/github/client.ts";
import { operations as githubOperations } from "#lib/connectors/github/operations.ts";
import { openClient as openGitLab } from "#lib/connectors/gitlab/client.ts";
import { operations as gitlabOperations } from "#lib/connectors/gitlab/operations.ts";
import { onlyGroups } from "#lib/connectors/gitlab/scopes.ts";
import { openClient as openHuggingFace } from "#lib/connectors/huggingface/client.ts";
import { operations as huggingFaceOperations } from "#lib/connectors/huggingface/operations.ts";
import { openClient as openOpenAi } from "#lib/connectors/openai/client.ts";
import { operations as openAiOperations } from "#lib/connectors/openai/operations.ts";
import { replay } from "#lib/connectors/recording.ts";
import type { Question } from "#lib/domain/connector.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import type { ClientOptions } from "#lib/connectors/rest/client.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { startReplayServer, type ReplayServerOptions } from "#tests/support/replay-server.ts";

const { signal } = new AbortController();
const token = "test-token.of-nobody";
const adminKey = "sk-admin-test-of-nobody";

type Api = Pick<ReplayServerOptions, "operations" | "proof" | "prefix"> & {
  id: string;
  /** The real client, pointed at the server. */
  open: (origin: string, options: ClientOptions) => Transport;
};
const apis: readonly Api[] = [
  {
    id: "github",
    operations: githubOperations,
    proof: ["authorization", `Bearer ${token}`],
    prefix: "/api/v3",
    open: (host, options) =>
      onlyOrganizations(openGitHub({ organizations: "acme-insurance", token, host }, options), [
        "acme-insurance",
      ]),
  },
  {
    id: "gitlab",
    operations: gitlabOperations,
    proof: ["private-token", token],
    prefix: "/api/v4",
    open: (host, options) => onlyGroups(openGitLab({ token, host }, options), ["actuarial"]),
  },
  {
    id: "openai",
    operations: openAiOperations,
    proof: ["authorization", `Bearer ${adminKey}`],
    open: (baseUrl, options) => openOpenAi({ adminKey, baseUrl }, options),
  },
  {
    id: "anthropic",
    operations: anthropicOperations,
    proof: ["x-api-key", token],
    open: (baseUrl, options) => openAnthropic({ adminKey: token, baseUrl }, options),
  },
  {
    id: "huggingface",
    operations: huggingFaceOperations,
    proof: ["authorization", `Bearer ${token}`],
    open: (origin, options) => openHuggingFace({ token }, { ...options, hub: origin, endpoints: origin }),
  },
];

const trusted = getCACertificates("default");
let server: Awaited<ReturnType<typeof startReplayServer>>;
afterEach(() => server.stop());
afterAll(() => setDefaultCACertificates(trusted));

const what = ({ resources, relationships, gaps }: Collected) => ({ resources, relationships, gaps });

/** The connector as the product has it, with collectors that are files of their own and what they ask besides. */
const whole = apis.map(({ id, open, operations, ...api }) => {
  const connector = connectors.find((one) => one.id === id);
  if (!connector) throw new Error(`There is no connector ${id}`);
  const further: Record<string, Question> = Object.fromEntries(
    connector.collectors.flatMap((one) => Object.entries(one.operations ?? {})),
  );
  const options = { wait: async () => undefined, further };
  return {
    ...api,
    connector,
    operations: { ...operations, ...further },
    open: (origin: string) => open(origin, options),
  };
});

describe.each(whole)("$connector.title over TLS", ({ connector, open, ...api }) => {
  const start = async (more: Partial<ReplayServerOptions> = {}) => {
    const calls = await demoRecording(connector.id);
    server = await startReplayServer({ calls, ...api, ...more });
    setDefaultCACertificates([...trusted, server.cert]);
    return { calls, replayed: await collectAll(connector, replay(calls), signal) };
  };

  test("reads what its recording holds, resource by resource", async () => {
    const { replayed } = await start();
    const live = await collectAll(connector, open(server.origin), signal);
    expect(live.gaps).toEqual([]);
    expect(what(live)).toEqual(what(replayed));
    expect(live.resources.length).toBeGreaterThan(2);
  });

  test("comes to the same while every other request is throttled, asking each twice", async () => {
    const { replayed } = await start({ disturb: (_, count) => (count % 2 === 1 ? 429 : null) });
    const live = await collectAll(connector, open(server.origin), signal);
    expect(what(live)).toEqual(what(replayed));
    expect(server.asked.length % 2).toBe(0);
  });

  test("takes no server whose certificate it does not know, and sends it nothing", async () => {
    await start();
    setDefaultCACertificates(trusted);
    // A connection that was made while it was trusted would be used again.
    const elsewhere = server.origin.replace("127.0.0.1", "localhost");
    await expect(collectAll(connector, open(elsewhere), signal)).rejects.toThrow(/not reached/);
    expect(server.asked).toEqual([]);
  });
});
