import { describe, expect, test } from "vitest";

import { related } from "#lib/domain/sample-resource.ts";
import { make, reachIn, type Estate } from "#tests/factories/reach-estate.ts";

type Rule = { action: string; ports: string[]; tags: string[]; accounts: string[]; sure: boolean };
const rule = (action: string, more: Partial<Rule> = {}): Rule => ({
  action,
  ports: ["*"],
  tags: [],
  accounts: [],
  sure: true,
  ...more,
});
const network = (key: string, ...inbound: Rule[][]) => make("gcp.compute.network", key, {}, { inbound });
const unread = make("gcp.compute.network", "vpc", {}, {}, ["properties.inbound"]);
const notebook = (properties: object = {}) =>
  make(
    "gcp.notebooks.instance",
    "nb",
    { publicAddress: true },
    { networkTags: ["web"], serviceAccount: "nb@p", ...properties },
  );
const within = related("nb in-network vpc");
const reach = (estate: Estate) => reachIn("nb", estate).reach;
const behind = (...inbound: Rule[][]) =>
  reach({ resources: [notebook(), network("vpc", ...inbound)], edges: within });

describe("rules of a network: docs.cloud.google.com/firewall/docs/firewalls", () => {
  test.each<[string, Rule[][], string]>([
    ["nothing is let in by itself", [], "internal"],
    ["a rule for every machine", [[rule("allow")]], "credential"],
    ["a rule for its tag", [[rule("allow", { tags: ["web", "db"] })]], "credential"],
    ["a rule for another tag", [[rule("allow", { tags: ["db"] })]], "internal"],
    ["a rule for its account", [[rule("allow", { accounts: ["nb@p"] })]], "credential"],
    ["a rule for another account", [[rule("allow", { accounts: ["db@p"] })]], "internal"],
    ["a denial of others", [[rule("deny", { tags: ["db"] }), rule("allow")]], "credential"],
    ["a denial first", [[rule("deny"), rule("allow")]], "internal"],
    ["a rule narrowed by what is not read", [[rule("allow", { sure: false })]], "unknown"],
    ["a policy above that denies", [[rule("deny")], [rule("allow")]], "internal"],
    ["a policy above that allows", [[rule("allow")], [rule("deny")]], "credential"],
    [
      "a policy above that leaves it to the network",
      [[rule("next"), rule("deny")], [rule("allow")]],
      "credential",
    ],
  ])("%s", (_, inbound, expected) => {
    expect(behind(...inbound)).toBe(expected);
  });

  test("rules that were not read, or a network that was not collected, are a doubt", () => {
    expect(reach({ resources: [notebook(), unread], edges: within })).toBe("unknown");
    expect(reach({ resources: [notebook()], edges: within })).toBe("unknown");
  });

  test("a rule for an account is a doubt where it is not known as whom the machine runs", () => {
    const estate = (inbound: Rule) => ({
      resources: [notebook({ serviceAccount: null }), network("vpc", [inbound])],
      edges: within,
    });
    expect(reach(estate(rule("allow", { accounts: ["nb@p"] })))).toBe("unknown");
  });

  test("of two networks one that lets in is enough", () => {
    const edges = [...within, ...related("nb in-network other")];
    const resources = [notebook(), network("vpc"), network("other", [rule("allow")])];
    expect(reach({ resources, edges })).toBe("credential");
    expect(reach({ resources: [notebook(), unread, network("other", [rule("allow")])], edges })).toBe(
      "credential",
    );
    expect(reach({ resources: [notebook(), unread, network("other")], edges })).toBe("unknown");
  });

  test("says which network decides", () => {
    const { hops } = reachIn("nb", { resources: [notebook(), network("vpc")], edges: within });
    expect(hops).toContainEqual({
      text: "vpc admits no public address to nb",
      resourceKey: "vpc",
      outcome: "closed",
    });
  });
});

test("a machine is reached at its own address as a notebook is, and behind a load balancer without one", () => {
  const machine = (publicNetwork: boolean) =>
    make(
      "gcp.compute.instance",
      "nb",
      { publicNetwork, authentication: publicNetwork ? "none" : "unreachable" },
      { networkTags: [], serviceAccount: null },
    );
  const at = (inbound: Rule[][]) =>
    reach({ resources: [machine(true), network("vpc", ...inbound)], edges: within });
  expect([at([[rule("allow")]]), at([])]).toEqual(["anyone", "internal"]);
  const balancer = (authentication: string) =>
    make("gcp.compute.backend-service", "lb", { publicNetwork: true, authentication });
  const edges = [...within, ...related("lb routes-to nb")];
  const over = (authentication: string) =>
    reach({ resources: [balancer(authentication), machine(false), network("vpc")], edges });
  expect([over("none"), over("identity")]).toEqual(["anyone", "credential"]);
});

