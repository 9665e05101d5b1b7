import { acrossAccounts, at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { logRequests } from "#lib/domain/attack-path-fixes.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const app = sampleResource("compute", "app");
const service = (logged: boolean, tags: Record<string, string>, account = "999900001111") =>
  sampleResource("ai-service", "service", { logsRequests: logged }, { tags, account });
const chain = related("app invokes service");

const ownerTags: ReadonlySet<string> = new Set(["owner", "team", "contact", "costcenter", "cost-center"]);
const isOwned = (tags: Readonly<Record<string, string>>): boolean =>
  Object.entries(tags).some(([name, value]) => ownerTags.has(name.toLowerCase()) && value !== "");

export default defineAttackPath({
  id: "call-to-unwatched-model",
  title: "An application uses a model of another account that nobody owns or watches",
  severity: "low",
  layers: ["api", "model"],
  story:
    "{0} sends what it knows to {1} in another account, for which nobody answers and which keeps no log of it.",
  fixes: [
    {
      aspect: "name-owner",
      stop: 1,
      change: "Name the team that answers for {1}, or move {0} to a model that has one",
      effort: "low",
      checks: [],
    },
    logRequests(1, "Send the request log of {1} to a workspace that is watched"),
  ],
  atlas: ["AML.T0040", "AML.T0034"],
  owasp: ["LLM10:2025", "LLM02:2025"],
  answers: ["R16"],

  from: at(["compute", "agent", "notebook"]),
  hops: [
    over(
      acrossAccounts(out("invokes")),
      at(["ai-service", "model-deployment"], ({ facets, tags }) => !isOwned(tags) && !facets.logsRequests),
    ),
  ],
  identity: { start: 1, end: 1 },

  examples: () => [
    {
      name: "an application calls a service without owner and log",
      resources: [app, service(false, {})],
      relationships: chain,
      paths: [["app", "service"]],
    },
    {
      name: "a team answers for it",
      resources: [app, service(false, { Owner: "claims-platform" })],
      relationships: chain,
      paths: [],
    },
    {
      name: "a service of the application's own account",
      resources: [app, service(false, {}, app.account)],
      relationships: chain,
      paths: [],
    },
    {
      name: "its requests are logged",
      resources: [app, service(true, {})],
      relationships: chain,
      paths: [],
    },
    { name: "nobody calls it", resources: [app, service(false, {})], relationships: [], paths: [] },
  ],
});
