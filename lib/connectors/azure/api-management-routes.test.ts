import { describe, expect, test } from "vitest";

import {
  chatApi,
  collectGateway,
  firstModel,
  gatewayApi,
  gatewayApis,
  gatewayBackend,
  gatewayId,
  policyOnApi,
  secondModel,
} from "#tests/support/azure-gateway.ts";
import { list } from "#tests/support/recorded-azure.ts";

describe("where an API leads", () => {
  const pool = gatewayBackend("Claims-Pool", {
    type: "Pool",
    pool: {
      services: [
        { id: `${gatewayId}/backends/One`, priority: 1, weight: 3 },
        { id: `${gatewayId}/backends/two` },
      ],
    },
  });
  const one = gatewayBackend("one", { type: "Single", url: "https://aoai.openai.azure.com/openai" });
  const two = gatewayBackend("two", { type: "Single", url: "https://AOAI-two.openai.azure.com/openai" });
  test.each<[string, string | null, string, object[], string[], boolean]>([
    ["its own address", "https://app.azurewebsites.net/api", "", [], ["app.azurewebsites.net"], false],
    [
      "an address in its policy",
      null,
      '<set-backend-service base-url="https://aoai.openai.azure.com/openai" />',
      [],
      ["aoai.openai.azure.com"],
      true,
    ],
    [
      "an address in single quotes",
      null,
      "<set-backend-service base-url='https://aoai.openai.azure.com' />",
      [],
      ["aoai.openai.azure.com"],
      true,
    ],
    [
      "a backend by name",
      null,
      '<set-backend-service id="x" backend-id="one" />',
      [one],
      ["aoai.openai.azure.com"],
      true,
    ],
    [
      "a backend by a name in another case",
      null,
      '<set-backend-service backend-id="ONE" />',
      [one],
      ["aoai.openai.azure.com"],
      true,
    ],
    [
      "a pool, hence each of its members",
      null,
      '<set-backend-service backend-id="claims-pool" />',
      [pool, one, two],
      ["aoai.openai.azure.com", "aoai-two.openai.azure.com"],
      true,
    ],
    [
      "a pool whose members are gone",
      null,
      '<set-backend-service backend-id="claims-pool" />',
      [pool],
      [],
      false,
    ],
    ["a backend nobody made", null, '<set-backend-service backend-id="ghost" />', [one], [], false],
    [
      "an address that is an expression",
      null,
      '<set-backend-service base-url="@(context.Variables.GetValueOrDefault(&quot;url&quot;))" />',
      [],
      [],
      false,
    ],
    [
      "a model in Azure Government",
      "https://aoai.openai.azure.us/openai",
      "",
      [],
      ["aoai.openai.azure.us"],
      true,
    ],
    ["a model in Azure China", "https://aoai.openai.azure.cn/openai", "", [], ["aoai.openai.azure.cn"], true],
    ["a Foundry model", "https://f.services.ai.azure.com/models", "", [], ["f.services.ai.azure.com"], true],
    [
      "a host that only begins like a model's",
      "https://openai.azure.com.evil.example/",
      "",
      [],
      ["openai.azure.com.evil.example"],
      false,
    ],
    ["nowhere", null, "", [], [], false],
    ["no address but words", "see wiki", "", [], [], false],
  ])("%s", async (_, serviceUrl, inbound, backends, backendHosts, routesToModel) => {
    const found = await chatApi({
      ...gatewayApis(gatewayApi("chat", { serviceUrl })),
      ...policyOnApi(inbound),
      "Microsoft.ApiManagement/Backend_ListByService": list(...backends),
    });
    expect(found.properties).toMatchObject({ backendHosts, routesToModel });
  });

  test("a pool leads to the resource of each member", async () => {
    const { relationships } = await collectGateway({
      ...gatewayApis(gatewayApi("chat")),
      ...policyOnApi('<set-backend-service backend-id="claims-pool" />'),
      "Microsoft.ApiManagement/Backend_ListByService": list(pool, one, two),
    });
    const ends = relationships
      .filter(({ kind, from }) => kind === "routes-to" && from.endsWith("/apis/chat"))
      .map(({ to }) => to);
    expect(ends).toEqual([firstModel.toLowerCase(), secondModel.toLowerCase()]);
  });
});
