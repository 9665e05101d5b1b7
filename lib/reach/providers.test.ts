import { describe, expect, test } from "vitest";

import type { Gap } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { related } from "#lib/domain/sample-resource.ts";
import { denied, make, reachIn, type Estate } from "#tests/factories/reach-estate.ts";

const gap = (...produces: Gap["produces"]): Gap[] => [
  { account: "111122223333", region: null, produces, unknown: denied },
];

describe("AWS", () => {
  const open = { publicNetwork: true, authentication: "none" };
  const balancer = (facets: object = {}, properties: object = {}, unknown: string[] = []) =>
    make(
      "aws.elbv2.load-balancer",
      "lb",
      { ...open, ...facets },
      { ports: ["tcp 443"], ...properties },
      unknown,
    );
  const group = (openPorts: string[], key = "sg", unknown: string[] = []) =>
    make("aws.ec2.security-group", key, { openToInternet: openPorts.length > 0 }, { openPorts }, unknown);
  const subnet = (isRouted: boolean, openPorts = ["all"], key = "subnet", inspected = false) =>
    make("aws.ec2.subnet", key, { openToInternet: isRouted }, { openPorts, inspected });
  const inGroup = related("lb in-network sg");
  const inBoth = related("lb in-network sg", "lb in-network subnet");

  test.each<[string, Estate, string]>([
    [
      "a public load balancer whose group admits everybody",
      { resources: [balancer(), group(["tcp 443"])], edges: inGroup },
      "anyone",
    ],
    ["whose group opens every port", { resources: [balancer(), group(["all"])], edges: inGroup }, "anyone"],
    ["whose group admits nobody", { resources: [balancer(), group([])], edges: inGroup }, "internal"],
    [
      "whose group opens another port",
      { resources: [balancer(), group(["tcp 22"])], edges: inGroup },
      "internal",
    ],
    [
      "whose group opens its port for another protocol",
      { resources: [balancer(), group(["udp 443"])], edges: inGroup },
      "internal",
    ],
    [
      "one of whose two groups admits everybody",
      {
        resources: [balancer(), group([]), group(["tcp 443"], "other")],
        edges: related("lb in-network sg", "lb in-network other"),
      },
      "anyone",
    ],
    [
      "whose group was not read",
      { resources: [balancer(), group([], "sg", ["facets.openToInternet"])], edges: inGroup },
      "unknown",
    ],
    ["whose group is nowhere", { resources: [balancer()], edges: inGroup }, "unknown"],
    [
      "whose list of groups was not read",
      { resources: [balancer({}, {}, ["relationships.in-network"]), group([])], edges: inGroup },
      "unknown",
    ],
    [
      "one known open group is enough",
      { resources: [balancer(), group(["all"])], edges: inGroup, gaps: gap("aws.ec2.security-group") },
      "anyone",
    ],
    ["a network load balancer without groups", { resources: [balancer()] }, "anyone"],
    [
      "that asks for an identity",
      { resources: [balancer({ authentication: "identity" }), group(["all"])], edges: inGroup },
      "credential",
    ],
    [
      "that asks, and admits nobody",
      { resources: [balancer({ authentication: "identity" }), group([])], edges: inGroup },
      "internal",
    ],
    [
      "that leaves asking to code",
      { resources: [balancer({}, {}, ["facets.authentication"]), group(["all"])], edges: inGroup },
      "unknown",
    ],
    [
      "that leaves asking to code, and admits nobody",
      { resources: [balancer({}, {}, ["facets.authentication"]), group([])], edges: inGroup },
      "internal",
    ],
    [
      "an internal one",
      { resources: [balancer({ publicNetwork: false }), group(["all"])], edges: inGroup },
      "internal",
    ],
    [
      "in a subnet with a way from the internet",
      { resources: [balancer(), group(["all"]), subnet(true)], edges: inBoth },
      "anyone",
    ],
    [
      "in a subnet without one",
      { resources: [balancer(), group(["all"]), subnet(false)], edges: inBoth },
      "internal",
    ],
    [
      "in a subnet whose network ACL keeps its port shut",
      { resources: [balancer(), group(["all"]), subnet(true, ["tcp 22"])], edges: inBoth },
      "internal",
    ],
    [
      "in a subnet that callers reach over a firewall",
      { resources: [balancer(), group(["all"]), subnet(true, ["all"], "subnet", true)], edges: inBoth },
      "unknown",
    ],
    [
      "in a subnet that callers reach over a firewall, whose group admits nobody",
      { resources: [balancer(), group([]), subnet(true, ["all"], "subnet", true)], edges: inBoth },
      "internal",
    ],
    [
      "in two subnets, one with a way past the firewall",
      {
        resources: [
          balancer(),
          group(["all"]),
          subnet(true, ["all"], "subnet", true),
          subnet(true, ["all"], "front"),
        ],
        edges: [...inBoth, ...related("lb in-network front")],
      },
      "anyone",
    ],
    [
      "in two subnets, one with a way",
      {
        resources: [balancer(), group(["all"]), subnet(false), subnet(true, ["all"], "front")],
        edges: [...inBoth, ...related("lb in-network front")],
      },
      "anyone",
    ],
  ])("%s", (_, estate, expected) => {
    expect(reachIn("lb", estate).reach).toBe(expected);
  });

  test("a load balancer in front of code lends it its reach, and a function takes calls by right of its policy", () => {
    const behind = (to: Resource, facets: object = {}) =>
      reachIn(to.key, {
        resources: [balancer(facets), group(["tcp 443"]), to],
        edges: [...inGroup, ...related(`lb routes-to ${to.key}` as "lb routes-to to")],
      }).reach;
    const service = make("aws.ecs.service", "service", { authentication: "unreachable" });
    const fn = make("aws.lambda.function", "fn", { publicNetwork: true, authentication: "identity" });
    expect([behind(service), behind(service, { authentication: "identity" })]).toEqual([
      "anyone",
      "credential",
    ]);
    expect(behind(fn)).toBe("anyone");
  });

  test.each<[string, Resource, string]>([
    ["a function address without proof", make("aws.lambda.function", "x", open), "anyone"],
    [
      "a function address with proof",
      make("aws.lambda.function", "x", { ...open, authentication: "identity" }),
      "credential",
    ],
    [
      "a function without an address",
      make("aws.lambda.function", "x", { authentication: "unreachable" }),
      "internal",
    ],
    ["a bucket that everybody reads", make("aws.s3.bucket", "x", { publicRead: true }), "anyone"],
    ["a bucket behind keys", make("aws.s3.bucket", "x", { publicNetwork: true }), "credential"],
    ["a bucket for one network only", make("aws.s3.bucket", "x", {}), "internal"],
    [
      "a search domain that asks nobody",
      make("aws.opensearch.domain", "x", { publicNetwork: true }, { anonymous: true }),
      "anyone",
    ],
    [
      "a search domain that asks",
      make("aws.opensearch.domain", "x", { publicNetwork: true }, { anonymous: false }),
      "credential",
    ],
    [
      "a search domain that asks nobody in its network",
      make("aws.opensearch.domain", "x", {}, { anonymous: true }),
      "internal",
    ],
  ])("%s", (_, resource, expected) => {
    expect(reachIn("x", { resources: [resource] }).reach).toBe(expected);
  });

  test("a public database is reached only where its group opens its own port", () => {
    const database = make("aws.rds.database", "db", { publicNetwork: true }, { ports: ["tcp 5432"] });
    const behind = (...ports: string[]) =>
      reachIn("db", { resources: [database, group(ports)], edges: related("db in-network sg") }).reach;
    expect([behind("tcp 5432"), behind("tcp 443"), behind()]).toEqual(["credential", "internal", "internal"]);
  });

  test("the groups of a function say nothing about who calls it", () => {
    const fn = make("aws.lambda.function", "fn", open);
    expect(reachIn("fn", { resources: [fn, group([])], edges: related("fn in-network sg") }).reach).toBe(
      "anyone",
    );
  });
});

