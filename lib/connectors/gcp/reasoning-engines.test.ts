import { expect, test } from "vitest";

import { collectGcp, denied, parent, projectId, told, type Answers } from "#tests/support/recorded-gcp.ts";
import { reasoningEngines } from "./reasoning-engines.ts";

const engine = (spec: object = {}, given: object = {}) => ({
  name: `${parent}/reasoningEngines/7`,
  displayName: "claims-agent",
  spec,
  ...given,
});
const collect = (one: object, answers: Answers = {}) =>
  collectGcp(reasoningEngines, {
    "aiplatform:projects.locations.reasoningEngines.list": { reasoningEngines: [one] },
    ...answers,
  });
const blocking: Answers = {
  "modelarmor:projects.locations.getFloorSetting": {
    enableFloorSettingEnforcement: true,
    integratedServices: ["AI_PLATFORM"],
    aiPlatformFloorSetting: { inspectAndBlock: true },
  },
};

test("an agent told in full", async () => {
  const { only, relationships } = await collect(
    engine(
      {
        agentFramework: "google-adk",
        serviceAccount: `agent@${projectId}.iam.gserviceaccount.com`,
        classMethods: [{ name: "query" }, { api_mode: "stream" }],
        deploymentSpec: {
          env: [
            { name: "LOG_LEVEL", value: "info" },
            { name: "PARTNER_API_KEY", value: "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789" },
          ],
          secretEnv: [{ name: "DB_PASSWORD", secretRef: { secret: "db", version: "1" } }],
          pscInterfaceConfig: { networkAttachment: "projects/x/regions/y/networkAttachments/z" },
        },
      },
      {
        contextSpec: { memoryBankConfig: {} },
        encryptionSpec: { kmsKeyName: "projects/p/locations/l/keyRings/r/cryptoKeys/k" },
      },
    ),
    blocking,
  );
  expect(only()).toMatchObject({
    name: "claims-agent",
    properties: {
      framework: "google-adk",
      identityType: "service-account",
      environmentNames: ["LOG_LEVEL", "PARTNER_API_KEY", "DB_PASSWORD"],
      secretVariables: ["PARTNER_API_KEY"],
      memory: true,
      privateNetwork: true,
      methods: ["query"],
    },
    facets: { codeInterpreter: false, customerKey: true },
  });
  expect(told(relationships)).toEqual([
    "aiplatform:reasoningEngines/7 encrypted-by cloudkms:projects/p/locations/l/keyRings/r/cryptoKeys/k",
    `aiplatform:reasoningEngines/7 runs-as iam:serviceAccounts/agent@${projectId}.iam.gserviceaccount.com`,
    "aiplatform:reasoningEngines/7 guarded-by modelarmor:locations/global/floorSetting",
  ]);
});

test.each([
  ["an account of its own", { serviceAccount: "a@p.iam.gserviceaccount.com" }, "service-account"],
  ["an agent identity", { identityType: "AGENT_IDENTITY" }, "agent-identity"],
  ["nothing", {}, "service-agent"],
])("an agent that states %s", async (_, spec, identityType) => {
  expect((await collect(engine(spec))).only().properties).toMatchObject({ identityType });
});

test("one that has a sandbox runs code", async () => {
  const sandboxes = "aiplatform:projects.locations.reasoningEngines.sandboxEnvironments.list";
  const { only } = await collect(engine(), { [sandboxes]: { sandboxEnvironments: [{ name: "s" }] } });
  expect(only().facets).toMatchObject({ codeInterpreter: true });
  const refused = await collect(engine(), { [sandboxes]: denied("aiplatform.sandboxEnvironments.list") });
  expect(refused.only().unknown).toHaveProperty(["facets.codeInterpreter"]);
});

test("a floor setting that looks on guards nobody, and one that may not be read guards perhaps", async () => {
  const looksOn = await collect(engine(), {
    "modelarmor:projects.locations.getFloorSetting": {
      enableFloorSettingEnforcement: true,
      integratedServices: ["AI_PLATFORM"],
    },
  });
  expect(looksOn.relationships).toEqual([]);
  const refused = await collect(engine(), {
    "modelarmor:projects.locations.getFloorSetting": denied("modelarmor.floorSettings.get"),
  });
  expect(refused.only().unknown).toHaveProperty(["relationships.guarded-by"]);
});
