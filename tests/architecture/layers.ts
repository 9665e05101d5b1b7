const base = ["lib/domain", "lib/contract", "lib/platform", "lib/access"];
const inventory = [...base, "lib/connectors", "lib/permissions", "lib/reach", "lib/inventory"];
const posture = [...inventory, "lib/posture"];
const modules = [
  ...posture,
  "lib/http",
  "lib/workloads",
  "lib/correlation",
  "lib/responsibility",
  "lib/compliance",
  "lib/explorer",
  "lib/history",
  "lib/remediation",
  "lib/imports",
  "lib/exports",
  "lib/commands",
];

/**
 * Who may import whom, from the bottom up. A row may import what it names and itself; what is not listed is forbidden.
 * Content folders stand before the module they live in, and import the vocabulary only.
 */
export const layers: Readonly<Record<string, readonly string[]>> = {
  "lib/domain": [],
  "lib/contract": ["lib/domain"],
  "lib/platform": ["lib/domain"],
  "lib/access": ["lib/domain", "lib/contract", "lib/platform"],
  "lib/http": base,
  "lib/connectors": ["lib/domain"],
  "lib/infrastructure": ["lib/domain", "lib/connectors"],
  "lib/permissions": ["lib/domain"],
  "lib/reach": ["lib/domain"],
  "lib/posture/checks": ["lib/domain"],
  "lib/correlation/attack-paths": ["lib/domain"],
  "lib/responsibility/models": ["lib/domain"],
  "lib/compliance/frameworks": ["lib/domain"],
  "lib/imports/formats": ["lib/domain"],
  "lib/inventory": [...base, "lib/connectors", "lib/permissions", "lib/reach"],
  "lib/posture": [...inventory, "lib/posture/checks", "lib/compliance/frameworks"],
  "lib/workloads": inventory,
  "lib/correlation": [...posture, "lib/workloads", "lib/correlation/attack-paths"],
  "lib/responsibility": [...posture, "lib/workloads", "lib/responsibility/models"],
  "lib/compliance": [...posture, "lib/workloads", "lib/responsibility", "lib/compliance/frameworks"],
  "lib/explorer": [...inventory, "lib/workloads"],
  "lib/history": posture,
  "lib/remediation": [...posture, "lib/correlation", "lib/responsibility", "lib/compliance"],
  "lib/imports": [...posture, "lib/imports/formats"],
  "lib/exports": [...posture, "lib/workloads"],
  "lib/commands": [
    ...posture,
    "lib/exports",
    "lib/infrastructure",
    "lib/posture/checks",
    "lib/workloads",
    "lib/correlation",
    "lib/explorer",
  ],
  components: ["lib/domain", "lib/contract"],
  "lib/jobs": modules.filter((layer) => layer !== "lib/commands" && layer !== "lib/http"),
  app: [...modules.filter((layer) => layer !== "lib/commands"), "components"],
  bin: [...modules, "bin"],
};

/** Layers a browser bundle may contain. None of them can reach any other, so nothing of the server leaks. */
export const browserLayers = ["lib/domain", "lib/contract", "components"];

/** The most specific row that a path stands under; `none` where nobody listed its folder. */
export const layerOf = (file: string): string =>
  Object.keys(layers)
    .filter((layer) => file.startsWith(`${layer}/`))
    .toSorted((a, b) => b.length - a.length)[0] ?? "none";
