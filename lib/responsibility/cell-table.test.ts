import { describe, expect, test } from "vitest";

import type {
  CellStatus,
  ModelOrigin,
  Party,
  ResponsibilityModel,
  ResponsibilityRow,
} from "#lib/domain/responsibility-model.ts";
import { cellStatuses, parties } from "#lib/domain/responsibility-model.ts";
import { serviceModels, type ServiceModel } from "#lib/domain/workload.ts";

import microsoft from "./models/microsoft.ts";
import { resolveCells, type CheckEvidence, type WorkloadFacts } from "./resolve-cells.ts";

const at = new Date("2026-11-22T12:00:00.000Z");
const after = (milliseconds: number) => new Date(at.getTime() + milliseconds);
const year = after(365 * 24 * 3_600_000);

const facts = (changes: Partial<WorkloadFacts> = {}): WorkloadFacts => ({
  serviceModel: "paas",
  models: [],
  checks: [],
  documentsByRow: new Map(),
  overrideByRow: new Map(),
  ...changes,
});
const model = (origin: ModelOrigin | null, key = "m") => ({ key, name: key, origin });
const check = (outcome: CheckEvidence["outcome"], checkId = "api/authentication", resourceKey = "r") => ({
  checkId,
  resourceKey,
  outcome,
});
const document = (expiresAt: Date, id = "d") => ({ id, title: "Audit report", sha256: "ab", expiresAt });

/** One row that everybody can be asked about: its party is the same for every service model. */
const rowOf = (party: Party): ResponsibilityRow => ({
  id: "row",
  group: "AI usage",
  title: "Row",
  meaning: "Row",
  parties: { saas: party, paas: party, "agent-paas": party, iaas: party, "on-premises": party },
  checks: ["api/*"],
  documents: ["Proof of it"],
});
const modelOf = (...rows: ResponsibilityRow[]): ResponsibilityModel => ({ ...microsoft, id: "test", rows });
function resolved(row: ResponsibilityRow, changes: Partial<WorkloadFacts> = {}, when = at) {
  const [cell] = resolveCells(modelOf(row), facts(changes), when);
  if (!cell) throw new Error("There is one row");
  return cell;
}