describe("Azure", () => {
  const vnet = "/subscriptions/s/resourcegroups/rg/providers/microsoft.network/virtualnetworks/v/subnets";
  const gateway = (facets: object = {}) =>
    make(
      "azure.network.web-gateway",
      "gw",
      { openToInternet: true, ...facets },
      { kind: "application-gateway", ports: ["tcp 443"], subnetKeys: [`${vnet}/front`] },
    );
  const group = (openPorts: string[], subnet = "front", unknown: string[] = []) =>
    make(
      "azure.network.security-group",
      "nsg",
      {},
      { inbound: openPorts.map(opening), subnetKeys: [`${vnet}/${subnet}`] },
      unknown,
    );
  const opening = (port: string) => ({ allows: true, ports: [port], from: "anyone", to: ["*"] });
  const unread: Gap[] = [
    { account: "s", region: null, produces: ["azure.network.security-group"], unknown: denied },
  ];

  test.each<[string, Estate, string]>([
    ["whose subnet's group opens its port", { resources: [gateway(), group(["443"])] }, "anyone"],
    ["whose subnet's group opens a range", { resources: [gateway(), group(["400-500"])] }, "anyone"],
    [
      "whose subnet's group opens the ports of Azure's own only",
      { resources: [gateway(), group(["65200-65535"])] },
      "internal",
    ],
    ["whose subnet's group opens nothing", { resources: [gateway(), group([])] }, "internal"],
    ["whose subnet has no group", { resources: [gateway(), group([], "other")] }, "anyone"],
    ["whose subnet's group may be missing", { resources: [gateway()], gaps: unread }, "unknown"],
    [
      "whose subnet's group was not read",
      { resources: [gateway(), group([], "front", ["properties.inbound"])] },
      "unknown",
    ],
    [
      "without a public address",
      { resources: [gateway({ openToInternet: false }), group(["443"])] },
      "internal",
    ],
  ])("a gateway %s", (_, estate, expected) => {
    expect(reachIn("gw", estate).reach).toBe(expected);
  });

  const door = make("azure.network.web-gateway", "gw", { openToInternet: true }, { kind: "front-door" });
  test.each<[string, Resource, string]>([
    [
      "an app that takes calls from it alone and asks nobody",
      make("azure.app-service.app", "x", { authentication: "none" }),
      "anyone",
    ],
    [
      "an app that signs callers in",
      make("azure.app-service.app", "x", { authentication: "identity" }),
      "credential",
    ],
    ["a service of AI on a private network", make("azure.cognitive-services.account", "x"), "credential"],
    [
      "an app of which it is not known",
      make("azure.app-service.app", "x", {}, {}, ["facets.authentication"]),
      "unknown",
    ],
  ])("a front door leads to %s", (_, app, expected) => {
    expect(reachIn("x", { resources: [door, app], edges: related("gw routes-to x") }).reach).toBe(expected);
  });

  test("what only a private endpoint leads to is internal, and says so", () => {
    const account = make("azure.storage.account", "st");
    const endpoint = make("azure.network.private-endpoint", "pe");
    const { reach, hops } = reachIn("st", {
      resources: [account, endpoint],
      edges: related("st reached-privately-through pe"),
    });
    expect([reach, hops.map(({ resourceKey, outcome }) => `${resourceKey} ${outcome}`)]).toEqual([
      "internal",
      ["st closed", "pe closed"],
    ]);
  });
});

