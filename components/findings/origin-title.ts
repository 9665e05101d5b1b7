const known: Record<string, string> = {
  nacre: "Nacre",
  "amazon-guardduty": "GuardDuty",
  codeql: "CodeQL",
  cyclonedx: "CycloneDX",
  garak: "garak",
  guardduty: "GuardDuty",
  promptfoo: "promptfoo",
  pyrit: "PyRIT",
};

/** Who told of a finding, as it calls itself. */
export const originTitle = (origin: string): string =>
  known[origin] ??
  origin
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");
