import { expect, test } from "vitest";

import { importKinds } from "#lib/domain/imported.ts";
import { severities } from "#lib/domain/severity.ts";
import { reportedFinding } from "#tests/factories/reported-finding.ts";
import { schemaProblems } from "#tests/support/json-schema.ts";
import { toOcsfEvent } from "./ocsf-event.ts";

const schemas: Record<number, (value: unknown) => string[]> = {
  2002: schemaProblems("ocsf-1.8.0-vulnerability-finding"),
  2003: schemaProblems("ocsf-1.8.0-compliance-finding"),
  2004: schemaProblems("ocsf-1.8.0-detection-finding"),
};
const statuses = ["open", "in-progress", "excepted", "resolved"] as const;
const kinds = ["posture", ...importKinds] as const;
const eventOf = (changes: Parameters<typeof reportedFinding>[0]) =>
  toOcsfEvent(reportedFinding(changes)) as Record<string, unknown> & { class_uid: number };

test.each(kinds)("a finding of the kind %s is an event that OCSF 1.8 takes, whatever its state", (kind) => {
  for (const status of statuses)
    for (const severity of severities) {
      const event = eventOf({ kind, status, severity });
      expect([event.class_uid, ...(schemas[event.class_uid]?.(event) ?? ["no schema"])]).toEqual([
        event.class_uid,
      ]);
      expect(event["type_uid"]).toBe(event.class_uid * 100 + Number(event["activity_id"]));
    }
});

test("a check's outcome is posture, another tool's alert a detection, a weakness a vulnerability", () => {
  expect(kinds.map((kind) => [kind, eventOf({ kind }).class_uid])).toEqual([
    ["posture", 2003],
    ["misconfiguration", 2003],
    ["vulnerability", 2002],
    ["secret", 2003],
    ["code", 2003],
    ["model-behavior", 2003],
    ["threat", 2004],
  ]);
});

test("a vulnerability names its CVE, or the advisory where it has none", () => {
  const { rule } = reportedFinding();
  const named = (id: string) => eventOf({ kind: "vulnerability", rule: { ...rule, id } })["vulnerabilities"];
  expect(named("import/trivy/CVE-2025-0001")).toEqual([
    expect.objectContaining({ cve: { uid: "CVE-2025-0001" } }),
  ]);
  expect(named("import/trivy/GHSA-xxxx")).toEqual([
    expect.objectContaining({ advisory: { uid: "GHSA-xxxx" } }),
  ]);
});

test("what is not known of a resource is left out, and the event stands", () => {
  const { resource } = reportedFinding();
  const { rule } = reportedFinding();
  const event = eventOf({
    resource: { ...resource, account: "", region: null, tags: {} },
    rule: { ...rule, risk: "", references: [], remediation: { summary: "", cli: "", terraform: "" } },
  });
  expect(schemas[2003]?.(event)).toEqual([]);
  expect(JSON.stringify(event)).not.toMatch(/"(account|region|remediation)"/);
});

test("a resolved finding claims neither a pass nor a fail", () => {
  const event = eventOf({ status: "resolved", changedAt: new Date("2026-02-01T00:00:00Z") });
  expect(event).toMatchObject({ activity_id: 3, status_id: 4 });
  expect(event["compliance"]).not.toHaveProperty("status_id");
});

test("the schema is asked: an event without its class is refused", () => {
  expect(schemas[2003]?.({ ...eventOf({}), class_uid: undefined })).not.toEqual([]);
});