describe("Google Cloud", () => {
  const backend = (authentication: string, publicNetwork = true) =>
    make("gcp.compute.backend-service", "lb", { publicNetwork, authentication });
  const run = (authentication: string, publicNetwork = false) =>
    make("gcp.run.service", "run", { publicNetwork, authentication });
  test.each<[string, Resource[], string]>([
    ["everybody may invoke it behind a public load balancer", [backend("none"), run("none")], "anyone"],
    ["Identity-Aware Proxy stands before it", [backend("identity"), run("none")], "credential"],
    ["its own invokers are named", [backend("none"), run("identity")], "credential"],
    ["the load balancer is internal", [backend("none", false), run("none")], "internal"],
    ["it takes calls from everywhere, past the proxy", [backend("identity"), run("none", true)], "anyone"],
  ])("a Cloud Run service: %s", (_, resources, expected) => {
    expect(reachIn("run", { resources, edges: related("lb routes-to run") }).reach).toBe(expected);
  });

  test.each<[string, Resource, string]>([
    [
      "a bucket that all users read",
      make("gcp.storage.bucket", "x", { publicRead: true, publicNetwork: true }),
      "anyone",
    ],
    ["a bucket that asks", make("gcp.storage.bucket", "x", { publicNetwork: true }), "credential"],
    [
      "a notebook with a public address",
      make("gcp.notebooks.instance", "x", { publicAddress: true }),
      "credential",
    ],
    ["a notebook without", make("gcp.notebooks.instance", "x"), "internal"],
    ["a private endpoint of a model", make("gcp.aiplatform.endpoint", "x"), "internal"],
  ])("%s", (_, resource, expected) => {
    expect(reachIn("x", { resources: [resource] }).reach).toBe(expected);
  });
});

