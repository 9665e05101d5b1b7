import { expect, test } from "vitest";

import { grantsByMember } from "./grants.ts";
import { abilitiesOfRole } from "./role-abilities.ts";

const project = "//cloudresourcemanager.googleapis.com/projects/acme";
const editor = "serviceAccount:e@acme.iam.gserviceaccount.com";
const resolve = (role: string) => abilitiesOfRole(role, new Map());
const grantsOf = (key: string, role: string, condition?: object) =>
  grantsByMember(
    new Map([
      [key, [{ role, members: [editor, "user:a@acme.example"], ...(condition ? { condition } : {}) }]],
    ]),
    resolve,
    "acme",
    ["acme-models", "acme-training"],
  );

test("Editor of a project reaches everything in it", () => {
  const globs = grantsOf(project, "roles/editor").grants.get(editor);
  expect(globs?.map(({ on }) => on)).toEqual(["*"]);
});

test("a storage role on the project reaches each of its buckets, whose keys do not name it", () => {
  const globs = grantsOf(project, "roles/storage.objectViewer").grants.get(editor);
  expect(globs?.map(({ on }) => on)).toEqual([
    "//storage.googleapis.com/acme-models",
    "//storage.googleapis.com/acme-training",
  ]);
});

test("a role on one bucket reaches no other", () => {
  const key = "//storage.googleapis.com/acme-models";
  expect(grantsOf(key, "roles/storage.objectViewer").grants.get(editor)).toEqual([
    {
      effect: "allow",
      abilities: ["read-data"],
      on: key,
      conditional: false,
      source: `roles/storage.objectViewer on ${key}`,
    },
  ]);
});

test("every member of a binding gets its grants, each under the binding's condition", () => {
  const { grants } = grantsOf(project, "roles/aiplatform.user", { expression: "request.time < x" });
  expect([...grants.keys()]).toEqual([editor, "user:a@acme.example"]);
  expect(grants.get(editor)?.every(({ conditional }) => conditional)).toBe(true);
});

test("a role that could not be read leaves its members' grants unknown", () => {
  const { unread, grants } = grantsOf(project, "projects/acme/roles/mystery");
  expect(unread.get(editor)).toBe("projects/acme/roles/mystery");
  expect(grants.get(editor)).toEqual([]);
});

test("a role about another service says nothing of the resource it is bound on", () => {
  expect(
    grantsOf("//storage.googleapis.com/acme-models", "roles/bigquery.dataViewer").grants.get(editor),
  ).toEqual([]);
});
