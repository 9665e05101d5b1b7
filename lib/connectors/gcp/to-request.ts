import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { operations } from "./operations.ts";

export type HttpRequest = {
  method: "GET" | "POST";
  host: string;
  /** Path and query. */
  target: string;
  body: string | null;
  billsProject: boolean;
  shared: boolean;
  sample: "names" | "object" | null;
};

/** Turns a call into the request its documentation describes. Throws on an operation nobody declared. */
export function toRequest(call: ProviderCall): HttpRequest {
  const operation = operations[`${call.service}:${call.operation}`];
  if (!operation) throw new Error(`Operation ${call.service}:${call.operation} is not declared`);
  const used = new Set<string>();
  const valueOf = (word: string): string => {
    const value = word === "account" || word === "region" ? call[word] : call.input[word];
    if (typeof value !== "string" || value === "" || value.split("/").includes(".."))
      throw new Error(`${call.service}:${call.operation} needs ${word}`);
    used.add(word);
    return value;
  };
  const fill = (template: string): string =>
    template.replaceAll(/\{(\+?)(\w+)(-?)\}/g, (_, plus: string, word: string, hyphen: string) => {
      const value = valueOf(word);
      if (hyphen) return value === "global" ? "" : `${encodeURIComponent(value)}-`;
      return plus ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
    });
  const host = `${fill(operation.host)}.googleapis.com`;
  const path = fill(operation.path);
  const isInQuery = (word: string) =>
    operation.method === "GET" || operation.inQuery?.includes(word) === true;
  const rest = Object.entries(call.input).filter(([word]) => !used.has(word));
  const query = queryOf(rest.filter(([word]) => isInQuery(word)));
  return {
    method: operation.method,
    host,
    target: query === "" ? path : `${path}?${query}`,
    body:
      operation.method === "GET"
        ? null
        : JSON.stringify(Object.fromEntries(rest.filter(([word]) => !isInQuery(word)))),
    billsProject: operation.billsProject,
    shared: operation.shared ?? false,
    sample: operation.sample ?? null,
  };
}

function queryOf(input: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of input)
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined && item !== null) query.append(name, String(item));
  return query.toString();
}
