import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";

const Settings = z.object({ settings: z.array(z.object({ name: z.string(), value: z.unknown() })) });

type Told<T> = { value: T; unknown: null } | { value: null; unknown: Unknown };
export type OrganizationSettings = {
  consoleSignOn: Told<boolean>;
  addressesLimited: Told<boolean>;
  codeReachesInternet: Told<boolean>;
  retention: Told<NonNullable<FacetsOf<"tenant">["retention"]>>;
};

/** Settings in force. A row that is left out is not the organization's to decide, which is not the same as off. */
export async function readSettings(source: Source): Promise<OrganizationSettings> {
  const call = { service: "compliance", operation: "organizations.settings.retrieve" };
  const { value, unknown } = await detail(source, call, {}, Settings);
  const row = <T>(name: string, schema: z.ZodType<T>): Told<T> => {
    if (value === null) return { value: null, unknown: unknown ?? omitted(name) };
    const found = value.settings.find((setting) => setting.name === name);
    const parsed = schema.safeParse(found?.value);
    return parsed.success ? { value: parsed.data, unknown: null } : { value: null, unknown: omitted(name) };
  };
  return {
    consoleSignOn: row("sso_console_enforced", z.boolean()),
    addressesLimited: row("ip_allowlist_enabled", z.boolean()),
    codeReachesInternet: row("code_execution_network_egress_enabled", z.boolean()),
    retention: row("data_retention_periods", Periods),
  };
}

const omitted = (name: string): Unknown =>
  untold(
    "compliance:organizations.settings.retrieve",
    `The answer holds no ${name}: it is not shown, which is not off`,
  );

const daysIn: Readonly<Record<string, number>> = { day: 1, month: 31, year: 366 };
const Period = z.union([
  z.object({ type: z.literal("indefinite") }).transform(() => Infinity),
  z
    .object({ type: z.literal("fixed"), duration: z.number(), timescale: z.string() })
    .transform(({ duration, timescale }) => duration * (daysIn[timescale] ?? Infinity)),
]);

/** By kind of data. The one that is kept longest counts. */
const Periods = z
  .record(z.string(), Period)
  .refine((periods) => Object.keys(periods).length > 0)
  .transform((periods) => {
    const longest = Math.max(...Object.values(periods));
    if (longest === 0) return "none" as const;
    return longest <= 31 ? ("up-to-30-days" as const) : ("longer" as const);
  });
