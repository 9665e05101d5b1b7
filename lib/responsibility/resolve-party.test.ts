import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { ModelOrigin, Party } from "#lib/domain/responsibility-model.ts";
import { serviceModels } from "#lib/domain/workload.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import microsoft from "./models/microsoft.ts";
import { resolveCells, type WorkloadFacts } from "./resolve-cells.ts";
import { resolveParty } from "./resolve-party.ts";

const origins: readonly ModelOrigin[] = ["provider", "open-weight", "fine-tuned", "custom"];
/** How much of the work rests with the customer. */
const burden: Record<Party, number> = { provider: 0, "third-party": 0, shared: 1, customer: 2 };
const fact = (origin: ModelOrigin | null, key = "m") => ({ key, name: key, origin });
const at = new Date("2026-11-22T00:00:00Z");

describe.each(microsoft.rows.map((row) => [row.id, row] as const))("%s", (_, row) => {
  test.each(serviceModels)(
    "on %s rests with the party the table says, whatever the model",
    (serviceModel) => {
      const stated = row.parties[serviceModel];
      for (const origin of origins) {
        const expected = stated === "model-dependent" ? row.byModelOrigin?.[origin] : stated;
        expect(resolveParty(row, serviceModel, [fact(origin)])).toMatchObject({
          party: expected,
          isKnown: true,
        });
      }
    },
  );

  test.each(serviceModels)(
    "on %s is known without a model exactly where it does not depend on one",
    (serviceModel) => {
      const depends = row.parties[serviceModel] === "model-dependent";
      expect(resolveParty(row, serviceModel, []).isKnown).toBe(!depends);
      expect(resolveParty(row, serviceModel, [fact(null)]).isKnown).toBe(!depends);
    },
  );

  test("burdens the customer no less with more of the stack in its hands", () => {
    for (const origin of origins) {
      const [onPremises = 0, iaas = 0, paas = 0, saas = 0] = (
        ["on-premises", "iaas", "paas", "saas"] as const
      ).map((serviceModel) => burden[resolveParty(row, serviceModel, [fact(origin)]).party]);
      expect([onPremises >= iaas, iaas >= paas, paas >= saas]).toEqual([true, true, true]);
    }
  });

  test("burdens the customer no less with a model that is more its own", () => {
    for (const serviceModel of serviceModels) {
      const burdens = origins.map((origin) => burden[resolveParty(row, serviceModel, [fact(origin)]).party]);
      expect(burdens).toEqual(burdens.toSorted((a, b) => a - b));
    }
  });
});

test("the model that is most one's own decides, in whatever order they are found", () => {
  const row = microsoft.rows.find(({ byModelOrigin }) => byModelOrigin);
  const serviceModel = serviceModels.find((model) => row?.parties[model] === "model-dependent");
  if (!row || !serviceModel) throw new Error("No row depends on the model");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...origins), { minLength: 1, maxLength: 5 }), (found) => {
      const facts = found.map((origin, index) => fact(origin, `m${index}`));
      const own = origins.findLast((origin) => found.includes(origin)) ?? "provider";
      const alone = resolveParty(row, serviceModel, [fact(own)]).party;
      expect(resolveParty(row, serviceModel, facts).party).toBe(alone);
      expect(resolveParty(row, serviceModel, facts.toReversed())).toEqual(
        resolveParty(row, serviceModel, facts),
      );
    }),
  );
});

describe("a workload with every check", () => {
  const facts = (outcome: "open" | "unknown" | "pass" | "excepted", origin: ModelOrigin): WorkloadFacts => ({
    serviceModel: "paas",
    models: [fact(origin)],
    checks: checks.map(({ id }) => ({ checkId: id, resourceKey: "r", outcome })),
    documentsByRow: new Map(),
    overrideByRow: new Map(),
  });

  test.each(origins)(
    "open, %s model: each row of the customer's that has a check is a gap, and names them",
    (origin) => {
      for (const cell of resolveCells(microsoft, facts("open", origin), at)) {
        const row = microsoft.rows.find(({ id }) => id === cell.rowId);
        const isOurs = burden[cell.party] > 0;
        const expected = isOurs && (row?.checks.length ?? 0) > 0 ? "gap" : "unproved";
        expect([cell.rowId, cell.status]).toEqual([cell.rowId, expected]);
      }
    },
  );

  test.each(["open", "unknown", "pass", "excepted"] as const)(
    "%s: no row is met by what somebody else must do",
    (outcome) => {
      const others = resolveCells(microsoft, facts(outcome, "provider"), at).filter(
        ({ party }) => burden[party] === 0,
      );
      expect(others.length).toBeGreaterThan(0);
      expect(others.map(({ status }) => status)).toEqual(others.map(() => "unproved"));
    },
  );
});
