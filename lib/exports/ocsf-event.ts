import { providerTitles, type Provider } from "#lib/domain/provider.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { ReportedFinding } from "./reported-finding.ts";

const severityIds: Record<Severity, number> = { info: 1, low: 2, medium: 3, high: 4, critical: 5 };
/** OCSF's well-known names where it has one. */
const providerNames: Readonly<Record<Provider, string>> = { ...providerTitles, gcp: "GCP" };

const classes = {
  vulnerability: { class_uid: 2002, class_name: "Vulnerability Finding" },
  compliance: { class_uid: 2003, class_name: "Compliance Finding" },
  detection: { class_uid: 2004, class_name: "Detection Finding" },
} as const;
const activities = { 1: "Create", 2: "Update", 3: "Close" } as const;
const statuses = {
  open: { status_id: 1, status: "New" },
  "in-progress": { status_id: 2, status: "In Progress" },
  excepted: { status_id: 3, status: "Suppressed" },
  resolved: { status_id: 4, status: "Resolved" },
} as const;

/** One event of OCSF 1.8: a check's outcome is a Compliance Finding, another tool's alert a Detection Finding. */
export function toOcsfEvent(finding: ReportedFinding): object {
  const { class_uid, class_name } = classes[classOf(finding)];
  const activity = activityOf(finding);
  const { severity, reason, rule } = finding;
  return {
    class_uid,
    class_name,
    category_uid: 2,
    category_name: "Findings",
    activity_id: activity,
    activity_name: activities[activity],
    type_uid: class_uid * 100 + activity,
    type_name: `${class_name}: ${activities[activity]}`,
    time: finding.changedAt.getTime(),
    severity_id: severityIds[severity],
    severity: severity === "info" ? "Informational" : severity.slice(0, 1).toUpperCase() + severity.slice(1),
    ...statuses[finding.status],
    message: reason,
    metadata: {
      version: "1.8.0",
      profiles: ["cloud"],
      product: { name: "Nacre", vendor_name: "Nacre" },
      event_code: rule.id,
    },
    finding_info: {
      uid: finding.print,
      title: rule.title,
      desc: rule.risk,
      types: [rule.layer],
      created_time: finding.firstSeenAt.getTime(),
      first_seen_time: finding.firstSeenAt.getTime(),
      modified_time: finding.changedAt.getTime(),
      data_sources: [finding.tool],
    },
    cloud: cloudOf(finding),
    resources: [resourceOf(finding)],
    ...aboutRule(finding),
    unmapped: finding.unknown ? { unknown: finding.unknown } : { evidence: finding.evidence },
  };
}

function classOf({ kind }: ReportedFinding): keyof typeof classes {
  if (kind === "threat") return "detection";
  return kind === "vulnerability" ? "vulnerability" : "compliance";
}

function activityOf({ status, firstSeenAt, changedAt }: ReportedFinding): keyof typeof activities {
  if (status === "resolved") return 3;
  return changedAt.getTime() === firstSeenAt.getTime() ? 1 : 2;
}

const cloudOf = ({ resource: { provider, account, region } }: ReportedFinding): object => ({
  provider: providerNames[provider],
  ...(account === "" ? {} : { account: { uid: account } }),
  ...(region === null ? {} : { region }),
});

const resourceOf = ({ resource: { key, name, type, region, tags } }: ReportedFinding): object => ({
  uid: key,
  name,
  type,
  ...(region === null ? {} : { region }),
  labels: Object.entries(tags).map(([tag, value]) => `${tag}:${value}`),
});

/** What each class says of the rule: 2003 by `compliance`, 2002 by `vulnerabilities`; 2004 by its `finding_info` alone. */
function aboutRule(finding: ReportedFinding): object {
  const { rule } = finding;
  const remediation = {
    ...(rule.remediation.summary === "" ? {} : { desc: rule.remediation.summary }),
    references: [...rule.references],
  };
  const mended = "desc" in remediation ? { remediation } : {};
  switch (classOf(finding)) {
    case "compliance":
      return { compliance: complianceOf(finding), ...mended };
    case "vulnerability":
      return { vulnerabilities: [vulnerabilityOf(finding, mended)] };
    case "detection":
      return { is_alert: true, ...mended };
  }
}

function complianceOf({ rule, status, unknown, reason, tool }: ReportedFinding): object {
  const named = { control: rule.id, standards: [tool === "nacre" ? "Nacre checks" : tool] };
  if (unknown) return { ...named, status_id: 0, status: "Unknown", status_detail: unknown.message };
  // What is resolved may have passed or be gone: neither is claimed.
  if (status === "resolved") return { ...named, status_detail: reason };
  return { ...named, status_id: 3, status: "Fail", status_detail: reason };
}

function vulnerabilityOf({ rule, severity }: ReportedFinding, mended: object): object {
  const [cve] = /CVE-\d{4}-\d{4,}/.exec(rule.id) ?? [];
  return {
    title: rule.title,
    desc: rule.risk,
    severity: severity.slice(0, 1).toUpperCase() + severity.slice(1),
    references: [...rule.references],
    ...(cve === undefined ? { advisory: { uid: rule.id.split("/").at(-1) } } : { cve: { uid: cve } }),
    ...mended,
  };
}
