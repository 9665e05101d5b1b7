import { setTimeout as wait } from "node:timers/promises";

import { z } from "zod";

import { defineConnector, type Collector, type Connector, type Source } from "#lib/domain/connector.ts";
import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import type { ProviderChange } from "#lib/domain/provider-change.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

export type FakeBucket = { name: string; tags?: Record<string, string>; key?: string };
export type FakeEstate = {
  regions: readonly string[];
  buckets: readonly FakeBucket[];
  roles: readonly string[];
};
export type FakeScript = {
  estate: FakeEstate;
  /** Throws where the call shall fail. */
  fault?: (call: ProviderCall) => void;
  /** What a call waits for before it is answered. */
  waits?: (call: ProviderCall) => Promise<void>;
  delayMs?: number;
  connect?: () => void;
  /** What its log says, asked for through `fake:ReadLog`; a provider without one, if left out. */
  log?: { changes: readonly ProviderChange[]; readFrom: string };
};

export const account = "111122223333";
export const pageSize = 10;

const Page = z.object({
  items: z.array(
    z.object({ name: z.string(), tags: z.record(z.string(), z.string()), key: z.string().optional() }),
  ),
  next: z.string().optional(),
});

/** A provider with buckets in every region and roles in its account, which answers as the script says. */
export const fakeConnector = (script: FakeScript): Connector =>
  defineConnector({
    id: "aws",
    title: "Fake",
    credentials: z.strictObject({ user: z.string(), password: z.string().meta({ secret: true }) }),
    connect: async () => {
      script.connect?.();
      return fakeTransport(script);
    },
    scopes: async (transport, signal) => {
      const call = { account, region: null, service: "fake", operation: "ListRegions", input: {} };
      const regions = z.array(z.string()).parse(await transport(call, signal));
      return regions.map((region) => ({ account, region }));
    },
    collectors: [buckets, roles, ...(script.log ? [changeLog(script.log)] : [])],
    setup: () => [],
  });

export const fakeTransport =
  ({ estate, fault, waits, delayMs = 0 }: FakeScript): Transport =>
  async (call, signal) => {
    if (delayMs > 0) await wait(delayMs, undefined, { signal });
    await waits?.(call);
    fault?.(call);
    if (call.operation === "ListRegions") return estate.regions;
    const things =
      call.operation === "ListRoles" ? estate.roles.map((name) => ({ name, tags: {} })) : estate.buckets;
    const from = Number(call.input["token"] ?? 0);
    const items = things.slice(from, from + pageSize).map((thing) => ({ tags: {}, ...thing }));
    return { items, ...(from + pageSize < things.length ? { next: String(from + pageSize) } : {}) };
  };

export const denied = (call: ProviderCall): ProviderError =>
  new ProviderError("denied", call, "Access denied", `${call.service}:${call.operation}`);

export const bucketKey = (region: string, name: string) => `arn:aws:s3:${region}:${account}:bucket/${name}`;
export const roleKey = (name: string) => `arn:aws:iam::${account}:role/${name}`;

const buckets: Collector = {
  id: "buckets",
  title: "Buckets",
  per: "region",
  produces: ["aws.s3.bucket", "encrypted-by"],
  permissions: ["fake:ListBuckets"],
  collect: async function* (source) {
    const region = source.scope.region ?? "";
    for await (const { name, tags, key } of listed(source, "ListBuckets")) {
      const bucket = stored(
        sampleResource(
          "data-store",
          bucketKey(region, name),
          {},
          { type: "aws.s3.bucket", name, region, tags },
        ),
      );
      yield {
        resources: [bucket],
        relationships: key
          ? [{ from: bucket.key, kind: "encrypted-by", to: key, reason: "default encryption" }]
          : [],
      };
    }
  },
};

const roles: Collector = {
  id: "roles",
  title: "Roles",
  per: "account",
  produces: ["aws.iam.role", "can-assume"],
  permissions: ["fake:ListRoles"],
  collect: async function* (source) {
    for await (const { name } of listed(source, "ListRoles"))
      yield {
        resources: [stored(sampleResource("identity", roleKey(name), {}, { type: "aws.iam.role", name }))],
        relationships: [],
      };
  },
};

const changeLog = ({ changes, readFrom }: NonNullable<FakeScript["log"]>): Collector => ({
  id: "change-log",
  title: "Log",
  per: "region",
  produces: [],
  permissions: ["fake:ReadLog"],
  collect: async function* (source) {
    await source.call("fake", "ReadLog");
    yield { resources: [], relationships: [], changes, logReadFrom: readFrom };
  },
});

/** A sample refuses to be read where it states nothing; what is stored is only what it states. */
const stored = (sample: Resource): Resource => ({ ...sample, facets: { ...sample.facets } }) as Resource;

async function* listed(source: Source, operation: string) {
  let token: string | undefined;
  do {
    const page = Page.parse(await source.call("fake", operation, token ? { token } : {}));
    yield* page.items;
    token = page.next;
  } while (token);
}
