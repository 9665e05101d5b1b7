import type { AttackPath } from "#lib/domain/attack-path.ts";
import {
  defaultWeights,
  weigh,
  type Circumstance,
  type Score,
  type ScoreFactor,
  type ScoreWeights,
} from "#lib/domain/score.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { UnknownRead } from "#lib/domain/unknown.ts";

import type { FoundPath } from "./find-paths.ts";

const severityShare: Record<Severity, number> = { critical: 1, high: 0.75, medium: 0.5, low: 0.25, info: 0 };

type Around = {
  openDays: number;
  environment: string | null;
  /** Alerts of the last fourteen days on resources of the path. */
  liveAlertCount?: number;
};

/** How much an issue matters, from 0 to 100, as the sum of points that each say why. */
export function scoreIssue(
  shape: Pick<AttackPath, "severity">,
  path: Pick<FoundPath, "keys"> & { edges?: FoundPath["edges"] },
  graph: ResourceGraph,
  { openDays, environment, liveAlertCount = 0 }: Around,
  weights: ScoreWeights = defaultWeights,
): Score {
  const resources = path.keys.flatMap((key) => graph.get(key) ?? []);
  const circumstances = [
    given("severity", severityShare[shape.severity], `This kind of path is ${shape.severity}`, null),
    exploitabilityOf(resources, path.edges),
    worst(resources, exposureOf),
    worst(resources, authenticationOf),
    worst(resources, privilegeOf),
    worst(resources, sensitivityOf),
    criticalityOf(environment, resources),
    alertsOf(liveAlertCount),
    ageOf(openDays),
  ];
  return weigh(
    circumstances.filter((circumstance) => circumstance !== null && circumstance.share > 0) as Circumstance[],
    weights,
  );
}

const given = (
  factor: ScoreFactor,
  share: number,
  text: string,
  resourceKey: string | null,
): Circumstance => ({ factor, share, text, resourceKey });

function worst(
  resources: readonly Resource[],
  judge: (resource: Resource) => Circumstance | null,
): Circumstance | null {
  let found: Circumstance | null = null;
  for (const resource of resources) {
    const reason = judgeKnown(resource, judge);
    if (reason && (!found || reason.share > found.share)) found = reason;
  }
  return found;
}

/** What was not collected gives no points; it is shown as coverage, not as safety. */
function judgeKnown(
  resource: Resource,
  judge: (resource: Resource) => Circumstance | null,
): Circumstance | null {
  try {
    return judge(resource);
  } catch (error) {
    if (error instanceof UnknownRead) return null;
    throw error;
  }
}

function exposureOf({ derived, name, key }: Resource): Circumstance | null {
  const reach = derived?.exposure?.reach;
  if (reach === "anyone") return given("exposure", 1, `Anyone on the internet reaches ${name}`, key);
  return reach === "credential"
    ? given("exposure", 0.6, `${name} answers the internet to whoever holds a credential`, key)
    : null;
}

function authenticationOf(resource: Resource): Circumstance | null {
  const { key, name } = resource;
  if (isOfClass(resource, "api") || isOfClass(resource, "compute") || isOfClass(resource, "agent-tool")) {
    const { authentication, publicNetwork } = resource.facets;
    if (publicNetwork && authentication === "none")
      return given("authentication", 1, `${name} asks for no proof of identity`, key);
    return publicNetwork && authentication === "key"
      ? given("authentication", 0.6, `${name} asks for a key that can be passed on`, key)
      : null;
  }
  if (isOfClass(resource, "data-store") && (resource.facets.publicRead || resource.facets.publicWrite))
    return given("authentication", 1, `${name} asks for no proof of identity`, key);
  if (isOfClass(resource, "ai-service") || isOfClass(resource, "vector-store"))
    return resource.facets.keyAuthentication
      ? given("authentication", 0.6, `${name} accepts keys that can be passed on`, key)
      : null;
  return null;
}

function privilegeOf({ derived, name, key }: Resource): Circumstance | null {
  const level = derived?.privilege?.level;
  if (level === "admin") return given("privilege", 1, `${name} may do everything in its account`, key);
  return level === "broad" ? given("privilege", 0.7, `${name} has rights that name no resource`, key) : null;
}

function sensitivityOf({ derived, name, key }: Resource): Circumstance | null {
  const sensitivity = derived?.sensitivity;
  if (sensitivity?.level === "sensitive") {
    const what = sensitivity.dataClasses.length > 0 ? ` (${sensitivity.dataClasses.join(", ")})` : "";
    return given("sensitivity", 1, `${name} holds sensitive data${what}`, key);
  }
  return sensitivity?.level === "internal"
    ? given("sensitivity", 0.4, `${name} holds internal data`, key)
    : null;
}

/** A weakness that is known to work counts whole; else that no step of the path depends on a condition. */
function exploitabilityOf(
  resources: readonly Resource[],
  edges: FoundPath["edges"] | undefined,
): Circumstance | null {
  const known = worst(resources, vulnerabilityOf);
  if (known || !edges || edges.length === 0) return known;
  const conditional = edges.some(({ reason }) => reason?.endsWith(underCondition));
  return conditional ? null : given("exploitability", 0.6, "No step of it depends on a condition", null);
}
/** As access that only a condition of the provider allows is told. */
const underCondition = ", under a condition";

function vulnerabilityOf(resource: Resource): Circumstance | null {
  if (!isOfClass(resource, "image")) return null;
  const count = resource.facets.criticalVulnerabilityCount ?? 0;
  return count > 0
    ? given("exploitability", 1, `${resource.name} has ${count} critical vulnerabilities`, resource.key)
    : null;
}

const criticalTags = ["criticality", "business-criticality", "business_criticality"];
const critical = new Set(["high", "critical", "very-high", "mission-critical", "tier-0", "tier-1"]);

/** What somebody called critical is so anywhere; else production says it. */
function criticalityOf(environment: string | null, resources: readonly Resource[]): Circumstance | null {
  const marked = resources.find(({ tags }) =>
    criticalTags.some((tag) => critical.has((tags[tag] ?? "").toLowerCase())),
  );
  if (marked) return given("criticality", 1, `${marked.name} is tagged as critical`, marked.key);
  if (environment === null) return given("criticality", 0.6, "Its environment is not stated", null);
  return environment === "production" ? given("criticality", 1, "It runs in production", null) : null;
}

function alertsOf(count: number): Circumstance | null {
  if (count === 0) return null;
  return given(
    "alerts",
    count > 1 ? 1 : 0.7,
    `${count} live ${count === 1 ? "alert" : "alerts"} on the path`,
    null,
  );
}

const fullAgeDays = 30;
function ageOf(openDays: number): Circumstance {
  const days = Math.max(0, Math.floor(openDays));
  return given(
    "age",
    Math.min(1, days / fullAgeDays),
    `Open for ${days} ${days === 1 ? "day" : "days"}`,
    null,
  );
}
