import { defineClassCheck, fail, pass, type Check } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";

const metadata = {
  severity: "critical" as const,
  layer: "data" as const,
  function: "protect" as const,
  risk: "Anyone can read it.",
  remediation: { summary: "Make it private.", cli: "", terraform: "", console: [] },
  references: ["https://example.com"],
};

/** Two small checks with which engines are tried: one reads facets, one a neighbour. */
export const privateCheck: Check = defineClassCheck({
  ...metadata,
  id: "test/private",
  title: "Store is private",
  appliesToClass: "data-store",
  evaluate: ({ facets, name }) =>
    facets.publicRead ? fail(`${name} is readable by anyone`, { publicRead: true }) : pass,
  examples: {
    pass: [{ name: "private", facets: { publicRead: false } }],
    fail: [{ name: "public", facets: { publicRead: true } }],
  },
});

export const replicaCheck: Check = defineClassCheck({
  ...metadata,
  id: "test/private-replicas",
  title: "Replicas are private",
  severity: "low",
  appliesToClass: "data-store",
  follows: ["logs-to"],
  evaluate: ({ key }, graph) => {
    const open = graph.follow(key, "logs-to").find((r) => isOfClass(r, "data-store") && r.facets.publicRead);
    return open ? fail(`Its log ${open.name} is readable by anyone`, { log: open.name }) : pass;
  },
  examples: { pass: [{ name: "none" }], fail: [{ name: "none" }] },
});
