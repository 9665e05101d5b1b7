import { expect, test } from "vitest";

import type { ConnectionDetail, CredentialFieldView } from "#lib/contract/connections.ts";

import { demoTitle, draftOf, isDocument, toChange, toInput } from "./connection-form.ts";

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

test("one changed field sends all credentials", () => {
  const draft = draftOf(connection);
  const credentials = { ...draft.credentials, secretAccessKey: "s" };
  expect(toChange(connection, { ...draft, credentials }, fields)).toEqual({ credentials });
});

test("a replay is never scheduled by itself", () => {
  const draft = { ...draftOf(connection), mode: "replay" as const, recording: "demo/aws" };
  expect(toInput("aws", draft)).toMatchObject({ recording: "demo/aws", syncEveryMinutes: null });
});

test("a field that takes a JSON file gets room for it", () => {
  const field = fieldOf("x", { help: "The whole JSON file.", secret: true });
  expect(isDocument(field)).toBe(true);
  expect(isDocument({ ...field, help: "A key" })).toBe(false);
});

test("the demo after its fixes is told apart", () => {
  expect([demoTitle("demo/aws"), demoTitle("demo/aws.fixed")]).toEqual([
    "Demo estate",
    "Demo estate, after the fixes",
  ]);
});
