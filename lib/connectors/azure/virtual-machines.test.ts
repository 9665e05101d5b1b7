import { describe, expect, test } from "vitest";

import { collectAzure, denied, graphRows, idOf, told } from "#tests/support/recorded-azure.ts";
import { applicationGateways } from "./application-gateways.ts";
import { virtualMachines } from "./virtual-machines.ts";

const key = (type: string, name: string) => idOf(type, name).toLowerCase();
const subnet = idOf("Microsoft.Network/virtualNetworks", "V/subnets/Models");
const row = (type: string, name: string, properties: object, more: object = {}) => ({
  id: idOf(type, name),
  name,
  type,
  properties,
  ...more,
});
const vm = row(
  "Microsoft.Compute/virtualMachines",
  "gpu",
  { hardwareProfile: { vmSize: "Standard_NC24ads_A100_v4" } },
  { identity: { type: "UserAssigned", userAssignedIdentities: { "/ID": {} } } },
);
const nic = (part: object, more: object = {}) =>
  row("Microsoft.Network/networkInterfaces", "nic", {
    virtualMachine: { id: vm.id.toUpperCase() },
    ipConfigurations: [
      {
        id: "/NIC/ipConfigurations/one",
        properties: { subnet: { id: subnet }, privateIPAddress: "10.1.0.4", ...part },
      },
    ],
    ...more,
  });
const address = (name: string, sku: string) =>
  row("Microsoft.Network/publicIPAddresses", name, {}, { sku: { name: sku } });
const collect = (...rows: { type: string }[]) =>
  collectAzure(virtualMachines, { "Microsoft.ResourceGraph/Resources": graphRows(...rows) });
const waysOf = async (...rows: { type: string }[]) => {
  const { get } = await collect(vm, ...rows);
  const { interfaces } = get("gpu").properties as { interfaces: { ways: object[] }[] };
  return interfaces.flatMap(({ ways }) => ways);
};

describe("a machine", () => {
  test("is told with its interfaces, the groups before them and who it runs as", async () => {
    const pip = address("pip", "Standard");
    const { get, relationships } = await collect(
      vm,
      pip,
      nic(
        { publicIPAddress: { id: pip.id }, applicationSecurityGroups: [{ id: "/ASG" }] },
        { networkSecurityGroup: { id: "/NSG" } },
      ),
    );
    expect(get("gpu")).toMatchObject({
      properties: {
        kind: "machine",
        interfaces: [
          {
            subnetKey: subnet.toLowerCase(),
            groupKey: "/nsg",
            address: "10.1.0.4",
            applicationGroups: ["/asg"],
            ways: [{ via: "public address pip", basic: false, ports: [] }],
          },
        ],
      },
      facets: { publicNetwork: true },
    });
    expect(Object.keys(get("gpu").unknown ?? {})).toEqual(["facets.authentication"]);
    expect(told(relationships)).toEqual(["microsoft.compute/virtualmachines/gpu runs-as /id"]);
  });

  test("without a public way answers nobody", async () => {
    const { get } = await collect(vm, nic({}));
    expect(get("gpu")).toMatchObject({
      facets: { publicNetwork: false, authentication: "unreachable" },
    });
    expect(get("gpu").unknown).toBeUndefined();
  });

  test("has a basic address only where that is one", async () => {
    const pip = address("pip", "Basic");
    expect(await waysOf(pip, nic({ publicIPAddress: { id: pip.id } }))).toMatchObject([{ basic: true }]);
  });

  test("whose interfaces may not be read is in doubt", async () => {
    const { get } = await collectAzure(virtualMachines, {
      "Microsoft.ResourceGraph/Resources": (input) =>
        JSON.stringify(input).includes("networkinterfaces")
          ? denied("Microsoft.Network/networkInterfaces/read")
          : graphRows(vm)(input),
    });
    expect(Object.keys(get("gpu").unknown ?? {}).toSorted()).toEqual([
      "facets.authentication",
      "facets.publicNetwork",
      "properties.interfaces",
    ]);
  });
});

