import { expect, test } from "vitest";

import { GET as readablePage } from "#app/api/v1/docs/route.ts";
import { GET } from "#app/api/v1/openapi.json/route.ts";
import { operations, routeFiles } from "#tests/support/operations.ts";

type Described = {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; parameters?: { name: string }[] }>>;
};
// Safe because the test then looks at every part it names.
const document = (await (await GET()).json()) as Described;

test("every route file is in the document, with each of its methods", () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const exported = operations.map(
    ({ method, path }) => `${method} ${path.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")}`,
  );
  expect(described.toSorted()).toEqual(exported.toSorted());
  expect(routeFiles.length).toBe(Object.keys(document.paths).length);
});

test("operation ids are unique, so that clients can be generated", () => {
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("every parameter in a path is described", () => {
  for (const [path, methods] of Object.entries(document.paths))
    for (const { parameters = [] } of Object.values(methods))
      for (const [, name] of path.matchAll(/\{(\w+)\}/g))
        expect(parameters.map((parameter) => parameter.name)).toContain(name);
});

test("it is OpenAPI 3.1 and holds no reference that leads nowhere", () => {
  expect(document.openapi).toBe("3.1.0");
  for (const [, pointer = ""] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    let at: unknown = document;
    for (const key of pointer.split("/")) at = (at as Record<string, unknown> | undefined)?.[key];
    expect([pointer, at === undefined]).toEqual([pointer, false]);
  }
});

test("the readable page names every operation and loads nothing from anywhere", async () => {
  const page = await (await readablePage()).text();
  for (const methods of Object.values(document.paths))
    for (const { operationId } of Object.values(methods)) expect(page).toContain(`id="${operationId}"`);
  expect(page).not.toMatch(/<script|<link|<img|src=|url\(|https?:/);
});
