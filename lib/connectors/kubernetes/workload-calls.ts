import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { EngineKind } from "./engines.ts";
import { incomplete, tryList } from "./listing.ts";
import { runningContainers, variablesOf } from "./pod-spec.ts";
import { recogniseIn } from "./proof-source.ts";
import { serverKey, workloadKeyOf } from "./server-record.ts";
import { selectsPods, Service } from "./service-source.ts";
import { readWorkloads, workloadPermissions, type Workload } from "./workload-source.ts";

export const workloadCalls: Collector = {
  id: "workload-calls",
  title: "Calls between workloads",
  per: "account",
  produces: ["invokes", "grounded-on"],
  permissions: [...workloadPermissions, "list services"],
  collect: async function* (source) {
    const workloads = await readWorkloads(source);
    const services = await tryList(source, "core", "services", Service);
    yield normalizeCalls(source.scope.account, workloads.items, services.items);
    const unknown = workloads.unknown ?? services.unknown;
    if (unknown) throw incomplete(unknown);
  },
};

/** A workload whose settings name a service of the cluster calls what stands behind it. */
export function normalizeCalls(
  account: string,
  workloads: readonly Workload[],
  services: readonly Service[],
): Batch {
  const named = new Map(
    services.map((service) => [`${service.metadata.namespace}/${service.metadata.name}`, service]),
  );
  const relationships = workloads.flatMap((caller) => {
    const from = workloadKeyOf(account, caller);
    const { namespace } = caller.metadata;
    const called = new Set(settingsOf(caller).flatMap((value) => servicesIn(value, namespace)));
    return [...called].flatMap((name) => {
      const service = named.get(name);
      if (!service) return [];
      return workloads
        .filter(
          (workload) =>
            workload !== caller &&
            selectsPods(service, { namespace: workload.metadata.namespace, labels: workload.podLabels }),
        )
        .flatMap((workload) => callOf(account, from, workload, service.metadata.name));
    });
  });
  return { resources: [], relationships };
}

const kindOf: Readonly<Record<EngineKind, RelationshipKind>> = {
  "model-server": "invokes",
  "vector-store": "grounded-on",
  "llm-gateway": "invokes",
  "mcp-server": "invokes",
  notebook: "invokes",
  "model-registry": "invokes",
};

function callOf(account: string, from: string, workload: Workload, service: string): Relationship[] {
  const reason = `Its settings name the service ${service}`;
  const recognised = recogniseIn(workload.spec);
  const direct: Relationship = { from, kind: "invokes", to: workloadKeyOf(account, workload), reason };
  if (!recognised) return [direct];
  const to = serverKey({ account, workload, recognised });
  return [direct, { from, kind: kindOf[recognised.engine.kind], to, reason }];
}

const settingsOf = ({ spec }: Workload): string[] =>
  runningContainers(spec).flatMap((container) => [
    ...variablesOf(container).flatMap(({ name, value }) =>
      value === null ? [] : [namesHost.test(name) ? `tcp://${value}` : value],
    ),
    ...container.args,
    ...container.command,
  ]);

/** A variable of such a name holds a host and nothing else. */
const namesHost = /(^|_)(HOST|HOSTNAME|SERVER|ADDR|ADDRESS)$/;

/** A service as `http://name:port`, `name.namespace` or `name.namespace.svc.cluster.local`. */
const inUrl = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?=[:/?#\s"',;]|$)/gi;
const bare = /^([a-z0-9-]+(?:\.[a-z0-9-]+)*):\d{2,5}(?:\/\S*)?$/i;
const bareName = /^([a-z0-9-]+\.[a-z0-9-]+\.svc(?:\.[a-z0-9.-]+)?)$/i;

export function servicesIn(value: string, namespace: string): string[] {
  const hosts = [
    ...[...value.matchAll(inUrl)].map(([, host = ""]) => host),
    bare.exec(value)?.[1] ?? bareName.exec(value)?.[1] ?? "",
  ];
  return hosts.flatMap((host) => {
    const [name = "", inNamespace, svc, ...rest] = host.toLowerCase().split(".");
    if (name === "") return [];
    if (inNamespace === undefined) return [`${namespace}/${name}`];
    if (svc === undefined) return [`${inNamespace}/${name}`];
    return svc === "svc" && (rest.length === 0 || rest.join(".") === "cluster.local")
      ? [`${inNamespace}/${name}`]
      : [];
  });
}
