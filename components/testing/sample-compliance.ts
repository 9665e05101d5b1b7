import type { ControlView, FrameworkView, ScopeOptions } from "#lib/contract/compliance.ts";

export const sampleOptions: ScopeOptions = {
  workloads: [{ id: "w1", name: "Claims assistant" }],
  accounts: ["111122223333"],
  environments: ["production"],
};

export const sampleFramework = (overrides: Partial<FrameworkView> = {}): FrameworkView => ({
  id: "owasp-llm-2026",
  title: "OWASP Top 10",
  shortTitle: "OWASP",
  publisher: "OWASP",
  edition: "2026",
  source: "https://genai.owasp.org",
  publishedOn: "2026-08-04",
  readOn: "2026-11-30",
  notes: [],
  controlCount: 10,
  byStatus: { failing: 2, incomplete: 1, passing: 3, attested: 1, "not-assessed": 3 },
  openCount: 5,
  coverage: 80,
  ...overrides,
});

export const sampleControl = (overrides: Partial<ControlView> = {}): ControlView => ({
  id: "LLM01:2026",
  title: "Prompt Injection",
  text: "Text must not be able to change what the model does.",
  group: "Risks",
  status: "passing",
  reason: "3 evaluations passed",
  checkCount: 3,
  uncollectedCount: 0,
  attestation: null,
  attestedUntil: null,
  openCount: 0,
  exceptedCount: 0,
  passCount: 3,
  unknownCount: 0,
  ...overrides,
});
