import type { Grant } from "#lib/domain/ability.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

const dayMs = 86_400_000;

type Credential = {
  id: string;
  kind: "secret" | "certificate";
  startsAt: string | null;
  endsAt: string | null;
};

const lifetimeDays = ({ startsAt, endsAt }: Credential): number =>
  (Date.parse(endsAt ?? "") - Date.parse(startsAt ?? "")) / dayMs;
/** A life that cannot be told is as long as any. */
const isLong = (credential: Credential, daysMax: number): boolean => !(lifetimeDays(credential) <= daysMax);

const usesModels = ({ effect, abilities }: Grant): boolean =>
  effect === "allow" && (abilities.includes("invoke-model") || abilities.includes("deploy"));

const grant = (abilities: Grant["abilities"]): Grant => ({
  effect: "allow",
  abilities,
  on: "/subscriptions/s/resourcegroups/rg/providers/microsoft.cognitiveservices/accounts/aoai",
  conditional: false,
  source: "Cognitive Services OpenAI User",
});
const secret = (startsAt: string | null, endsAt: string | null): Credential => ({
  id: `${startsAt} ${endsAt}`,
  kind: "secret",
  startsAt,
  endsAt,
});
const halfAYear = secret("2026-01-01T00:00:00Z", "2026-06-30T00:00:00Z");
const app = { ownApplication: true };

export default defineCheck({
  id: "azure/entra-app-credentials",
  title: "Application that uses models has at most one secret, and a short-lived one",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.entra.principal",
  risk: "A secret that lives for years leaks from a laptop, a pipeline or a ticket and calls the models until somebody notices the bill.",
  remediation: {
    summary:
      "Replace secrets by a federated credential or a managed identity; else keep one and renew it within half a year.",
    cli: "az ad app federated-credential create --id <application-id> --parameters credential.json\naz ad app credential delete --id <application-id> --key-id <key-id>",
    terraform: "azuread_application_federated_identity_credential instead of azuread_application_password",
    console: [
      "Open Entra ID › App registrations › the application › Certificates & secrets",
      "Add a federated credential for where it runs",
      "Delete the client secrets",
    ],
  },
  references: [
    "https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration",
    "https://learn.microsoft.com/entra/workload-id/workload-identity-federation",
  ],

  parameters: {
    lifetimeDaysMax: numberParameter({
      title: "Days that a credential lives",
      help: "Entra offers half a year by default, and recommends no more.",
      unit: "days",
      default: 180,
      min: 1,
      max: 730,
    }),
  },

  evaluate: ({ facets: { kind, grants }, properties }, _graph, { lifetimeDaysMax }) => {
    if (kind !== "service-account" || !grants.some(usesModels)) return notApplicable;
    const { credentials } = properties;
    const secrets = credentials.filter((credential) => credential.kind === "secret");
    const long = credentials.filter((credential) => isLong(credential, lifetimeDaysMax));
    if (long.length > 0)
      return fail(`${long.length} of its credentials live longer than ${lifetimeDaysMax} days`, {
        credentials: long.map(({ kind: what, endsAt }) => `${what} until ${endsAt ?? "no stated end"}`),
      });
    return secrets.length > 1
      ? fail(`It has ${secrets.length} secrets at once`, { secretCount: secrets.length })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "one secret of half a year",
        properties: { ...app, credentials: [halfAYear] },
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
      },
      {
        name: "none, it is federated",
        properties: { ...app, credentials: [] },
        facets: { kind: "service-account", grants: [grant(["deploy"])] },
      },
      {
        name: "a secret and the certificate that follows it",
        properties: { ...app, credentials: [halfAYear, { ...halfAYear, kind: "certificate" }] },
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
      },
    ],
    fail: [
      {
        name: "a secret of two years",
        properties: { ...app, credentials: [secret("2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z")] },
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
      },
      {
        name: "half a year, where a month is allowed",
        properties: { ...app, credentials: [halfAYear] },
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
        parameters: { lifetimeDaysMax: 30 },
      },
      {
        name: "two secrets, each short-lived",
        properties: { ...app, credentials: [halfAYear, halfAYear] },
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
      },
      {
        name: "a secret without a stated end",
        properties: { ...app, credentials: [secret("2026-01-01T00:00:00Z", null)] },
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
      },
    ],
    notApplicable: [
      { name: "a person", facets: { kind: "user", grants: [grant(["invoke-model"])] } },
      {
        name: "an application that uses no model",
        facets: { kind: "service-account", grants: [grant(["read-data"])] },
      },
    ],
    unknown: [
      {
        name: "a directory that may not be read",
        facets: { kind: "service-account", grants: [grant(["invoke-model"])] },
        unknown: {
          "properties.credentials": {
            reason: "denied",
            call: "Microsoft.Graph:DirectoryObjects_GetByIds",
            permission: "Directory.Read.All",
            message: "Authorization_RequestDenied",
          },
        },
      },
    ],
  },
});
