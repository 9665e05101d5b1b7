import { z } from "zod";

import type { ProviderChange } from "#lib/domain/provider-change.ts";
import { ask, type Ask, type Call, type Input } from "./answer.ts";

type Read = { changes: readonly ProviderChange[]; oldest: string | null };

const List = z.array(z.unknown());
const Next = z.record(z.string(), z.string());

/** One page of a log after the other, whose following pages are named in a Link header, as `readLog` asks for them. */
export const linkedPages =
  (source: Ask, call: Call, input: Input, read: (entries: readonly unknown[]) => Read) =>
  async (token: string | null): Promise<Read & { next: string | null }> => {
    const further = token === null ? {} : Next.parse(JSON.parse(token));
    const { body, next } = await ask(source, call, { ...input, ...further }, List);
    return { ...read(body), next: next === null ? null : JSON.stringify(next) };
  };
