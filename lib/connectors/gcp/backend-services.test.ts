import { expect, test } from "vitest";

import { collectGcp, inventoryOf, projectId, region, told, type Asset } from "#tests/support/recorded-gcp.ts";
import { backendServices } from "./backend-services.ts";

const base = `https://www.googleapis.com/compute/v1/projects/${projectId}`;
const at = (type: string, path: string, data: object = {}): Asset => ({
  name: `//compute.googleapis.com/projects/${projectId}/${path}`,
  assetType: `compute.googleapis.com/${type}`,
  data: { name: path.slice(path.lastIndexOf("/") + 1), selfLink: `${base}/${path}`, ...data },
});
const backend = (data: object = {}) =>
  at("BackendService", "global/backendServices/chat", {
    loadBalancingScheme: "EXTERNAL_MANAGED",
    backends: [{ group: `${base}/regions/${region}/networkEndpointGroups/chat` }],
    ...data,
  });
const run: Asset = {
  name: `//run.googleapis.com/projects/${projectId}/locations/${region}/services/chat`,
  assetType: "run.googleapis.com/Service",
  bindings: [{ role: "roles/run.invoker", members: ["allUsers"] }],
};
const group = at("NetworkEndpointGroup", `regions/${region}/networkEndpointGroups/chat`, {
  region: `${base}/regions/${region}`,
  cloudRun: { service: "chat" },
});
const wayIn = (scheme = "EXTERNAL_MANAGED"): Asset[] => [
  at("GlobalForwardingRule", "global/forwardingRules/chat", {
    loadBalancingScheme: scheme,
    target: `${base}/global/targetHttpsProxies/chat`,
  }),
  at("TargetHttpsProxy", "global/targetHttpsProxies/chat", { urlMap: `${base}/global/urlMaps/chat` }),
  at("UrlMap", "global/urlMaps/chat", {
    hostRules: [{ hosts: ["Chat.claims.example", "*.claims.example"], pathMatcher: "m" }],
    pathMatchers: [
      {
        routeRules: [
          {
            routeAction: {
              weightedBackendServices: [
                { backendService: `${base}/global/backendServices/chat`, weight: 100 },
              ],
            },
          },
        ],
      },
    ],
  }),
];
const collect = (...assets: Asset[]) =>
  collectGcp(backendServices, { "cloudasset:assets.list": inventoryOf(...assets) });

test("a backend is reached over rule, proxy and map, and leads to what is behind its group", async () => {
  const { only, relationships } = await collect(backend(), group, ...wayIn());
  expect(only()).toMatchObject({
    key: `//compute.googleapis.com/projects/${projectId}/global/backendServices/chat`,
    facets: {
      publicNetwork: true,
      authentication: "identity",
      hosts: ["chat.claims.example"],
      firewall: false,
    },
  });
  expect(told(relationships)).toEqual(["compute:global/backendServices/chat routes-to run:services/chat"]);
});

test("one that only an internal rule leads to, or none, is not reached from the internet", async () => {
  expect((await collect(backend(), group, ...wayIn("INTERNAL_MANAGED"))).only().facets).toMatchObject({
    publicNetwork: false,
  });
  expect((await collect(backend(), group)).only().facets).toMatchObject({ publicNetwork: false });
});

test.each<[string, object, Asset[], string]>([
  ["the proxy asks", { iap: { enabled: true } }, [run], "identity"],
  ["the service behind asks", {}, [], "identity"],
  ["nobody asks", {}, [run], "none"],
])("who comes: %s", async (_, data, more, authentication) => {
  expect((await collect(backend(data), group, ...wayIn(), ...more)).only().facets).toMatchObject({
    authentication,
  });
});

test("what machines behind it ask is not known", async () => {
  const machines = backend({ backends: [{ group: `${base}/zones/${region}-a/instanceGroups/vms` }] });
  expect((await collect(machines, ...wayIn())).only().unknown).toHaveProperty(["facets.authentication"]);
});

const rules = (...actions: [action: string, preview: boolean][]) =>
  at("SecurityPolicy", "global/securityPolicies/armor", {
    rules: actions.map(([action, preview]) => ({ action, preview })),
  });
test.each<[string, [string, boolean][], object]>([
  [
    "refuses some",
    [
      ["deny(403)", false],
      ["allow", false],
    ],
    { firewall: true, throttled: false },
  ],
  ["limits some", [["rate_based_ban", false]], { firewall: true, throttled: true }],
  ["allows everything", [["allow", false]], { firewall: false, throttled: false }],
  ["refuses in preview alone", [["deny(403)", true]], { firewall: false, throttled: false }],
])("a security policy that %s", async (_, actions, facets) => {
  const guarded = backend({ securityPolicy: `${base}/global/securityPolicies/armor` });
  expect((await collect(guarded, rules(...actions))).only().facets).toMatchObject(facets);
});

test("a log with nothing sampled is none", async () => {
  expect(
    (await collect(backend({ logConfig: { enable: true, sampleRate: 0 } }))).only().facets,
  ).toMatchObject({ accessLogging: false });
  expect((await collect(backend({ logConfig: { enable: true } }))).only().facets).toMatchObject({
    accessLogging: true,
  });
});
