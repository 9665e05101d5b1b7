import { randomUUID } from "node:crypto";

import {
  asOfOneMoment,
  inTransaction,
  momentOf,
  requirePermission,
  type Context,
} from "#lib/access/context.ts";
import type { BillVersion } from "#lib/contract/exports.ts";
import { toWorkloadViews } from "#lib/workloads/workload-view.ts";
import { workloadInOrganization } from "#lib/workloads/workload-in-organization.ts";
import {
  componentClasses,
  partRef,
  serviceClassNames,
  toComponent,
  toPart,
  toService,
} from "./bill-parts.ts";
import type { ExportFile } from "./export-file.ts";
import { countOthers, readDependencies, readMembers, readParts } from "./read-members.ts";

const classes = [...componentClasses, ...serviceClassNames];

/** A workload's models, data, containers and services as a CycloneDX bill of materials. Throws `not-found`. */
export async function exportBill(ctx: Context, id: string, version: BillVersion): Promise<ExportFile> {
  requirePermission(ctx, "workload:read");
  const workload = await inTransaction(ctx, async (tx) => {
    const [view] = await toWorkloadViews(tx, ctx, [await workloadInOrganization(tx, ctx, id)]);
    if (!view) throw new Error("One row gives one view");
    return view;
  });
  return {
    fileName: `bill-of-materials-${slug(workload.name)}.cdx.json`,
    mediaType: "application/vnd.cyclonedx+json",
    chunks: asOfOneMoment(ctx, (then) => write(then, workload, version)),
  };
}

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replaceAll(/^-|-$/g, "") || "workload";

type Workload = Awaited<ReturnType<typeof toWorkloadViews>>[number];

async function* write(ctx: Context, workload: Workload, version: BillVersion): AsyncGenerator<string> {
  const root = `workload:${workload.id}`;
  const metadata = {
    timestamp: momentOf(ctx).toISOString(),
    tools: { components: [{ type: "application", name: "Nacre" }] },
    component: rootOf(root, workload),
    properties: (await countOthers(ctx, workload.id, classes)).map(({ class: kind, count }) => ({
      name: "nacre:left-out",
      value: `${kind}: ${count}`,
    })),
  };
  const head = {
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: "CycloneDX",
    specVersion: version,
    serialNumber: `urn:uuid:${randomUUID()}`,
    version: 1,
    metadata,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"components":[`;
  const refs = new Set<string>();
  const partsOf = new Map<string, string[]>();
  let separator = "\n";
  for await (const members of readMembers(ctx, workload.id, componentClasses)) {
    for (const { key } of members) refs.add(key);
    yield separator + members.map(toComponent).map(toJson).join(",\n");
    separator = ",\n";
  }
  for await (const parts of readParts(ctx, workload.id, classes)) {
    yield separator + parts.map(toPart).map(toJson).join(",\n");
    separator = ",\n";
    for (const { id, resourceKey } of parts) {
      const known = partsOf.get(resourceKey) ?? [];
      known.push(partRef(id));
      partsOf.set(resourceKey, known);
    }
  }
  yield '\n],"services":[';
  separator = "\n";
  for await (const members of readMembers(ctx, workload.id, serviceClassNames)) {
    for (const { key } of members) refs.add(key);
    yield separator + members.map(toService).map(toJson).join(",\n");
    separator = ",\n";
  }
  yield '\n],"dependencies":[\n';
  yield* dependencies(ctx, workload.id, { root, refs, partsOf });
  yield "\n]}\n";
}

const toJson = (value: object): string => JSON.stringify(value);

const rootOf = (ref: string, { name, environment, owner, serviceModel }: Workload): object => ({
  type: "application",
  "bom-ref": ref,
  name,
  properties: [
    { name: "nacre:service-model", value: serviceModel },
    ...(environment ? [{ name: "nacre:environment", value: environment.value }] : []),
    ...(owner ? [{ name: "nacre:owner", value: owner.value }] : []),
  ],
});

type Refs = { root: string; refs: ReadonlySet<string>; partsOf: ReadonlyMap<string, string[]> };

/** Who needs whom; the workload itself needs whatever nothing else in it does. */
async function* dependencies(ctx: Context, workloadId: string, { root, refs, partsOf }: Refs) {
  const neededByOthers = new Set<string>();
  const open = new Set(partsOf.keys());
  let from = "";
  let needs: string[] = [];
  const ended = (): string => {
    if (from === "") return "";
    open.delete(from);
    const all = [...needs, ...(partsOf.get(from) ?? [])];
    return `${toJson({ ref: from, dependsOn: all })},\n`;
  };
  for await (const edges of readDependencies(ctx, workloadId, classes)) {
    let lines = "";
    for (const edge of edges) {
      neededByOthers.add(edge.to);
      if (edge.from !== from) {
        lines += ended();
        from = edge.from;
        needs = [];
      }
      needs.push(edge.to);
    }
    yield lines;
  }
  yield ended();
  for (const key of open) yield `${toJson({ ref: key, dependsOn: partsOf.get(key) ?? [] })},\n`;
  yield toJson({ ref: root, dependsOn: [...refs].filter((key) => !neededByOthers.has(key)) });
}