describe("Microsoft's rows, as its diagram and our reading of it say", () => {
  /** On premises, IaaS, PaaS and agent PaaS with a model of each origin (provider, open weight, tuned, built), SaaS. */
  const table: Record<string, string> = {
    "user-training": "C C CCCC C",
    "usage-policy": "C C CCCC C",
    "identity-and-access": "C C CCCC S",
    "data-governance": "C C CCCC S",
    "plugins-and-data-connections": "C C CCCC S",
    "application-design": "C C CCCC P",
    "application-infrastructure": "C C CCCC P",
    "application-safety": "C C CCCC P",
    "model-safety": "C C SSSS P",
    "model-accountability": "C C PTSC P",
    "model-tuning": "C C PTCC P",
    "model-design": "C C PTSC P",
    "training-data-governance": "C C PTCC P",
    "ai-compute": "C S PPPP P",
  };
  const letter: Record<Party, string> = { customer: "C", provider: "P", shared: "S", "third-party": "T" };
  const origins: readonly ModelOrigin[] = ["provider", "open-weight", "fine-tuned", "custom"];
  const lettersOf = (row: ResponsibilityRow, serviceModel: ServiceModel, tried = origins) =>
    tried.map((origin) => letter[resolved(row, { serviceModel, models: [model(origin)] }).party]).join("");

  test("are fourteen", () => {
    expect(microsoft.rows.map(({ id }) => id)).toEqual(Object.keys(table));
  });

  test.each(microsoft.rows.map((row) => [row.id, row] as const))("%s", (id, row) => {
    const one = origins.slice(0, 1);
    const line = (paas: ServiceModel) =>
      [
        lettersOf(row, "on-premises", one),
        lettersOf(row, "iaas", one),
        lettersOf(row, paas),
        lettersOf(row, "saas", one),
      ].join(" ");
    expect(line("paas")).toBe(table[id]);
    expect(line("agent-paas")).toBe(table[id]);
  });

  test.each(microsoft.rows.map((row) => [row.id, row] as const))(
    "%s: only managed platforms make it depend on the model",
    (_, row) => {
      for (const serviceModel of ["on-premises", "iaas", "saas"] as const)
        expect(new Set(lettersOf(row, serviceModel)).size).toBe(1);
    },
  );

  test.each(microsoft.rows.filter(({ byModelOrigin }) => byModelOrigin).map((row) => [row.id, row] as const))(
    "%s: of several models the one that is most one's own decides, and a model of unknown origin makes it unknown",
    (_, row) => {
      const partyOf = (...found: (ModelOrigin | null)[]) => {
        const cell = resolved(row, { models: found.map((origin, index) => model(origin, `m${index}`)) });
        return [cell.party, cell.status];
      };
      for (const [rank, origin] of origins.entries())
        for (const lesser of origins.slice(0, rank + 1))
          expect(partyOf(lesser, origin)[0]).toBe(partyOf(origin)[0]);
      expect(partyOf()).toEqual(["customer", "unknown"]);
      expect(partyOf(null)).toEqual(["customer", "unknown"]);
      expect(partyOf("fine-tuned", null)[1]).toBe("unknown");
      // Nothing is more one's own than what one built, so what is unknown beside it decides nothing.
      expect(partyOf("custom", null)).toEqual(["customer", "unproved"]);
    },
  );

  test.each(serviceModels)(
    "on %s every row has a party and a status, each with its reason",
    (serviceModel) => {
      for (const cell of resolveCells(microsoft, facts({ serviceModel }), at)) {
        expect(parties).toContain(cell.party);
        expect(cellStatuses).toContain(cell.status);
        expect(cell.partyReason).not.toBe("");
        expect(cell.statusReason).not.toBe("");
        expect(cell.computed).toEqual({
          party: cell.party,
          partyReason: cell.partyReason,
          status: cell.status,
          statusReason: cell.statusReason,
        });
      }
    },
  );
});

