import type { WorkloadFact } from "#lib/contract/workload-facts.ts";

import { factOf, yesNo, type DescribedResource, type Judged } from "./describe-member.ts";

/** The scorecard of what grounds or trains a model: each fact judged where it can be, unknown where it was not told. */
export function dataFacts(resource: DescribedResource): WorkloadFact[] {
  return [
    sensitivityFact(resource),
    ...exposureFacts(resource),
    ...encryptionFacts(resource),
    ...factOf(resource, "Earlier versions", "facets.versioning", yesNo("kept", "not kept")),
    ...factOf(resource, "Access log", "facets.accessLogging", yesNo("written", "not written")),
    ...factOf(
      resource,
      "Network",
      "facets.publicNetwork",
      yesNo("reached from public networks", "private networks only", false),
    ),
    ...factOf(
      resource,
      "Key without identity",
      "facets.keyAuthentication",
      yesNo("accepted", "not accepted", false),
    ),
    ...factOf(
      resource,
      "Access",
      "facets.broadAccess",
      yesNo("granted to everybody in the account", "granted by name", false),
    ),
    {
      term: "Freshness",
      value: "unknown",
      why: "When its content last changed is not among what providers are asked for.",
      standing: "unknown",
    },
  ];
}

function sensitivityFact({ derived: { sensitivity } }: DescribedResource): WorkloadFact {
  if (!sensitivity || sensitivity.level === "unclassified")
    return {
      term: "Sensitivity",
      value: "unknown",
      why: "No tag, name or classification says what it holds.",
      standing: "unknown",
    };
  const { level, dataClasses, reasons } = sensitivity;
  const classes = dataClasses.map((name) => name.replaceAll("-", " ")).join(", ");
  return {
    term: "Sensitivity",
    value: classes ? `${level}: ${classes}` : level,
    why: reasons.map(({ text }) => text).join("; ") || null,
    standing: "said",
  };
}

function exposureFacts(resource: DescribedResource): WorkloadFact[] {
  const { exposure } = resource.derived;
  const reached: WorkloadFact[] =
    exposure && exposure.reach !== "internal"
      ? [
          {
            term: "Exposure",
            value: exposure.reach === "anyone" ? "anyone on the internet" : "the internet, with a credential",
            why: exposure.reasons.map(({ text }) => text).join("; ") || null,
            standing: exposure.reach === "anyone" ? "gap" : "said",
          },
        ]
      : [];
  return [
    ...reached,
    ...factOf(resource, "Public read", "facets.publicRead", yesNo("anyone can read it", "refused", false)),
    ...factOf(
      resource,
      "Public write",
      "facets.publicWrite",
      yesNo("anyone can write to it", "refused", false),
    ),
    ...factOf(resource, "Outsiders", "facets.externalPrincipals", (value) => {
      if (!Array.isArray(value)) return null;
      const names = value.map(String);
      return names.length === 0
        ? { value: "none", standing: "met" }
        : { value: names.join(", "), standing: "gap" };
    }),
  ];
}

const ownKey: Judged = { value: "with a key of the customer's own", standing: "met" };
const providerKey: Judged = { value: "with a key of the provider", standing: "said" };

const encryptionFacts = (resource: DescribedResource): WorkloadFact[] => [
  ...factOf(resource, "Encryption", "facets.encryption", (value) => {
    if (value === "customer-key") return ownKey;
    if (value === "provider-key") return providerKey;
    return value === "none" ? { value: "none", standing: "gap" } : null;
  }),
  ...factOf(resource, "Encryption", "facets.customerKey", keyOwner),
];

/** Only a type without an encryption of its own to state says whose key it is alone. */
function keyOwner(value: unknown): Judged | null {
  if (typeof value !== "boolean") return null;
  return value ? ownKey : providerKey;
}
