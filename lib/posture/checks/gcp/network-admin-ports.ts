import { defineCheck, fail, pass } from "#lib/domain/check.ts";

/** Logins, databases, notebooks, model servers and vector stores. */
const riskyPorts = [
  22, 3389, 5432, 3306, 6379, 6333, 8000, 8001, 8080, 8265, 8786, 8787, 8888, 11434, 19530, 5000, 7860,
];

function isRisky(open: string): boolean {
  const [protocol = "", ports = ""] = open.split(":");
  if (protocol === "all" || (protocol === "tcp" && ports === "all")) return true;
  if (protocol !== "tcp") return false;
  const [first = 0, last = first] = ports.split("-").map(Number);
  return riskyPorts.some((port) => port >= first && port <= last);
}

export default defineCheck({
  id: "gcp/network-admin-ports",
  title: "Network opens no administration or model port to the internet",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.compute.network",
  risk: "Logins, notebooks, model servers and vector databases answer whoever scans for them.",
  remediation: {
    summary: "Limit the rule to the addresses that need it, or reach machines through Identity-Aware Proxy.",
    cli: "gcloud compute firewall-rules update RULE --source-ranges=35.235.240.0/20",
    terraform: 'source_ranges = ["35.235.240.0/20"] on google_compute_firewall',
    console: ["VPC network › Firewall › open the rule › Edit", "Source ranges › the addresses that need it"],
  },
  references: [
    "https://cloud.google.com/firewall/docs/using-firewalls",
    "https://cloud.google.com/iap/docs/using-tcp-forwarding",
  ],

  evaluate: ({ properties: { openPorts, openRules } }) => {
    const risky = openPorts.filter(isRisky);
    return risky.length === 0
      ? pass
      : fail(`Any address may reach ${risky.slice(0, 10).join(", ")}`, { ports: risky, rules: openRules });
  },

  examples: {
    pass: [
      { name: "nothing is open", properties: { openPorts: [], openRules: [] } },
      {
        name: "a web server",
        properties: { openPorts: ["tcp:443", "tcp:80", "icmp:all"], openRules: ["web"] },
      },
      { name: "web servers by range", properties: { openPorts: ["tcp:443-444"], openRules: ["web"] } },
    ],
    fail: [
      { name: "SSH", properties: { openPorts: ["tcp:22"], openRules: ["ssh"] } },
      {
        name: "a range that holds a notebook's port",
        properties: { openPorts: ["tcp:8000-9000"], openRules: ["dev"] },
      },
      { name: "everything", properties: { openPorts: ["all"], openRules: ["any"] } },
      { name: "all of TCP", properties: { openPorts: ["tcp:all"], openRules: ["any"] } },
    ],
  },
});
