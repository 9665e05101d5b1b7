import { acrossAccounts, at, defineAttackPath, out, over } from "#lib/domain/attack-path.ts";
import { narrowTrust, withdrawAccess } from "#lib/domain/attack-path-fixes.ts";
import { modelServices } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const partner = (account: string) => sampleResource("identity", "partner", {}, { account });
const role = (conditional: boolean) =>
  sampleResource(
    "identity",
    "role",
    { trusts: [{ kind: "account", principal: "999900001111", conditional }] },
    { account: "111122223333" },
  );
const model = sampleResource("model-deployment", "model");
const chain = related("partner can-assume role", "role can-invoke model");

export default defineAttackPath({
  id: "foreign-account-to-model",
  title: "An identity of another account reaches a model by taking on a role",
  severity: "medium",
  layers: ["identity", "model"],
  story:
    "{0} belongs to another account and may become {1}, whose trust names no condition; from there it reaches {2}.",
  fixes: [
    narrowTrust(1, "Let {1} trust the one identity that needs it, under a condition only it can meet"),
    withdrawAccess(1, "Take from {1} the rights over models that {0} does not need"),
  ],
  atlas: ["AML.T0091", "AML.T0012"],
  owasp: ["ASI03", "LLM10:2025"],
  answers: ["P23"],

  from: at("identity"),
  hops: [
    over(
      acrossAccounts(out("can-assume")),
      at("identity", ({ facets }) => facets.trusts.some(({ conditional }) => !conditional)),
    ),
    over(out("can-invoke", "can-manage", "holds-credential-of"), at(modelServices), {
      max: 2,
      between: ["credential"],
    }),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a partner's role becomes one that calls a model",
      resources: [partner("999900001111"), role(false), model],
      relationships: chain,
      paths: [["partner", "role", "model"]],
    },
    {
      name: "a role of the same account",
      resources: [partner("111122223333"), role(false), model],
      relationships: chain,
      paths: [],
    },
    {
      name: "a trust under a condition",
      resources: [partner("999900001111"), role(true), model],
      relationships: chain,
      paths: [],
    },
    {
      name: "a role that reaches no model",
      resources: [partner("999900001111"), role(false), model],
      relationships: chain.slice(0, 1),
      paths: [],
    },
  ],
});
