import { describe, expect, test } from "vitest";

import { hostsWithoutTls, Ingress, isPublicIngress, proofAtIngress } from "./ingress-source.ts";
import { isPrivateAddress, reachOfService, selectsPods, Service } from "./service-source.ts";
import { servicesIn } from "./workload-calls.ts";
import { calledHostsOf } from "./workloads.ts";
import { isPublicRoute, Gateway, Route, routeHostsWithoutTls } from "./gateway-source.ts";

const service = (spec: object, annotations = {}, ingress: object[] = []) =>
  Service.parse({
    metadata: { name: "vllm", namespace: "chat", annotations },
    spec: { selector: { app: "vllm" }, ...spec },
    status: { loadBalancer: ingress.length > 0 ? { ingress } : {} },
  });
const balancer = { type: "LoadBalancer" };
const publicHost = [{ hostname: "a1b2.eu-west-1.elb.amazonaws.com" }];

describe("a service is reached from the internet", () => {
  test.each<[string, Service, boolean | null]>([
    ["inside the cluster", service({}), false],
    ["behind a balancer", service(balancer, {}, publicHost), true],
    ["behind a balancer that has no address yet", service(balancer), false],
    ["behind one at a private address", service(balancer, {}, [{ ip: "10.0.0.7" }]), false],
    ["behind one at a public address", service(balancer, {}, [{ ip: "198.51.100.7" }]), true],
    [
      "behind one for a single network",
      service({ ...balancer, loadBalancerSourceRanges: ["203.0.113.0/24"] }, {}, publicHost),
      false,
    ],
    [
      "behind one for all and a network",
      service({ ...balancer, loadBalancerSourceRanges: ["203.0.113.0/24", "0.0.0.0/0"] }, {}, publicHost),
      true,
    ],
    [
      "AWS, told to be internal",
      service(balancer, { "service.beta.kubernetes.io/aws-load-balancer-internal": "true" }, publicHost),
      false,
    ],
    [
      "AWS's controller, which makes internal ones unless told",
      service({ ...balancer, loadBalancerClass: "service.k8s.aws/nlb" }, {}, publicHost),
      false,
    ],
    [
      "AWS's controller, told to face the internet",
      service(
        { ...balancer, loadBalancerClass: "service.k8s.aws/nlb" },
        { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" },
        publicHost,
      ),
      true,
    ],
    [
      "Azure, told to be internal",
      service(balancer, { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" }, [
        { ip: "20.1.2.3" },
      ]),
      false,
    ],
    [
      "Google, told to be internal",
      service(balancer, { "networking.gke.io/load-balancer-type": "Internal" }, [{ ip: "10.1.2.3" }]),
      false,
    ],
    [
      "an internal balancer by its host's name",
      service(balancer, {}, [{ hostname: "internal-a1.eu-west-1.elb.amazonaws.com" }]),
      false,
    ],
    ["by an address of its own", service({ externalIPs: ["198.51.100.9"] }), true],
    ["by a port of nodes on the internet, as far as firewalls let", service({ type: "NodePort" }), null],
  ])("%s", (_, given, expected) => {
    expect(reachOfService(given, true).public).toBe(expected);
  });

  test("a node port of nodes without addresses outside is not, and is told as a way from outside the cluster", () => {
    expect(reachOfService(service({ type: "NodePort" }), false)).toMatchObject({
      public: false,
      ways: ["node port of service vllm"],
    });
  });
});

test.each([
  [{ app: "vllm" }, "chat", true],
  [{ app: "vllm", more: "x" }, "chat", true],
  [{ app: "web" }, "chat", false],
  [{ app: "vllm" }, "other", false],
])("a service selects pods with %j in %s: %s", (labels, namespace, expected) => {
  expect(selectsPods(service({}), { namespace, labels })).toBe(expected);
});

test("a service without a selector selects nothing", () => {
  expect(selectsPods(service({ selector: {} }), { namespace: "chat", labels: {} })).toBe(false);
});

test.each([
  ["10.1.2.3", true],
  ["172.15.0.1", false],
  ["172.16.0.1", true],
  ["100.63.255.1", false],
  ["100.64.0.1", true],
  ["192.168.1.1", true],
  ["8.8.8.8", false],
  ["fd00::1", true],
  ["2606:4700::1", false],
  ["gateway.corp.internal", true],
  ["chat.example.com", false],
])("%s is private: %s", (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

const ingress = (spec: object, annotations = {}, addresses: object[] = [{ ip: "198.51.100.7" }]) =>
  Ingress.parse({
    metadata: { name: "chat", namespace: "chat", annotations },
    spec: { ingressClassName: "nginx", ...spec },
    status: { loadBalancer: { ingress: addresses } },
  });
const rules = [{ host: "chat.example.com" }, { host: "api.example.com" }];

test.each<[string, object, object, string[]]>([
  ["none covered", { rules }, {}, ["chat.example.com", "api.example.com"]],
  ["one covered", { rules, tls: [{ hosts: ["chat.example.com"] }] }, {}, ["api.example.com"]],
  ["all covered by a wildcard", { rules, tls: [{ hosts: ["*.example.com"] }] }, {}, []],
  [
    "a wildcard of another level",
    { rules: [{ host: "a.b.example.com" }], tls: [{ hosts: ["*.example.com"] }] },
    {},
    ["a.b.example.com"],
  ],
  ["a certificate without hosts", { rules, tls: [{ secretName: "x" }] }, {}, []],
  [
    "a certificate at the balancer",
    { rules },
    { "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:x" },
    [],
  ],
  ["any host", { rules: [{}] }, {}, ["*"]],
  ["a backend for everything", { defaultBackend: { service: { name: "a" } } }, {}, ["*"]],
  ["upper case", { rules: [{ host: "Chat.Example.com" }], tls: [{ hosts: ["chat.example.com"] }] }, {}, []],
])("hosts without TLS, %s", (_, spec, annotations, expected) => {
  expect(hostsWithoutTls(ingress(spec, annotations))).toEqual(expected);
});

test.each<[string, Ingress, boolean | null]>([
  ["a public address", ingress({}), true],
  ["a private address", ingress({}, {}, [{ ip: "10.0.0.1" }]), false],
  ["no address yet", ingress({}, {}, []), null],
  [
    "named networks alone",
    ingress({}, { "nginx.ingress.kubernetes.io/whitelist-source-range": "10.0.0.0/8" }),
    false,
  ],
  ["AWS without a scheme, which is internal", ingress({ ingressClassName: "alb" }), false],
  [
    "AWS facing the internet",
    ingress({ ingressClassName: "alb" }, { "alb.ingress.kubernetes.io/scheme": "internet-facing" }),
    true,
  ],
  ["Google's internal class", ingress({ ingressClassName: "gce-internal" }), false],
])("an ingress with %s", (_, given, expected) => {
  expect(isPublicIngress(given)).toBe(expected);
});

test.each([
  [{ "nginx.ingress.kubernetes.io/auth-url": "https://sso" }, "identity"],
  [{ "nginx.ingress.kubernetes.io/auth-type": "basic" }, "key"],
  [{ "nginx.ingress.kubernetes.io/auth-tls-secret": "a/b" }, "identity"],
  [{ "alb.ingress.kubernetes.io/auth-type": "none" }, null],
  [{ "alb.ingress.kubernetes.io/auth-type": "oidc" }, "identity"],
  [{ "nginx.ingress.kubernetes.io/auth-url": "" }, null],
  [{}, null],
])("an ingress with %j asks for %s", (annotations, expected) => {
  expect(proofAtIngress(ingress({}, annotations))).toBe(expected);
});

const gateway = (listeners: object[], addresses: object[]) =>
  Gateway.parse({
    metadata: { name: "edge", namespace: "infra" },
    spec: { gatewayClassName: "x", listeners },
    status: { addresses },
  });
const route = (sectionName?: string) =>
  Route.parse({
    metadata: { name: "chat", namespace: "chat" },
    spec: {
      hostnames: ["chat.example.com"],
      parentRefs: [{ name: "edge", namespace: "infra", sectionName }],
    },
  });
const both = [
  { name: "http", protocol: "HTTP" },
  { name: "https", protocol: "HTTPS" },
];

test.each([
  [undefined, ["chat.example.com"]],
  ["https", []],
  ["http", ["chat.example.com"]],
])("a route on section %s is served in clear for %j", (section, expected) => {
  expect(routeHostsWithoutTls(route(section), [gateway(both, [])])).toEqual(expected);
});

test.each([
  [[{ value: "198.51.100.1" }], true],
  [[{ value: "10.0.0.1" }], false],
  [[], null],
])("a route at %j is public: %s", (addresses, expected) => {
  expect(isPublicRoute(route(), [gateway(both, addresses)])).toBe(expected);
});

test.each([
  ["http://vllm:8000/v1", ["chat/vllm"]],
  ["vllm.models:8000", ["models/vllm"]],
  ["http://user:pw@vllm.models.svc.cluster.local/v1", ["models/vllm"]],
  ["qdrant.data.svc", ["data/qdrant"]],
  ["postgres://u@pg.data.svc.cluster.local:5432/x", ["data/pg"]],
  ["https://api.openai.com/v1", []],
  ["--model", []],
  ["hello world", []],
  ["http://vllm.models.svc.other.example/v1", []],
])("%s names the services %j", (value, expected) => {
  expect(servicesIn(value, "chat")).toEqual(expected);
});

test("hosts that are called outside are those that are not the cluster's", () => {
  expect(
    calledHostsOf([
      "https://aoai.openai.azure.com/openai",
      "http://vllm.models.svc.cluster.local",
      "qdrant.data.svc",
      "db.example.com:5432",
      "not a host",
      "1.5",
    ]),
  ).toEqual(["aoai.openai.azure.com", "db.example.com"]);
});
