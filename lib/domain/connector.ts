import type { z } from "zod";

import type { Provider } from "./provider.ts";
import type { ProviderCall, Transport } from "./provider-call.ts";
import type { ProviderChange } from "./provider-change.ts";
import type { Relationship, RelationshipKind } from "./relationship.ts";
import type { Resource, ResourceType } from "./resource.ts";
import type { Unknown } from "./unknown.ts";

/** Where a collector looks: an account (subscription, project), and a region if the service is regional. */
export type Scope = {
  account: string;
  region: string | null;
  /** Set where the account is none, but the organization above accounts, by the provider's own name. */
  level?: "organization";
};

/**
 * What one step of a collector saw. Relationships name their ends by key, so order of arrival never matters.
 * `unparsed` are records that did not fit their schema: counted and shown, and their collection sweeps nothing.
 */
export type Batch = {
  resources: readonly Resource[];
  relationships: readonly Relationship[];
  unparsed?: readonly { call: string; message: string }[];
  /** What the provider's log says of who changed what. */
  changes?: readonly ProviderChange[];
  /** Since when the log was read without a break, in ISO 8601; the newest batch that says so counts. */
  logReadFrom?: string;
};

/** What a collector is given: its scope, and calls already bound to it. */
export type Source = {
  scope: Scope;
  signal: AbortSignal;
  /** When the last complete run of this collection began; null for the first. Only logs are read from there on. */
  since?: Date | null;
  /** Throws `ProviderError`. */
  call: (service: string, operation: string, input?: ProviderCall["input"]) => Promise<unknown>;
};

export const pers = ["connection", "organization", "account", "region"] as const;
export type Per = (typeof pers)[number];

/** A question to a REST API, which only reads. */
export type Question = {
  /** Words in braces come from the call: `{account}` or a field of its input. `{+name}` keeps slashes. */
  path: string;
  /** What the token needs for it, in the provider's own words. */
  permission: string;
};

/** What a provider answers, and what a run of the collector then shows. */
export type CollectorExample = {
  name: string;
  /** By `service:operation`, as its provider answers it; a function where it depends on what was asked. */
  answers: Readonly<Record<string, object | ((input: ProviderCall["input"]) => unknown)>>;
  /** Of each resource that is shown, the fields that matter. */
  shows: readonly ({ key: string } & Readonly<Record<string, unknown>>)[];
  relationships?: readonly Relationship[];
};

export type Collector = {
  id: string;
  title: string;
  /**
   * Whether it runs once for each account, for each region of each account, for each organization above them, or once:
   * what belongs to a tenant is then read in the first account, which stands for it.
   */
  per: Per;
  /** What a complete run replaces in its scope. Anything else in a batch is a defect, and a test says so. */
  produces: readonly (ResourceType | RelationshipKind)[];
  /**
   * What is unknown in its scope while a run is not complete; all that it produces, if left out. Less, where what it
   * would have told can touch only what it would have told too.
   */
  leavesOpen?: readonly (ResourceType | RelationshipKind)[];
  /** Provider permissions the calls need; the setup page and the least-privilege policy are generated from these. */
  permissions: readonly string[];
  /** Questions of its own, and what they need, that its connector's table does not hold; for REST APIs only. */
  operations?: Readonly<Record<string, Question>>;
  /** The first is of an estate that has none of it: the demo answers so, unless it has some. */
  examples?: readonly [CollectorExample, ...CollectorExample[]];
  collect: (source: Source) => AsyncIterable<Batch>;
};

/** One line of the live permission check on the setup page. */
export type Probe = { permission: string; collectorId: string; ok: boolean; unknown: Unknown | null };

export type SetupStep = { title: string; text: string; code?: { language: string; text: string } };

type ConnectorSpec<Credentials extends z.ZodObject> = {
  id: Provider;
  title: string;
  /**
   * Fields marked `.meta({ secret: true, title, help })` are sealed at rest and never shown again. Those marked
   * `scope: true` only choose what is read: changing one sends no stored secret anywhere new. `document: true` takes a
   * file of many lines.
   */
  credentials: Credentials;
  /**
   * Opens the live transport, or throws `ConnectionError` saying what the person must change. `further` are the
   * questions of collectors that it does not list.
   */
  connect: (
    credentials: z.infer<Credentials>,
    signal: AbortSignal,
    further: Readonly<Record<string, Question>>,
  ) => Promise<Transport>;
  /** Accounts and regions behind the connection. */
  scopes: (transport: Transport, signal: AbortSignal) => Promise<Scope[]>;
  collectors: readonly Collector[];
  /** What to create at the provider, with the least-privilege policy generated from the collectors' permissions. */
  setup: (permissions: readonly string[]) => readonly SetupStep[];
};

/** A connector with its credentials' type closed over, as the registry and the sync hold it. */
export type Connector = Omit<ConnectorSpec<z.ZodObject>, "connect"> & {
  connect: (
    credentials: unknown,
    signal: AbortSignal,
    further?: Readonly<Record<string, Question>>,
  ) => Promise<Transport>;
};

export function defineConnector<Credentials extends z.ZodObject>(
  spec: ConnectorSpec<Credentials>,
): Connector {
  return {
    ...spec,
    connect: (credentials, signal, further = {}) =>
      spec.connect(spec.credentials.parse(credentials), signal, further),
  };
}

/** The connector with collectors that it does not list itself, whose questions it then asks too. */
export function withCollectors(connector: Connector, found: readonly Collector[]): Connector {
  const own = Object.fromEntries(found.flatMap(({ operations = {} }) => Object.entries(operations)));
  return {
    ...connector,
    collectors: [...connector.collectors, ...found.map(withOwnPermissions)],
    connect: (credentials, signal, further) => connector.connect(credentials, signal, { ...own, ...further }),
  };
}

const withOwnPermissions = (collector: Collector): Collector => ({
  ...collector,
  permissions: [
    ...new Set([
      ...collector.permissions,
      ...Object.values(collector.operations ?? {}).map(({ permission }) => permission),
    ]),
  ],
});
