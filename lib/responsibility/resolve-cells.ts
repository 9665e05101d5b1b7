import { counted } from "#lib/domain/counted.ts";
import type {
  CellStatus,
  Party,
  ResponsibilityModel,
  ResponsibilityRow,
} from "#lib/domain/responsibility-model.ts";
import type { ServiceModel } from "#lib/domain/workload.ts";
import { compileGlob } from "#lib/inventory/glob.ts";
import { checkById } from "#lib/posture/check-by-id.ts";

import { resolveParty, type ModelFact } from "./resolve-party.ts";

/** How one check ended on one resource of the workload. */
export type CheckEvidence = {
  checkId: string;
  resourceKey: string;
  outcome: "open" | "excepted" | "unknown" | "pass";
};
export type DocumentEvidence = { id: string; title: string; sha256: string; expiresAt: Date };
/** A person's decision over what the facts say; null leaves that half to the facts. */
export type CellOverride = {
  id: string;
  party: Party | null;
  status: CellStatus | null;
  reason: string;
  by: string;
  expiresAt: Date;
};

export type WorkloadFacts = {
  serviceModel: ServiceModel;
  models: readonly ModelFact[];
  checks: readonly CheckEvidence[];
  documentsByRow: ReadonlyMap<string, readonly DocumentEvidence[]>;
  overrideByRow: ReadonlyMap<string, CellOverride>;
};

export type CellEvidence =
  | { kind: "finding"; checkId: string; resourceKeys: readonly string[]; outcome: "open" | "excepted" }
  | { kind: "unknown"; checkId: string; resourceKeys: readonly string[] }
  | { kind: "pass"; checkId: string; resourceCount: number }
  | { kind: "document"; id: string; title: string; sha256: string; expiresAt: string; isValid: boolean }
  | { kind: "model"; resourceKey: string; name: string; origin: string | null };

export type Stated = { party: Party; partyReason: string; status: CellStatus; statusReason: string };
export type ResolvedCell = Stated & {
  rowId: string;
  evidence: readonly CellEvidence[];
  /** What the facts alone say. */
  computed: Stated;
  overrideId: string | null;
};

/** Every row of a model for one workload: who must act, whether it is done, and what proves it, as of `at`. */
export const resolveCells = (model: ResponsibilityModel, facts: WorkloadFacts, at: Date): ResolvedCell[] =>
  model.rows.map((row) => resolveCell(row, facts, at));

function resolveCell(row: ResponsibilityRow, facts: WorkloadFacts, at: Date): ResolvedCell {
  const { party, reason, isKnown } = resolveParty(row, facts.serviceModel, facts.models);
  const globs = row.checks.map(compileGlob);
  const checks = facts.checks.filter(
    ({ checkId }) =>
      globs.some((glob) => glob.matches(checkId)) || checkById(checkId)?.evidenceFor === row.id,
  );
  const documents = facts.documentsByRow.get(row.id) ?? [];
  const valid = documents.filter(({ expiresAt }) => expiresAt > at);
  const [status, statusReason] = statusOf(row, party, isKnown, checks, valid);
  const computed: Stated = { party, partyReason: reason, status, statusReason };
  const override = facts.overrideByRow.get(row.id);
  const holds = override && override.expiresAt > at ? override : null;
  return {
    rowId: row.id,
    ...computed,
    ...(holds ? overridden(holds, computed) : {}),
    computed,
    overrideId: holds?.id ?? null,
    evidence: [
      ...byCheck(checks, "open"),
      ...byCheck(checks, "excepted"),
      ...byCheck(checks, "unknown"),
      ...byCheck(checks, "pass"),
      ...documents.map((document) => ({
        kind: "document" as const,
        id: document.id,
        title: document.title,
        sha256: document.sha256,
        expiresAt: document.expiresAt.toISOString(),
        isValid: document.expiresAt > at,
      })),
      ...(row.byModelOrigin ? facts.models.map(modelEvidence) : []),
    ],
  };
}

const modelEvidence = ({ key, name, origin }: ModelFact): CellEvidence => ({
  kind: "model",
  resourceKey: key,
  name,
  origin,
});

function overridden(override: CellOverride, computed: Stated): Stated {
  const said = `${override.by}, until ${override.expiresAt.toISOString().slice(0, 10)}: ${override.reason}`;
  return {
    party: override.party ?? computed.party,
    partyReason: override.party ? said : computed.partyReason,
    status: override.status ?? computed.status,
    statusReason: override.status ? said : computed.statusReason,
  };
}

/** A gap is a gap whatever else is proven, and what was not looked at is never met. */
function statusOf(
  row: ResponsibilityRow,
  party: Party,
  isPartyKnown: boolean,
  checks: readonly CheckEvidence[],
  valid: readonly DocumentEvidence[],
): [CellStatus, string] {
  const count = (outcome: CheckEvidence["outcome"]) =>
    checks.filter((check) => check.outcome === outcome).length;
  const [document] = valid;
  const asked = row.documents[0] ?? "A document that shows it";
  if (party === "provider" || party === "third-party") {
    const whose = party === "provider" ? "the provider's" : "the model provider's";
    return document
      ? ["met", `${document.title} attests ${whose} part`]
      : ["unproved", `It is ${whose} to do, and nothing here proves that it is done. Wanted: ${asked}`];
  }
  const open = count("open");
  if (open > 0) return ["gap", `${counted(open, "open finding")} on its resources`];
  const unknown = count("unknown");
  if (unknown > 0) return ["unknown", `${counted(unknown, "evaluation")} could not be decided`];
  if (!isPartyKnown) return ["unknown", "Who must act rests on what was not collected"];
  const passed = count("pass");
  const excepted = count("excepted");
  if (passed + excepted > 0) {
    const risk = excepted > 0 ? `, ${counted(excepted, "finding")} excepted` : "";
    return ["met", `${counted(passed, "evaluation")} passed${risk}`];
  }
  return document
    ? ["met", `${document.title} shows it`]
    : ["unproved", `No check can tell, and no valid document shows it. Wanted: ${asked}`];
}

function byCheck(checks: readonly CheckEvidence[], outcome: CheckEvidence["outcome"]): CellEvidence[] {
  const found = Map.groupBy(
    checks.filter((check) => check.outcome === outcome),
    ({ checkId }) => checkId,
  );
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([checkId, on]) => {
      const resourceKeys = [...new Set(on.map(({ resourceKey }) => resourceKey))].toSorted();
      if (outcome === "pass") return { kind: "pass", checkId, resourceCount: resourceKeys.length };
      if (outcome === "unknown") return { kind: "unknown", checkId, resourceKeys };
      return { kind: "finding", checkId, resourceKeys, outcome };
    });
}