describe("packets that a load balancer passes on: docs.cloud.google.com/load-balancing/docs/network", () => {
  const machine = make(
    "gcp.compute.instance",
    "nb",
    { publicNetwork: false, authentication: "unreachable" },
    { networkTags: ["gpu"], serviceAccount: null },
  );
  const balancer = (passesPorts: string[] | null) =>
    make(
      "gcp.compute.backend-service",
      "lb",
      { publicNetwork: true, authentication: "none" },
      { passesPorts },
    );
  const edges = [...within, ...related("lb routes-to nb")];
  const over = (ports: string[] | null, ...inbound: Rule[][]) =>
    reach({ resources: [balancer(ports), machine, network("vpc", ...inbound)], edges });
  const onPort = (port: string, more: Partial<Rule> = {}) => [rule("allow", { ports: [port], ...more })];

  test.each<[string, string, string]>([
    ["its network opens the port", over(["tcp 8000"], onPort("tcp 8000")), "anyone"],
    ["its network opens the port to its tag", over(["tcp 8000"], onPort("*", { tags: ["gpu"] })), "anyone"],
    ["its network opens another port", over(["tcp 8000"], onPort("tcp 22")), "internal"],
    ["its network opens nothing", over(["*"]), "internal"],
    ["its network may open it", over(["tcp 8000"], onPort("*", { sure: false })), "unknown"],
    ["the rules were not read", reach({ resources: [balancer(["*"]), machine, unread], edges }), "unknown"],
    ["a proxy stands between, whose calls are its own", over(null), "anyone"],
  ])("%s", (_, told, expected) => {
    expect(told).toBe(expected);
  });

  test("a machine is in doubt where some load balancer did not tell what it leads to", () => {
    const untold = (publicNetwork: boolean) =>
      make(
        "gcp.compute.backend-service",
        "lb",
        { publicNetwork, authentication: "none" },
        { passesPorts: ["*"] },
        ["relationships.routes-to"],
      );
    const told = (one: ReturnType<typeof make>) =>
      reachIn("nb", { resources: [one, machine, network("vpc", onPort("*"))], edges: within });
    expect([told(untold(true)).reach, told(untold(false)).reach]).toEqual(["unknown", "internal"]);
    expect(told(untold(true)).hops.at(-1)?.text).toBe("lb did not tell all that it leads to");
    expect(told({ ...untold(true), account: "other" }).reach).toBe("internal");
  });
});

test("the machine that the documentation works by hand", () => {
  const above = [rule("next", { ports: ["tcp 443"] }), rule("deny")];
  const told = (tags: string[]) =>
    reach({
      resources: [notebook({ networkTags: tags }), network("vpc", above, [rule("allow", { tags: ["gpu"] })])],
      edges: within,
    });
  expect([told(["gpu"]), told([])]).toEqual(["credential", "internal"]);
});

describe("a serverless service behind a load balancer: docs.cloud.google.com/run/docs/securing/ingress", () => {
  const run = (ingress: string, unknown: string[] = []) =>
    make("gcp.run.service", "nb", { authentication: "none" }, { ingress }, unknown);
  const balancer = (firewall: boolean, publicNetwork = true) =>
    make("gcp.compute.backend-service", "lb", { publicNetwork, authentication: "none", firewall });
  const told = (to: ReturnType<typeof run>, from = balancer(false)) =>
    reachIn("nb", { resources: [from, to], edges: related("lb routes-to nb") });

  test.each<[string, ReturnType<typeof run>, string]>([
    ["that takes those of load balancers", run("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"), "anyone"],
    ["that takes calls from inside alone", run("INGRESS_TRAFFIC_INTERNAL_ONLY"), "internal"],
    ["that does not tell", run("", ["properties.ingress"]), "unknown"],
  ])("%s", (_, to, expected) => {
    expect(told(to).reach).toBe(expected);
  });

  test("Cloud Armor before it looks at calls, and is no proof of who calls", () => {
    const { reach: found, hops } = told(run("INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"), balancer(true));
    expect(found).toBe("anyone");
    expect(hops.map(({ text }) => text)).toContain("lb lets a web application firewall look at each call");
  });
});
