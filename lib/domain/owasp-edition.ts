/** Editions of OWASP's Top 10 for LLM applications that findings and paths can be named by. */
export const owaspEditions = ["2025", "2026"] as const;
export type OwaspEdition = (typeof owaspEditions)[number];
export const defaultOwaspEdition: OwaspEdition = "2026";

/** The same ten risks by the number each edition gives them. */
export const owaspCrosswalk: readonly Record<OwaspEdition, string>[] = [
  { "2025": "LLM01:2025", "2026": "LLM01:2026" },
  { "2025": "LLM02:2025", "2026": "LLM02:2026" },
  { "2025": "LLM06:2025", "2026": "LLM03:2026" },
  { "2025": "LLM03:2025", "2026": "LLM04:2026" },
  { "2025": "LLM04:2025", "2026": "LLM05:2026" },
  { "2025": "LLM10:2025", "2026": "LLM06:2026" },
  { "2025": "LLM09:2025", "2026": "LLM07:2026" },
  { "2025": "LLM07:2025", "2026": "LLM08:2026" },
  { "2025": "LLM08:2025", "2026": "LLM09:2026" },
  { "2025": "LLM05:2025", "2026": "LLM10:2026" },
];

/** The id an edition gives the risk; an id of no edition, such as an agentic one, stays as it is. */
export const inOwaspEdition = (id: string, edition: OwaspEdition): string =>
  owaspCrosswalk.find((risk) => owaspEditions.some((known) => risk[known] === id))?.[edition] ?? id;
