import { expect, test } from "vitest";

import { runCollection } from "#lib/connectors/run-collection.ts";
import type { Batch } from "#lib/domain/connector.ts";
import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { answered } from "../rest/answer.ts";
import { changesOf, onlyWhoDidWhat } from "./change-entry.ts";
import { changeLog } from "./change-log.ts";

const event = (more: object = {}, details: object = {}) => ({
  id: 41,
  created_at: "2026-11-10T09:00:00.000Z",
  entity_type: "Project",
  details: {
    author_name: "R. Haas",
    author_email: "r.haas@example.com",
    target_id: 7,
    target_type: "Project",
    ip_address: "192.0.2.7",
    change: "visibility",
    from: "Private",
    to: "Public",
    ...details,
  },
  ...more,
});
const holder = { holder: "gitlab.example/acme/scoring", host: "gitlab.example" };
const changed = (...events: object[]) => changesOf(events, holder).changes;

test("an event tells who did what to which project", () => {
  expect(changed(event())).toEqual([
    {
      log: "gitlab-audit",
      eventId: "41",
      at: "2026-11-10T09:00:00.000Z",
      action: "change visibility",
      actor: "r.haas@example.com",
      actorKey: null,
      agent: null,
      targets: ["gitlab.example/acme/scoring"],
    },
  ]);
});

test("what is kept by itself is named as it is kept", () => {
  const of = (target_type: string, target_id: number | string) =>
    changed(event({ event_name: "x" }, { target_type, target_id })).flatMap(({ targets }) =>
      targets.slice(1),
    );
  expect(of("DeployToken", 9)).toEqual(["gitlab.example/acme/scoring/-/deploy-tokens/9"]);
  expect(of("Ci::Runner", "12")).toEqual(["gitlab.example/-/runners/12"]);
  expect(of("Ci::Variable", "KEY")).toEqual([]);
  expect(of("DeployToken", "../x")).toEqual([]);
});

test("what names nobody or no time is left out, and addresses and values are not kept", () => {
  const nobody = event({}, { author_name: "", author_email: null });
  expect(changed(nobody, event({ created_at: "then" }), { id: 1 })).toEqual([]);
  expect(JSON.stringify(onlyWhoDidWhat([event()]))).not.toMatch(/192\.0\.2\.7|Private/);
  expect(onlyWhoDidWhat({ message: "no" })).toBeNull();
});

const group = { id: 1, full_path: "acme", name: "Acme", web_url: "https://gitlab.example/groups/acme" };
const project = {
  id: 7,
  name: "scoring",
  path_with_namespace: "acme/scoring",
  web_url: "https://gitlab.example/acme/scoring",
  visibility: "private",
};

async function collected(events: (input: Readonly<Record<string, unknown>>) => unknown) {
  const answers: Readonly<Record<string, unknown>> = {
    "groups:get": answered({ ...group, visibility: "private" }),
    "groups:list-descendant-groups": answered([]),
    "groups:list-projects": answered([project]),
  };
  const asked: string[] = [];
  const transport: Transport = async ({ service, operation, input }) => {
    const known = answers[`${service}:${operation}`];
    if (known === undefined) asked.push(service);
    return known ?? events(input);
  };
  const batches: Batch[] = [];
  const scope = { account: "acme", region: null };
  const { signal } = new AbortController();
  const outcome = await runCollection(
    transport,
    changeLog,
    scope,
    signal,
    (batch) => void batches.push(batch),
  );
  return {
    outcome,
    asked,
    actions: batches.flatMap(({ changes = [] }) => changes.map(({ targets }) => targets[0])),
    readFrom: batches.flatMap(({ logReadFrom = [] }) => logReadFrom),
  };
}

test("groups and projects are read page by page, as far as the shortest was read", async () => {
  const { outcome, asked, actions, readFrom } = await collected((input) => ({
    ...answered([event()]),
    next: input["group"] ? null : { cursor: input["cursor"] === "2" ? "3" : "2" },
  }));
  expect(outcome.state).toBe("complete");
  expect(asked.toSorted()).toEqual(["groups", "projects", "projects"]);
  expect(new Set(actions)).toEqual(new Set(["gitlab.example/acme", "gitlab.example/acme/scoring"]));
  expect(readFrom).toEqual(["2026-11-10T09:00:00.000Z"]);
});

test("where one may not be read, the log was not read, and the gap says what would show it", async () => {
  const { outcome, readFrom } = await collected((input) => {
    if (input["group"]) return answered([event()]);
    const call = { service: "projects", operation: "list-audit-events" };
    throw new ProviderError("denied", call, "403 Forbidden", "read_api with Premium");
  });
  expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "read_api with Premium" } });
  expect(readFrom).toEqual([]);
});
