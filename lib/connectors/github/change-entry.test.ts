import { expect, test } from "vitest";

import { changesOf, onlyWhoDidWhat } from "./change-entry.ts";

const entry = (more: object = {}) => ({
  "@timestamp": 1_790_382_000_153,
  _document_id: "U0r7vYLjRAu0Nyr9QZP9jw",
  action: "protected_branch.destroy",
  actor: "r-haas",
  actor_ip: "192.0.2.7",
  hashed_token: "5cc8",
  org: "Acme-Insurance",
  repo: "Acme-Insurance/research-agent",
  operation_type: "remove",
  user_agent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0",
  ...more,
});
const actions = (...entries: object[]) =>
  changesOf(entries, "github.com").changes.map(({ action, targets }) => `${action} ${targets.join(", ")}`);

test("an entry tells who, with what and what was done to which repository", () => {
  expect(changesOf([entry()], "github.com")).toEqual({
    oldest: "2026-09-26T00:20:00.153Z",
    changes: [
      {
        log: "github-audit",
        eventId: "U0r7vYLjRAu0Nyr9QZP9jw",
        at: "2026-09-26T00:20:00.153Z",
        action: "protected_branch.destroy",
        actor: "r-haas",
        actorKey: null,
        agent: "console",
        targets: ["github.com/acme-insurance/research-agent"],
      },
    ],
  });
});

test("what names no repository is about the organization", () => {
  const setting = entry({ action: "org.update_default_repository_permission", repo: null });
  expect(actions(setting)).toEqual(["org.update_default_repository_permission github.com/acme-insurance"]);
});

test("work and reading change nothing", () => {
  const others = [
    "pull_request.merge",
    "workflows.completed_workflow_run",
    "repo.download_zip",
    "org.sso_response",
    "git.clone",
  ];
  expect(
    actions(
      ...others.map((action) => entry({ action })),
      entry({ action: "repo.access", operation_type: "modify" }),
      entry({ action: "org.audit_log_export", operation_type: "access" }),
      entry({ action: "workflows.disable_workflow", operation_type: null }),
    ),
  ).toEqual([
    "repo.access github.com/acme-insurance/research-agent",
    "workflows.disable_workflow github.com/acme-insurance/research-agent",
  ]);
});

test("what names nothing, nobody or no time is left out", () => {
  const odd = [null, {}, entry({ actor: null }), entry({ "@timestamp": 1e18 }), entry({ repo: "", org: "" })];
  expect(changesOf(odd, "github.com").changes).toEqual([]);
});

test("no address and no token of whoever acted is kept", () => {
  expect(JSON.stringify(onlyWhoDidWhat([entry()]))).not.toMatch(/192\.0\.2\.7|5cc8/);
});
