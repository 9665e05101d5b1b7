import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import type { Answer } from "./row.ts";

const isWithin = (match: unknown, input: unknown): boolean =>
  typeof match === "object" && match !== null && !Array.isArray(match)
    ? typeof input === "object" &&
      input !== null &&
      Object.entries(match).every(([name, value]) => isWithin(value, Reflect.get(input, name)))
    : JSON.stringify(match) === JSON.stringify(input);

/** Told in the input of an answer that is given elsewhere than at home. */
export const elsewhere = "@region";

/**
 * A provider with these answers. What `otherwise` has no answer for is not recorded, and is kept in `missed`. Away from
 * `home` only those answers hold that name the region.
 */
export function recorded(
  answers: readonly Answer[],
  otherwise: (call: ProviderCall) => object | null,
  home: string | null = null,
) {
  const byCall = Map.groupBy(answers, ([call]) => call);
  const missed = new Set<string>();
  const transport: Transport = async (call) => {
    const name = `${call.service}:${call.operation}`;
    const place = home === null || call.region === home ? null : call.region;
    const asked = place === null ? call.input : { ...call.input, [elsewhere]: place };
    const fitting = (byCall.get(name) ?? [])
      .filter(([, match]) => place === null || match[elsewhere] === place)
      .filter(([, match]) => isWithin(match, asked));
    const most = Math.max(...fitting.map(([, match]) => sizeOf(match)));
    const found = fitting.filter(([, match]) => sizeOf(match) === most).map(([, , output]) => output);
    const outputs = found.filter((output) => output !== "not-found");
    if (outputs.length < found.length) throw new ProviderError("not-found", call, "There is none");
    if (outputs.length > 0) return outputs.reduce(merged);
    const other = otherwise(call);
    if (other) return other;
    missed.add(name);
    throw new ProviderError("not-recorded", call, "The recording does not hold this call");
  };
  return { transport, missed };
}

const sizeOf = (match: object): number => JSON.stringify(match).length;

type Output = Readonly<Record<string, unknown>>;

/** Several rows may each have something in one listing. */
const merged = (all: Output, next: Output): Output => ({
  ...all,
  ...Object.fromEntries(
    Object.entries(next).map(([name, value]) => {
      const before = all[name];
      const isList = Array.isArray(before) && Array.isArray(value);
      return [name, isList ? [...(before as unknown[]), ...(value as unknown[])] : value];
    }),
  ),
});