describe("Kubernetes", () => {
  const service = (facets: object = {}) =>
    make("kubernetes.service", "svc", { publicNetwork: true, authentication: "none", ...facets });
  const pods = (ingressIsolated = false) =>
    make("kubernetes.workload", "pods", { authentication: "unreachable" }, { ingressIsolated });
  const server = (authentication: string, publicNetwork = false) =>
    make("kubernetes.vector-store", "db", { publicNetwork }, { authentication });
  const toPods = related("svc routes-to pods");

  test.each<[string, Estate, string]>([
    ["behind a load balancer", { resources: [service(), pods()], edges: toPods }, "anyone"],
    [
      "behind a service of the cluster",
      { resources: [service({ publicNetwork: false }), pods()], edges: toPods },
      "internal",
    ],
    [
      "behind a node port that firewalls outside decide on",
      {
        resources: [make("kubernetes.service", "svc", {}, {}, ["facets.publicNetwork"]), pods()],
        edges: toPods,
      },
      "unknown",
    ],
    [
      "behind a load balancer, taking calls of named pods only",
      { resources: [service(), pods(true)], edges: toPods },
      "unknown",
    ],
    [
      "behind an ingress, which is one of the named pods",
      {
        resources: [
          make("kubernetes.ingress", "svc", { publicNetwork: true, authentication: "key" }),
          pods(true),
        ],
        edges: toPods,
      },
      "credential",
    ],
  ])("pods %s", (_, estate, expected) => {
    expect(reachIn("pods", estate).reach).toBe(expected);
  });

  test.each([
    ["none", true, "anyone"],
    ["key", true, "credential"],
    ["none", false, "internal"],
  ] as const)("a vector database that asks for %s, public %s: %s", (authentication, isPublic, expected) => {
    expect(reachIn("db", { resources: [server(authentication, isPublic)] }).reach).toBe(expected);
  });

  test("a server that named pods alone may call is in doubt behind a load balancer, and not behind an ingress", () => {
    const isolated = (way: string) =>
      make(
        "kubernetes.vector-store",
        "db",
        { publicNetwork: true },
        { authentication: "none", ingressIsolated: true, exposedBy: [way] },
      );
    const reach = (way: string) => reachIn("db", { resources: [isolated(way)] }).reach;
    expect([reach("load balancer of service db"), reach("ingress db")]).toEqual(["unknown", "anyone"]);
  });

  test.each([
    ["none", "anyone"],
    ["key", "credential"],
  ] as const)("a notebook server that asks for %s at a public address: %s", (authentication, expected) => {
    const notebook = make("kubernetes.notebook", "x", { publicAddress: true }, { authentication });
    expect(reachIn("x", { resources: [notebook] }).reach).toBe(expected);
  });

  test("an ingress that asks stands before a server that does not", () => {
    const behind = (authentication: string) =>
      reachIn("db", {
        resources: [
          make("kubernetes.ingress", "in", { publicNetwork: true, authentication }),
          server("none"),
        ],
        edges: related("in routes-to db"),
      }).reach;
    expect([behind("identity"), behind("none")]).toEqual(["credential", "anyone"]);
  });
});
