import { describe, expect, test } from "vitest";

import type { ConnectionDetail, CredentialFieldView } from "#lib/contract/connections.ts";

import { demoTitle, draftOf, needsSecretsAgain, toChange, toInput } from "./connection-form.ts";

const connection: ConnectionDetail = {
  id: "c1",
  name: "Production",
  connectorId: "aws",
  connectorTitle: "AWS",
  mode: "live",
  syncEveryMinutes: 360,
  pausedAt: null,
  createdAt: "2026-01-01T10:00:00.000Z",
  lastCompleteAt: null,
  accounts: [],
  resourceCount: 0,
  completeCount: 0,
  incompleteCount: 0,
  deniedCount: 0,
  lastSync: null,
  config: { roleArn: "arn:aws:iam::111122223333:role/nacre" },
  hasSecrets: true,
  collections: [],
  denied: [],
  setup: [],
  probe: { state: "never", requestedAt: null, probedAt: null, error: null, remedy: null, probes: [] },
};

const fieldOf = (name: string, overrides: Partial<CredentialFieldView> = {}): CredentialFieldView => ({
  name,
  title: name,
  help: "",
  secret: false,
  scope: false,
  document: false,
  required: false,
  ...overrides,
});
const fields = [
  fieldOf("roleArn"),
  fieldOf("secretAccessKey", { secret: true }),
  fieldOf("regions", { scope: true }),
];

test("a form that was only looked at changes nothing", () => {
  expect(toChange(connection, draftOf(connection), fields)).toEqual({});
});

test("a new name leaves the stored secrets alone", () => {
  expect(toChange(connection, { ...draftOf(connection), name: "Main" }, fields)).toEqual({ name: "Main" });
});

describe("changed credentials", () => {
  const changed = (credentials: Record<string, string>, before = connection) =>
    toChange(before, { ...draftOf(before), credentials }, fields).credentials;
  const roleArn = connection.config["roleArn"] ?? "";

  test.each([
    ["a secret that was entered", { roleArn, secretAccessKey: "s" }],
    ["another identity", { roleArn: "arn:aws:iam::9:role/x" }],
    ["another scope", { roleArn, regions: "eu-west-1" }],
    ["a field that was emptied", { roleArn: "" }],
    ["a secret that is removed", { roleArn, secretAccessKey: "" }],
  ])("with %s go as a whole", (_, credentials) => {
    expect(changed(credentials)).toEqual(credentials);
  });

  test.each([
    ["the same", { roleArn }],
    ["an empty field that was empty", { roleArn, regions: "" }],
  ])("with %s are none", (_, credentials) => {
    expect(changed(credentials)).toBeUndefined();
  });

  test("with a secret emptied that was never stored are none", () => {
    expect(changed({ roleArn, secretAccessKey: "" }, { ...connection, hasSecrets: false })).toBeUndefined();
  });

  test("of a replayed connection are never sent", () => {
    const replay = { ...connection, mode: "replay" as const, config: { recording: "demo/aws" } };
    const draft = { ...draftOf(replay), credentials: { roleArn: "x" }, recording: "demo/aws.fixed" };
    expect(toChange(replay, draft, fields)).toEqual({ recording: "demo/aws.fixed" });
  });
});

describe("stored secrets", () => {
  const again = (credentials: Record<string, string>, before = connection) =>
    needsSecretsAgain(fields, before, { ...draftOf(before), credentials });
  const roleArn = connection.config["roleArn"] ?? "";

  test.each([
    ["nothing changed", { roleArn }, false],
    ["only the scope changed", { roleArn, regions: "eu-west-1" }, false],
    ["a space was typed behind", { roleArn: `${roleArn} ` }, false],
    ["the identity changed", { roleArn: "arn:aws:iam::9:role/x" }, true],
    ["the identity was emptied", { roleArn: "" }, true],
    ["both changed", { roleArn: "x", regions: "eu-west-1" }, true],
  ])("where %s", (_, credentials, needed) => {
    expect(again(credentials)).toBe(needed);
  });

  test("that are none are never asked for again", () => {
    expect(again({ roleArn: "x" }, { ...connection, hasSecrets: false })).toBe(false);
  });
});

describe("the form", () => {
  test("holds what is configured, and of a replay its recording", () => {
    expect(draftOf(connection)).toMatchObject({
      credentials: connection.config,
      recording: "",
      schedule: "360",
    });
    const replay = { ...connection, mode: "replay" as const, config: { recording: "demo/aws" } };
    expect(draftOf(replay)).toMatchObject({ credentials: {}, recording: "demo/aws" });
  });

  test("sends the live cloud with its schedule, also none", () => {
    const draft = { ...draftOf(connection), schedule: "manual" };
    expect(toInput("aws", draft)).toMatchObject({ mode: "live", syncEveryMinutes: null });
    expect(toInput("aws", draftOf(connection))).toMatchObject({ syncEveryMinutes: 360 });
    expect(toInput("aws", draft)).not.toHaveProperty("recording");
  });

  test("sends a schedule that changed to none, and one that changed from none", () => {
    const draft = draftOf(connection);
    expect(toChange(connection, { ...draft, schedule: "manual" }, fields)).toEqual({
      syncEveryMinutes: null,
    });
    const manual = { ...connection, syncEveryMinutes: null };
    expect(toChange(manual, { ...draftOf(manual), schedule: "60" }, fields)).toEqual({
      syncEveryMinutes: 60,
    });
  });
});

test("a replay is never scheduled by itself", () => {
  const draft = { ...draftOf(connection), mode: "replay" as const, recording: "demo/aws" };
  expect(toInput("aws", draft)).toMatchObject({ recording: "demo/aws", syncEveryMinutes: null });
});

test("the demo after its fixes is told apart", () => {
  expect([demoTitle("demo/aws"), demoTitle("demo/aws.fixed")]).toEqual([
    "Demo estate",
    "Demo estate, after the fixes",
  ]);
});
