import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import { placeIn } from "#lib/commands/load-estate.ts";
import type { Outcome } from "#lib/domain/check.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import type { Place } from "#lib/infrastructure/declared.ts";
import { collectTerraform } from "#lib/infrastructure/terraform/collect.ts";
import { declaredIn, TerraformDocument } from "#lib/infrastructure/terraform/plan.ts";
import { derive } from "#lib/inventory/derive.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { planOf } from "../../support/hcl-plan.ts";
import type { Row } from "./row.ts";

type Verdict = { check: string; status: Outcome["status"]; why: string; address: string };
/** What every check says of every resource, by type and name of the resource, and check. */
type Verdicts = ReadonlyMap<string, Verdict>;

const signal = () => AbortSignal.timeout(30_000);

/** Only of what has a place, where there are places: what code implies but does not declare is not judged. */
function judged(collected: Collected, places?: ReadonlyMap<string, Place>): Verdicts {
  const { resources, relationships, gaps } = collected;
  const { graph } = derive(new ResourceGraph(resources, relationships, gaps));
  const verdicts = new Map<string, Verdict>();
  for (const { check, resource, outcome } of evaluate(checks, graph)) {
    const address = (places && placeIn(places, resource.key))?.address ?? "";
    if (places && address === "") continue;
    verdicts.set(`${resource.type} ${resource.name} ${check.id}`, {
      check: check.id,
      status: outcome.status,
      why: whyOf(outcome),
      address,
    });
  }
  return verdicts;
}

function whyOf(outcome: Outcome): string {
  if (outcome.status === "fail") return outcome.reason;
  return outcome.status === "unknown" ? `${outcome.unknown.call}: ${outcome.unknown.message}` : "";
}

/** The verdicts on a plan of all rows, of what it declares. */
export async function verdictsOfPlan(
  rows: readonly Row[],
  providers: Record<string, Record<string, string>>,
) {
  const plan = planOf(rows.map(({ hcl }) => hcl).join("\n"), providers);
  const declared = declaredIn(TerraformDocument.parse(plan), "plan.json");
  const found = await collectTerraform(declared, signal());
  return {
    declared: new Set(declared.map(({ type }) => type)),
    verdicts: new Map(found.flatMap((one) => [...judged(one.collected, one.places)])),
    undecided: found.flatMap((one) => one.undecided.map(({ message }) => message)),
  };
}

export async function verdictsOfRecording(connector: Connector, transport: Transport): Promise<Verdicts> {
  return judged(await collectAll(connector, transport, signal()));
}

const typeAt = (address: string): string => address.split(".").at(-2) ?? "";

/** Where plan and recording differ, but for what a row says a plan cannot tell: one line for each. */
export function differences(planned: Verdicts, recorded: Verdicts, rows: readonly Row[]): string[] {
  const untold = new Set(
    rows.flatMap(({ type, parts = [], untold: named = {} }) =>
      [type, ...parts].flatMap((one) => Object.keys(named).map((check) => `${one} ${check}`)),
    ),
  );
  return [...planned].flatMap(([id, { status, check, why, address }]) => {
    const answer = recorded.get(id);
    if (answer?.status === status) return [];
    if (answer && status === "unknown" && untold.has(`${typeAt(address)} ${check}`)) return [];
    return [`${id}: ${status} as plan, ${answer?.status ?? "not there"} as recording. ${why || answer?.why}`];
  });
}

/** What a row says a plan cannot tell, though it does: the row is out of date. */
export function toldAfterAll(planned: Verdicts, rows: readonly Row[]): string[] {
  return rows.flatMap(({ type, parts = [], untold = {} }) =>
    Object.keys(untold)
      .filter(
        (check) =>
          ![...planned.values()].some(
            (one) =>
              one.check === check &&
              one.status === "unknown" &&
              [type, ...parts].includes(typeAt(one.address)),
          ),
      )
      .map((check) => `${type} ${check}`),
  );
}

/** Rows carry no tags, of which each service has a call of its own: the plans beside them show a good form with them. */
const ofTags = "ai/owner-named";

/** The findings at the address of a form of a type. */
export const findingsAt = (planned: Verdicts, address: string): string[] =>
  [...planned.values()].flatMap((one) =>
    one.status === "fail" && one.address === address && one.check !== ofTags
      ? [`${one.check} ${one.why}`]
      : [],
  );
