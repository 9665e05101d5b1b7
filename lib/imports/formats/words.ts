import { hash } from "node:crypto";

import { z } from "zod";

import { severities, type Severity } from "#lib/domain/severity.ts";

/** Text of a report, cut to what a page can show, without what would move a cursor. */
export const clip = (text: string | null | undefined, charactersMax: number): string => {
  const clean = (text ?? "").replaceAll(/[\p{Cc}&&[^\n\t]]/gv, "").trim();
  return clean.length > charactersMax ? `${clean.slice(0, charactersMax - 1)}…` : clean;
};

/** On one line. */
export const line = (text: string | null | undefined, charactersMax = 300): string =>
  clip(oneLine(text ?? ""), charactersMax);

/** Most texts are on one line as they come, and need not be made anew. */
const oneLine = (text: string): string => (/[^\S ]| {2}/.test(text) ? text.replaceAll(/\s+/g, " ") : text);

export const prose = (text: string | null | undefined): string => clip(text, 4_000);

const referencesMax = 20;

/** Only what a browser may be sent to. */
export const links = (urls: readonly (string | null | undefined)[]): string[] =>
  [...new Set(urls.map((url) => line(url, 1_000)).filter((url) => /^https?:\/\/\S+$/.test(url)))].slice(
    0,
    referencesMax,
  );

const wordToSeverity: Record<string, Severity> = {
  critical: "critical",
  fatal: "critical",
  high: "high",
  error: "high",
  important: "high",
  medium: "medium",
  moderate: "medium",
  warning: "medium",
  low: "low",
  minor: "low",
  note: "low",
  info: "info",
  informational: "info",
  none: "info",
  unknown: "info",
  negligible: "info",
};

/** What tools call a severity; `otherwise` where they give none. */
export const severityOf = (word: string | null | undefined, otherwise: Severity = "medium"): Severity =>
  wordToSeverity[(word ?? "").trim().toLowerCase()] ?? otherwise;

/** CVSS bands, which GitHub's `security-severity` shares. */
export function severityOfScore(score: number): Severity {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  if (score >= 4) return "medium";
  return score > 0 ? "low" : "info";
}

export const worst = (all: readonly Severity[]): Severity | undefined =>
  severities.find((severity) => all.includes(severity));

export const digestOf = (...parts: readonly string[]): string =>
  hash("sha256", parts.join("\u001f"), "base64url").slice(0, 22);

/** Tools leave out a field, or say null, when they mean the same. */
export const text = z.string().nullish();
export const texts = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? []);
export const lineNumber = z.number().int().nonnegative().nullish();