describe("the whole table of statuses", () => {
  const outcomes = ["open", "unknown", "pass", "excepted"] as const;
  const subsets = Array.from({ length: 1 << outcomes.length }, (_, mask) =>
    outcomes.filter((__, bit) => (mask >> bit) & 1),
  );
  /** Read top down: the first line that holds decides. */
  function expected(party: Party, found: readonly string[], proven: boolean): CellStatus {
    if (party === "provider" || party === "third-party") return proven ? "met" : "unproved";
    if (found.includes("open")) return "gap";
    if (found.includes("unknown")) return "unknown";
    return found.length > 0 || proven ? "met" : "unproved";
  }

  test.each(parties)("where the %s must act", (party) => {
    for (const found of subsets)
      for (const documents of [[], [document(year)], [document(after(-1))]]) {
        const cell = resolved(rowOf(party), {
          checks: found.map((outcome) => check(outcome)),
          documentsByRow: new Map([["row", documents]]),
        });
        const proven = documents.some(({ expiresAt }) => expiresAt > at);
        expect(cell.status, `${found.join("+") || "nothing"}, ${documents.length} documents`).toBe(
          expected(party, found, proven),
        );
      }
  });

  test("checks of other rows decide nothing and are no evidence", () => {
    const cell = resolved(rowOf("customer"), { checks: [check("open", "agent/guardrail")] });
    expect([cell.status, cell.evidence]).toEqual(["unproved", []]);
  });

  test("documents of other rows decide nothing and are no evidence", () => {
    const cell = resolved(rowOf("customer"), { documentsByRow: new Map([["other", [document(year)]]]) });
    expect([cell.status, cell.evidence]).toEqual(["unproved", []]);
  });

  test.each<[CheckEvidence["outcome"][], string]>([
    [["open"], "1 open finding on its resources"],
    [["open", "open", "unknown"], "2 open findings on its resources"],
    [["unknown"], "1 evaluation could not be decided"],
    [["unknown", "unknown", "pass"], "2 evaluations could not be decided"],
    [["pass"], "1 evaluation passed"],
    [["pass", "pass", "excepted"], "2 evaluations passed, 1 finding excepted"],
    [["excepted", "excepted"], "0 evaluations passed, 2 findings excepted"],
    [[], "No check can tell, and no valid document shows it. Wanted: Proof of it"],
  ])("%j says: %s", (found, reason) => {
    const checks = found.map((outcome, index) => check(outcome, "api/authentication", `r${index}`));
    expect(resolved(rowOf("customer"), { checks }).statusReason).toBe(reason);
  });

  test.each<[Party, string]>([
    ["provider", "It is the provider's to do, and nothing here proves that it is done. Wanted: Proof of it"],
    [
      "third-party",
      "It is the model provider's to do, and nothing here proves that it is done. Wanted: Proof of it",
    ],
  ])("what the %s does is asked for by name", (party, reason) => {
    expect(resolved(rowOf(party)).statusReason).toBe(reason);
    const proven = resolved(rowOf(party), { documentsByRow: new Map([["row", [document(year)]]]) });
    expect(proven.statusReason).toMatch(/^Audit report attests the .*provider's part$/);
  });

  test("a row that names no document still says what is wanted", () => {
    expect(resolved({ ...rowOf("customer"), documents: [] }).statusReason).toMatch(
      /Wanted: A document that shows it/,
    );
  });
});

describe("evidence", () => {
  test("is grouped by check and outcome, sorted, and counts each resource once", () => {
    const { evidence } = resolved(rowOf("customer"), {
      checks: [
        check("pass", "api/throttled", "b"),
        check("open", "api/firewall", "b"),
        check("open", "api/authentication", "b"),
        check("open", "api/authentication", "a"),
        check("open", "api/authentication", "a"),
        check("unknown", "api/firewall", "c"),
        check("excepted", "api/firewall", "a"),
        check("pass", "api/throttled", "a"),
        check("pass", "api/throttled", "a"),
      ],
      documentsByRow: new Map([["row", [document(year, "valid"), document(at, "expired")]]]),
    });
    expect(evidence).toEqual([
      { kind: "finding", checkId: "api/authentication", resourceKeys: ["a", "b"], outcome: "open" },
      { kind: "finding", checkId: "api/firewall", resourceKeys: ["b"], outcome: "open" },
      { kind: "finding", checkId: "api/firewall", resourceKeys: ["a"], outcome: "excepted" },
      { kind: "unknown", checkId: "api/firewall", resourceKeys: ["c"] },
      { kind: "pass", checkId: "api/throttled", resourceCount: 2 },
      {
        kind: "document",
        id: "valid",
        title: "Audit report",
        sha256: "ab",
        expiresAt: year.toISOString(),
        isValid: true,
      },
      {
        kind: "document",
        id: "expired",
        title: "Audit report",
        sha256: "ab",
        expiresAt: at.toISOString(),
        isValid: false,
      },
    ]);
  });

  test("does not depend on the order in which checks were looked at", () => {
    const checks = [
      check("open", "api/b", "2"),
      check("open", "api/a", "1"),
      check("pass", "api/a", "3"),
      check("open", "api/a", "0"),
    ];
    expect(resolved(rowOf("customer"), { checks: checks.toReversed() })).toEqual(
      resolved(rowOf("customer"), { checks }),
    );
  });

  test("names the models where they decide who must act, and only there", () => {
    const models = [model("fine-tuned", "tuned"), model(null, "dark")];
    const kinds = (row: ResponsibilityRow) => resolved(row, { models }).evidence.map(({ kind }) => kind);
    const dependent = microsoft.rows.find(({ byModelOrigin }) => byModelOrigin);
    if (!dependent) throw new Error("A row depends on the model");
    expect(kinds(dependent)).toEqual(["model", "model"]);
    expect(kinds(rowOf("customer"))).toEqual([]);
  });
});

describe("to the millisecond", () => {
  test.each([
    [-1_000, "unproved", false],
    [-1, "unproved", false],
    [0, "unproved", false],
    [1, "met", true],
    [1_000, "met", true],
  ] as const)("a document that ends %i ms from now: %s", (milliseconds, status, isValid) => {
    const cell = resolved(rowOf("provider"), {
      documentsByRow: new Map([["row", [document(after(milliseconds))]]]),
    });
    expect([cell.status, cell.evidence]).toEqual([status, [expect.objectContaining({ isValid })]]);
  });

  test("of two documents the one that is valid proves it, whichever comes first", () => {
    const both = [document(after(-1), "old"), document(after(1), "new")];
    for (const documents of [both, both.toReversed()])
      expect(resolved(rowOf("shared"), { documentsByRow: new Map([["row", documents]]) }).status).toBe("met");
  });

  test("what is met by a document alone is unproved the moment it ends, and by nothing else before", () => {
    const documentsByRow = new Map([["row", [document(after(5_000))]]]);
    const statusAt = (milliseconds: number) =>
      resolved(rowOf("customer"), { documentsByRow }, after(milliseconds)).status;
    expect([statusAt(0), statusAt(4_999), statusAt(5_000), statusAt(5_001)]).toEqual([
      "met",
      "met",
      "unproved",
      "unproved",
    ]);
  });
});

describe("a decision over the facts", () => {
  const decided = (party: Party | null, status: CellStatus | null, milliseconds = 1) => ({
    id: "o",
    party,
    status,
    reason: "Agreed",
    by: "Ada",
    expiresAt: after(milliseconds),
  });
  const over = (override: ReturnType<typeof decided>) =>
    resolved(rowOf("shared"), {
      checks: [check("open")],
      overrideByRow: new Map([["row", override]]),
    });

  test.each(parties.flatMap((party) => [...cellStatuses, null].map((status) => [party, status] as const)))(
    "that it is %s and %s stands, and the facts stay beside it",
    (party, status) => {
      expect(over(decided(party, status))).toMatchObject({
        party,
        partyReason: "Ada, until 2026-11-22: Agreed",
        status: status ?? "gap",
        statusReason: status ? "Ada, until 2026-11-22: Agreed" : "1 open finding on its resources",
        overrideId: "o",
        computed: { party: "shared", status: "gap" },
      });
    },
  );

  test.each(cellStatuses)("of the status alone, %s, leaves the party with its own reason", (status) => {
    expect(over(decided(null, status))).toMatchObject({
      party: "shared",
      partyReason: "PaaS: the row is the same for every model",
      status,
    });
  });

  test.each([
    [1, "met", "o"],
    [0, "gap", null],
    [-1, "gap", null],
  ] as const)("ending %i ms from now: %s", (milliseconds, status, overrideId) => {
    expect(over(decided(null, "met", milliseconds))).toMatchObject({ status, overrideId });
  });

  test("of another row decides nothing here", () => {
    const cell = resolved(rowOf("shared"), {
      overrideByRow: new Map([["other", decided("provider", "met")]]),
    });
    expect(cell).toMatchObject({ party: "shared", status: "unproved", overrideId: null });
  });

  test("that the provider must act does not turn open findings into its proof", () => {
    expect(over(decided("provider", null))).toMatchObject({ party: "provider", status: "gap" });
  });

  test("hides no evidence", () => {
    expect(over(decided("provider", "met")).evidence).toEqual(
      resolved(rowOf("shared"), { checks: [check("open")] }).evidence,
    );
  });
});
