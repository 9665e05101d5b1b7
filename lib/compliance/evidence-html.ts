import { controlStatuses } from "#lib/domain/framework.ts";
import { outcomeOf } from "./evidence-csv.ts";
import type { Evidence } from "./load-evidence.ts";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const text = (value: string | number): string =>
  String(value).replaceAll(/[&<>"']/g, (char) => escapes[char] ?? char);

/** A report to print or to file: it holds everything, loads nothing and runs nothing. */
export function evidenceHtml(evidence: Evidence): string {
  const { framework, organization, scopeName, writtenAt, evaluatedAt, controls, isTruncated } = evidence;
  const counts = controlStatuses
    .map((status) => `<li><b>${framework.byStatus[status]}</b> ${text(status)}</li>`)
    .join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${text(framework.title)}: evidence</title>
<meta name="viewport" content="width=device-width"><style>${style}</style></head><body>
<header><h1>${text(framework.title)}</h1>
<p>${text(framework.publisher)}, ${text(framework.edition)}${framework.publishedOn ? `, published ${text(framework.publishedOn)}` : ""}. ${text(framework.source)}</p>
<p>Evidence of ${text(organization)} for ${text(scopeName)}, written ${text(writtenAt.toISOString())}, evaluated ${text(evaluatedAt?.toISOString() ?? "never")}.</p>
${framework.notes.map((note) => `<p class="note">${text(note)}</p>`).join("")}
${isTruncated ? '<p class="note">There are more findings than a report holds: the API lists all of them.</p>' : ""}
<ul class="counts">${counts}</ul></header>
${controls.map((control) => controlSection(control, evidence)).join("\n")}
</body></html>
`;
}

function controlSection(control: Evidence["controls"][number], evidence: Evidence): string {
  const { id, title, text: meaning, status, reason, checkIds, attestations, attestation } = control;
  const ids = new Set(checkIds);
  const checks = evidence.checks.filter(
    (check) => ids.has(check.id) && outcomeOf(check) !== "not-applicable",
  );
  const idle = checkIds.length - checks.length;
  return `<section><h2><code>${text(id)}</code> ${text(title)} <span class="${text(status)}">${text(status)}</span></h2>
<p>${text(meaning)}</p><p><b>${text(reason)}.</b>${attestation ? ` To be shown: ${text(attestation)}.` : ""}</p>
${checks.length > 0 ? `<table><thead><tr><th>Check</th><th>Outcome</th><th>Open</th><th>Excepted</th><th>Passed</th><th>Unknown</th><th>Source calls</th></tr></thead><tbody>${checks.map(checkRow).join("")}</tbody></table>` : ""}
${idle > 0 ? `<p class="note">${idle} more of its checks apply to nothing here.</p>` : ""}
${attestations.map(attestationItem).join("")}</section>`;
}

const checkRow = (check: Evidence["checks"][number]): string =>
  `<tr><td><b>${text(check.title)}</b><br><code>${text(check.id)}</code>${findingList(check)}</td><td>${text(outcomeOf(check))}</td><td>${check.openCount}</td><td>${check.exceptedCount}</td><td>${check.passCount}</td><td>${check.unknownCount}</td><td class="calls">${check.calls.map(text).join("<br>")}</td></tr>`;

const shownMax = 25;

function findingList({ findings }: Evidence["checks"][number]): string {
  if (findings.length === 0) return "";
  const items = findings
    .slice(0, shownMax)
    .map(
      ({ resourceKey, reason, status, openedAt }) =>
        `<li><code>${text(resourceKey)}</code> ${text(reason)} (${text(status)} since ${text(openedAt.toISOString().slice(0, 10))})</li>`,
    );
  const more =
    findings.length > shownMax
      ? `<li>and ${findings.length - shownMax} more, in the JSON and CSV files</li>`
      : "";
  return `<ul>${items.join("")}${more}</ul>`;
}

const attestationItem = (attestation: Evidence["controls"][number]["attestations"][number]): string => {
  const { statement, attestedBy, attestedAt, expiresAt, isValid, workload, document } = attestation;
  return `<p class="attestation"><b>${isValid ? "Attested" : "Was attested"}</b> by ${text(attestedBy)} on ${text(attestedAt.slice(0, 10))} for ${text(workload?.name ?? "the whole organization")}, until ${text(expiresAt.slice(0, 10))}: ${text(statement)}<br>${text(document.title)} (${text(document.fileName)}), SHA-256 <code>${text(document.sha256)}</code></p>`;
};

const style = `body{font:13px/1.5 system-ui,sans-serif;color:#16181b;max-width:1000px;margin:32px auto;padding:0 24px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:15px;margin:0 0 4px}section{border-top:1px solid #d5d7db;padding:14px 0;break-inside:avoid-page}
p{margin:4px 0}.note,.calls{color:#565b64}.counts{display:flex;gap:20px;list-style:none;padding:0}code{font-size:11px;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;margin:8px 0}th,td{text-align:left;vertical-align:top;border-top:1px solid #e6e6e9;padding:4px 8px 4px 0}
h2 span{font-size:12px;font-weight:600;border:1px solid;border-radius:4px;padding:0 6px;margin-left:6px}
.failing{color:#b3122e}.incomplete{color:#855700}.passing{color:#1a7340}.attested{color:#3f4ad0}.not-assessed{color:#565b64}
td ul{margin:4px 0;padding-left:16px}.attestation{border-left:3px solid #4450d8;padding-left:8px;margin-top:8px}@media print{body{margin:0}}`;
