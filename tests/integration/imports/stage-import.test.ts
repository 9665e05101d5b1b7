import { expect, test } from "vitest";

import { inBulk } from "#lib/access/context.ts";
import type { ImportedFinding } from "#lib/domain/imported.ts";
import { subjectOf } from "#lib/imports/formats/subject.ts";
import { matchResources } from "#lib/imports/match-resources.ts";
import { openStage } from "#lib/imports/stage-import.ts";
import { storeFindings } from "#lib/imports/store-findings.ts";
import { newId } from "#lib/platform/id.ts";
import { systemDb } from "#lib/platform/db.ts";
import { bucket, createInventory } from "#tests/factories/inventory.ts";
import { createOrganization } from "#tests/factories/organization.ts";

const told = (n: number, rest: Partial<ImportedFinding> = {}): ImportedFinding => ({
  tool: "Probe",
  ruleId: "open",
  kind: "misconfiguration",
  title: `As ${n} tells it`,
  description: "Anyone may read it.",
  remediation: "",
  references: [],
  severity: "high",
  message: "Open",
  subject: subjectOf(`arn:aws:s3:::claims-${n}`),
  location: null,
  fingerprint: "",
  evidence: {},
  ...rest,
});

async function stored(findings: readonly ImportedFinding[], remembered?: number) {
  const ctx = await createOrganization();
  await createInventory(ctx, [bucket("arn:aws:s3:::claims-1"), bucket("arn:aws:s3:::claims-2")]);
  const { organizationId } = ctx;
  const scope = { id: newId(), name: "" };
  const counts = await inBulk(ctx, async (client) => {
    const stage = await openStage(client, scope, remembered);
    for (const finding of findings) await stage.finding(finding);
    await stage.end();
    await matchResources(client, organizationId, scope.name);
    const merge = { scopeId: scope.id, closes: true, namedSource: true, at: new Date() };
    return storeFindings(client, ctx, merge);
  });
  const [rule] = await systemDb().importedRule.findMany({ where: { organizationId } });
  const found = await systemDb().finding.findMany({
    where: { organizationId },
    orderBy: { resourceKey: "asc" },
  });
  return { counts, title: rule?.title, found };
}

test.each([1, 100])(
  "what repeats is one finding, the first, though only %i are remembered",
  async (remembered) => {
    const later = { message: "Told again, otherwise" };
    const report = [told(1), told(2), told(1, later), told(3), told(2, later), told(3, later)];
    const { counts, found, title } = await stored(report, remembered);
    expect(counts).toMatchObject({ newCount: 3, unmatchedCount: 1 });
    expect(found.map(({ reason }) => reason)).toEqual(["Open", "Open", "Open"]);
    expect(title).toMatch(/^As \d tells it$/);
  },
);

test("the worst finding tells of its rule, wherever it stands", async () => {
  const worst = told(2, { severity: "critical" });
  const low = told(3, { severity: "low" });
  expect((await stored([low, worst, told(1)])).title).toBe("As 2 tells it");
  expect((await stored([worst, told(1), low], 1)).title).toBe("As 2 tells it");
});

test("of several things known, the one that is named first is the one meant", async () => {
  const subject = {
    ...subjectOf("arn:aws:s3:::unknown"),
    keys: ["unknown", "arn:aws:s3:::claims-2", "arn:aws:s3:::claims-1"],
  };
  const { found } = await stored([told(1, { subject })]);
  expect(found.map(({ resourceKey }) => resourceKey)).toEqual(["arn:aws:s3:::claims-2"]);
});
