import type { Question } from "#lib/domain/connector.ts";
import type { ProviderCall } from "#lib/domain/provider-call.ts";

export type Operations = Readonly<Record<string, Question>>;

export const operationOf = (operations: Operations, call: Pick<ProviderCall, "service" | "operation">) => {
  const operation = operations[`${call.service}:${call.operation}`];
  if (!operation) throw new Error(`Operation ${call.service}:${call.operation} is not declared`);
  return operation;
};

/** Path and query of a call. What the path does not use goes to the query; a list becomes `name[]` for each member. */
export function targetOf(operations: Operations, call: ProviderCall): string {
  const rest: Record<string, unknown> = { ...call.input };
  const path = operationOf(operations, call).path.replaceAll(
    /\{(\+?)(\w+)\}/g,
    (_, plus: string, word: string) => {
      const value = word === "account" ? call.account : rest[word];
      if (typeof value !== "string" || value === "" || value.split("/").some(isDots))
        throw new Error(`${call.service}:${call.operation} needs ${word}`);
      if (word !== "account") delete rest[word];
      return plus ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
    },
  );
  const query = queryOf(rest);
  return query === "" ? path : `${path}?${query}`;
}

const isDots = (segment: string): boolean => segment === "." || segment === "..";

function queryOf(input: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    if (Array.isArray(value))
      for (const item of value.filter(isPlain)) query.append(`${name}[]`, String(item));
    else if (isPlain(value)) query.append(name, String(value));
  }
  return query.toString();
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

/** Permissions that some operations need together, each once. */
export const permissionsFor = (operations: Operations, ...names: string[]): string[] => [
  ...new Set(
    names.map((name) => {
      const [service = "", operation = ""] = name.split(":");
      return operationOf(operations, { service, operation }).permission;
    }),
  ),
];
