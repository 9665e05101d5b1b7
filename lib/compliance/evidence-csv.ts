import { csvLine } from "#lib/contract/csv.ts";
import type { Evidence } from "./load-evidence.ts";

const header = [
  "framework",
  "edition",
  "scope",
  "written at",
  "evaluated at",
  "control",
  "title",
  "status",
  "reason",
  "kind",
  "check",
  "outcome",
  "severity",
  "resource",
  "detail",
  "since",
  "until",
  "source calls",
];

/** One line for each control, each check of it, each finding against it and each attestation. */
export function evidenceCsv({
  framework,
  scopeName,
  writtenAt,
  evaluatedAt,
  controls,
  checks,
}: Evidence): string {
  const checkById = new Map(checks.map((check) => [check.id, check]));
  const common = [
    framework.title,
    framework.edition,
    scopeName,
    writtenAt.toISOString(),
    evaluatedAt?.toISOString() ?? null,
  ];
  const lines = controls.flatMap((control) => {
    const named = [...common, control.id, control.title, control.status, control.reason];
    return [
      [
        ...named,
        "control",
        null,
        control.status,
        null,
        null,
        control.text,
        null,
        control.attestedUntil,
        null,
      ],
      ...control.checkIds.flatMap((id) => {
        const check = checkById.get(id);
        if (!check) return [];
        const counts = `${check.openCount} open, ${check.exceptedCount} excepted, ${check.passCount} passed, ${check.unknownCount} unknown`;
        return [
          [
            ...named,
            "check",
            id,
            outcomeOf(check),
            check.severity,
            null,
            counts,
            null,
            null,
            check.calls.join(" "),
          ],
          ...check.findings.map((finding) => [
            ...named,
            "finding",
            id,
            finding.status,
            finding.severity,
            finding.resourceKey,
            finding.reason,
            finding.openedAt.toISOString(),
            null,
            null,
          ]),
        ];
      }),
      ...control.attestations.map(({ statement, attestedBy, attestedAt, expiresAt, isValid, document }) => [
        ...named,
        "attestation",
        null,
        isValid ? "valid" : "ended",
        null,
        null,
        `${attestedBy}: ${statement} (${document.title}, SHA-256 ${document.sha256})`,
        attestedAt,
        expiresAt,
        null,
      ]),
    ];
  });
  return [header, ...lines].map(csvLine).join("");
}

/** The worst that was said of it, never better than what is known. */
export function outcomeOf(check: Evidence["checks"][number]): string {
  if (check.openCount > 0) return "fail";
  if (check.unknownCount > 0) return "unknown";
  if (check.exceptedCount > 0) return "excepted";
  return check.passCount > 0 ? "pass" : "not-applicable";
}
