import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { ModelOrigin, ResponsibilityModel } from "#lib/domain/responsibility-model.ts";
import type { ServiceModel } from "#lib/domain/workload.ts";

import { resolveCells, type CellOverride, type CheckEvidence, type WorkloadFacts } from "./resolve-cells.ts";
import { resolveParty } from "./resolve-party.ts";

const at = new Date("2026-11-22T00:00:00Z");
const later = new Date("2027-01-01T00:00:00Z");
const earlier = new Date("2026-01-01T00:00:00Z");
const every = (party: "customer" | "provider" | "shared") => ({
  saas: party,
  paas: party,
  "agent-paas": party,
  iaas: party,
  "on-premises": party,
});
const row = (id: string, party: "customer" | "provider" | "shared") => ({
  id,
  group: "AI usage",
  title: id,
  meaning: id,
  parties: every(party),
  checks: ["data-store/*"],
  documents: ["Proof"],
});
const model: ResponsibilityModel = {
  id: "test",
  title: "test",
  publisher: "test",
  edition: "1",
  source: "https://example.com",
  notes: [],
  rows: [row("own", "customer"), row("theirs", "provider")],
};
const check = (outcome: CheckEvidence["outcome"], checkId = "data-store/private"): CheckEvidence => ({
  checkId,
  resourceKey: "store",
  outcome,
});
const document = (expiresAt: Date) => ({ id: "d", title: "Audit report", sha256: "ab", expiresAt });
const facts = (changes: Partial<WorkloadFacts> = {}): WorkloadFacts => ({
  serviceModel: "paas",
  models: [],
  checks: [],
  documentsByRow: new Map(),
  overrideByRow: new Map(),
  ...changes,
});
const statuses = (changes: Partial<WorkloadFacts>) =>
  resolveCells(model, facts(changes), at).map(({ status }) => status);

describe("status", () => {
  test.each([
    ["met", [check("pass")]],
    ["gap", [check("pass"), check("open"), check("unknown")]],
    ["unknown", [check("pass"), check("unknown")]],
    ["met", [check("excepted")]],
    ["unproved", []],
    ["unproved", [check("open", "agent/guardrail")]],
  ] as const)("the customer's row is %s after %j", (expected, checks) => {
    expect(statuses({ checks: [...checks] })[0]).toBe(expected);
  });

  test("what the provider does is met by its attestation alone, and unproved without", () => {
    expect(statuses({ checks: [check("pass")] })[1]).toBe("unproved");
    expect(statuses({ documentsByRow: new Map([["theirs", [document(later)]]]) })[1]).toBe("met");
  });

  test("a document that has expired proves nothing, and still shows as evidence", () => {
    const [, cell] = resolveCells(
      model,
      facts({ documentsByRow: new Map([["theirs", [document(earlier)]]]) }),
      at,
    );
    expect(cell?.status).toBe("unproved");
    expect(cell?.evidence).toMatchObject([{ kind: "document", isValid: false }]);
  });

  test("an open finding is never hidden by a document", () => {
    const documentsByRow = new Map([["own", [document(later)]]]);
    expect(statuses({ checks: [check("open")], documentsByRow })[0]).toBe("gap");
  });

  test("never met while anything is open or unknown", () => {
    const outcome = fc.constantFrom(
      "open" as const,
      "excepted" as const,
      "unknown" as const,
      "pass" as const,
    );
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 6 }), fc.boolean(), (outcomes, proven) => {
        const documentsByRow = new Map(proven ? [["own", [document(later)]]] : []);
        const [status] = statuses({ checks: outcomes.map((one) => check(one)), documentsByRow });
        const settled = outcomes.length > 0 || proven ? "met" : "unproved";
        const expected = outcomes.includes("unknown") ? "unknown" : settled;
        expect(status).toBe(outcomes.includes("open") ? "gap" : expected);
      }),
    );
  });
});

describe("override", () => {
  const override = (changes: Partial<CellOverride>): CellOverride => ({
    id: "o",
    party: null,
    status: null,
    reason: "Agreed with the provider",
    by: "Ada",
    expiresAt: later,
    ...changes,
  });
  const own = (changes: Partial<CellOverride>) =>
    resolveCells(
      model,
      facts({ checks: [check("open")], overrideByRow: new Map([["own", override(changes)]]) }),
      at,
    )[0];

  test("wins while it is valid, says who and why, and keeps what the facts say", () => {
    const cell = own({ status: "met" });
    expect(cell).toMatchObject({
      status: "met",
      party: "customer",
      overrideId: "o",
      computed: { status: "gap" },
    });
    expect(cell?.statusReason).toBe("Ada, until 2027-01-01: Agreed with the provider");
  });

  test("of the party leaves the status to the facts", () => {
    expect(own({ party: "provider" })).toMatchObject({ party: "provider", status: "gap" });
  });

  test("ends by itself", () => {
    expect(own({ status: "met", expiresAt: earlier })).toMatchObject({ status: "gap", overrideId: null });
  });
});

describe("party", () => {
  const dependent = {
    parties: { ...every("provider"), paas: "model-dependent" as const },
    byModelOrigin: {
      provider: "provider",
      "open-weight": "third-party",
      "fine-tuned": "shared",
      custom: "customer",
    } as const,
  };
  const origins = (serviceModel: ServiceModel, ...found: (ModelOrigin | null)[]) =>
    resolveParty(
      dependent,
      serviceModel,
      found.map((origin, index) => ({ key: `m${index}`, name: `m${index}`, origin })),
    );

  test.each([
    ["provider", ["provider"]],
    ["third-party", ["open-weight", "provider"]],
    ["shared", ["provider", "fine-tuned", "open-weight"]],
    ["customer", ["fine-tuned", "custom"]],
  ] as const)("is %s where the workload's models are %j", (party, found) => {
    expect(origins("paas", ...found)).toMatchObject({ party, isKnown: true });
  });

  test("names the model that decided", () => {
    expect(origins("paas", "provider", "fine-tuned").reason).toBe(
      "PaaS, decided by its model: m1 was fine-tuned by the customer",
    );
  });

  test("rests with the customer, and is not known, where no model's origin is", () => {
    expect(origins("paas")).toMatchObject({ party: "customer", isKnown: false });
    expect(origins("paas", null)).toMatchObject({ party: "customer", isKnown: false });
    expect(origins("paas", "provider", null)).toMatchObject({ party: "provider", isKnown: false });
  });

  test("does not depend on the model where the table does not say so", () => {
    expect(origins("saas", "custom").party).toBe("provider");
  });
});