describe("a load balancer", () => {
  const pool = { id: "/LB/POOLS/one" };
  const balancer = (isPublic: boolean, rules: object) =>
    row(
      "Microsoft.Network/loadBalancers",
      "lb",
      {
        frontendIPConfigurations: [
          { id: "/LB/FRONT", properties: isPublic ? { publicIPAddress: { id: "/pip" } } : {} },
        ],
        ...rules,
      },
      { sku: { name: "Standard" } },
    );
  const rule = (properties: object, more: object = {}) => ({
    properties: { frontendIPConfiguration: { id: "/lb/front" }, protocol: "Tcp", ...properties },
    ...more,
  });
  const pooled = { loadBalancingRules: [rule({ backendAddressPool: pool, backendPort: 8000 })] };
  const inPool = nic({ loadBalancerBackendAddressPools: [pool] });

  test.each<[string, object, object, object[]]>([
    [
      "with a public front",
      balancer(true, pooled),
      inPool,
      [{ via: "load balancer lb", basic: false, ports: ["tcp 8000"] }],
    ],
    ["with an internal front", balancer(false, pooled), inPool, []],
    ["of another pool", balancer(true, pooled), nic({}), []],
    [
      "that passes every port on",
      balancer(true, {
        loadBalancingRules: [rule({ backendAddressPool: pool, protocol: "All", backendPort: 0 })],
      }),
      inPool,
      [{ ports: [] }],
    ],
    [
      "with a rule for one machine",
      balancer(true, { inboundNatRules: [rule({ backendPort: 22 }, { id: "/LB/NAT" })] }),
      nic({ loadBalancerInboundNatRules: [{ id: "/lb/nat" }] }),
      [{ ports: ["tcp 22"] }],
    ],
  ])("%s", async (_, lb, one, expected) => {
    expect(await waysOf(lb as { type: string }, one as { type: string })).toMatchObject(expected);
  });
});

test("a scale set plans its interfaces itself", async () => {
  const set = row(
    "Microsoft.Compute/virtualMachineScaleSets",
    "aks-gpu",
    {
      virtualMachineProfile: {
        networkProfile: {
          networkInterfaceConfigurations: [
            {
              properties: {
                networkSecurityGroup: { id: "/NSG" },
                ipConfigurations: [
                  {
                    properties: {
                      subnet: { id: subnet },
                      publicIPAddressConfiguration: { name: "node", sku: { name: "Standard" } },
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    },
    { sku: { name: "Standard_NC6s_v3" } },
  );
  const { get } = await collect(set);
  expect(get("aks-gpu")).toMatchObject({
    properties: {
      kind: "scale-set",
      size: "Standard_NC6s_v3",
      interfaces: [
        {
          groupKey: "/nsg",
          address: null,
          ways: [{ via: "a public address for each machine", basic: false, ports: [] }],
        },
      ],
    },
    facets: { publicNetwork: true },
  });
});

test.each<[string, object, boolean]>([
  ["its private address", { backendAddresses: [{ ipAddress: "10.1.0.4" }] }, true],
  ["another address", { backendAddresses: [{ ipAddress: "10.1.0.5" }] }, false],
  ["its interface", { backendIPConfigurations: [{ id: "/nic/ipconfigurations/one" }] }, true],
])("an application gateway leads to a machine by %s", async (_, pool, leads) => {
  const gateway = row("Microsoft.Network/applicationGateways", "agw", {
    gatewayIPConfigurations: [{ properties: { subnet: { id: subnet.replace("Models", "Front") } } }],
    backendAddressPools: [{ properties: pool }],
  });
  const { relationships } = await collectAzure(applicationGateways, {
    "Microsoft.ResourceGraph/Resources": (input) =>
      JSON.stringify(input).includes("extend host") ? { data: [] } : graphRows(gateway, vm, nic({}))(input),
  });
  expect(relationships.map(({ kind, to }) => `${kind} ${to}`)).toEqual(
    leads ? [`routes-to ${key("Microsoft.Compute/virtualMachines", "gpu")}`] : [],
  );
});
