import type { AttackPath } from "#lib/domain/attack-path.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { UnknownRead } from "#lib/domain/unknown.ts";

import type { FoundPath } from "./find-paths.ts";

export const scoreFactors = [
  "severity",
  "exposure",
  "authentication",
  "privilege",
  "sensitivity",
  "environment",
  "age",
] as const;
export type ScoreFactor = (typeof scoreFactors)[number];
export type ScoreReason = { factor: ScoreFactor; points: number; text: string; resourceKey: string | null };
export type Score = { score: number; because: readonly ScoreReason[] };

/** The most that each factor can give: together 100, so a score is the plain sum of its visible points. */
export const scoreWeights: Record<ScoreFactor, number> = {
  severity: 40,
  exposure: 15,
  authentication: 10,
  privilege: 10,
  sensitivity: 15,
  environment: 5,
  age: 5,
};
const severityShare: Record<Severity, number> = { critical: 1, high: 0.75, medium: 0.5, low: 0.25, info: 0 };

type Circumstances = { openDays: number; environment: string | null };

/** How much an issue matters, from 0 to 100, as the sum of points that each say why. */
export function scoreIssue(
  shape: Pick<AttackPath, "severity">,
  path: Pick<FoundPath, "keys">,
  graph: ResourceGraph,
  { openDays, environment }: Circumstances,
): Score {
  const resources = path.keys.flatMap((key) => graph.get(key) ?? []);
  const because = [
    given("severity", severityShare[shape.severity], `This kind of path is ${shape.severity}`, null),
    worst(resources, exposureOf),
    worst(resources, authenticationOf),
    worst(resources, privilegeOf),
    worst(resources, sensitivityOf),
    environmentOf(environment),
    ageOf(openDays),
  ].filter((reason) => reason !== null && reason.points > 0) as ScoreReason[];
  return { score: because.reduce((sum, { points }) => sum + points, 0), because };
}

const given = (
  factor: ScoreFactor,
  share: number,
  text: string,
  resourceKey: string | null,
): ScoreReason => ({ factor, points: Math.round(scoreWeights[factor] * share), text, resourceKey });

function worst(
  resources: readonly Resource[],
  judge: (resource: Resource) => ScoreReason | null,
): ScoreReason | null {
  let found: ScoreReason | null = null;
  for (const resource of resources) {
    const reason = judgeKnown(resource, judge);
    if (reason && (!found || reason.points > found.points)) found = reason;
  }
  return found;
}

/** What was not collected gives no points; it is shown as coverage, not as safety. */
function judgeKnown(
  resource: Resource,
  judge: (resource: Resource) => ScoreReason | null,
): ScoreReason | null {
  try {
    return judge(resource);
  } catch (error) {
    if (error instanceof UnknownRead) return null;
    throw error;
  }
}

function exposureOf({ derived, name, key }: Resource): ScoreReason | null {
  const reach = derived?.exposure?.reach;
  if (reach === "anyone") return given("exposure", 1, `Anyone on the internet reaches ${name}`, key);
  return reach === "credential"
    ? given("exposure", 0.6, `${name} answers the internet to whoever holds a credential`, key)
    : null;
}

function authenticationOf(resource: Resource): ScoreReason | null {
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

function privilegeOf({ derived, name, key }: Resource): ScoreReason | null {
  const level = derived?.privilege?.level;
  if (level === "admin") return given("privilege", 1, `${name} may do everything in its account`, key);
  return level === "broad" ? given("privilege", 0.7, `${name} has rights that name no resource`, key) : null;
}

function sensitivityOf({ derived, name, key }: Resource): ScoreReason | null {
  const sensitivity = derived?.sensitivity;
  if (sensitivity?.level === "sensitive") {
    const what = sensitivity.dataClasses.length > 0 ? ` (${sensitivity.dataClasses.join(", ")})` : "";
    return given("sensitivity", 1, `${name} holds sensitive data${what}`, key);
  }
  return sensitivity?.level === "internal"
    ? given("sensitivity", 0.4, `${name} holds internal data`, key)
    : null;
}

function environmentOf(environment: string | null): ScoreReason | null {
  if (environment === null) return given("environment", 0.6, "Its environment is not stated", null);
  return environment === "production" ? given("environment", 1, "It runs in production", null) : null;
}

const fullAgeDays = 30;
function ageOf(openDays: number): ScoreReason {
  const days = Math.max(0, Math.floor(openDays));
  return given(
    "age",
    Math.min(1, days / fullAgeDays),
    `Open for ${days} ${days === 1 ? "day" : "days"}`,
    null,
  );
}
