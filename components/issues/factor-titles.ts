import type { ScoreFactor } from "#lib/domain/score.ts";

export const factorTitles: Record<ScoreFactor, string> = {
  severity: "Severity of the path",
  exploitability: "Exploitability",
  exposure: "Exposure",
  authentication: "Authentication",
  privilege: "Privilege",
  sensitivity: "Data",
  criticality: "Business criticality",
  alerts: "Live alerts",
  age: "Age",
};
