import { expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { readRoles } from "./custom-roles.ts";
import { readHome } from "./home.ts";

const denied = new ProviderError("denied", { service: "iam", operation: "roles.get" }, "no", "iam.roles.get");

test("only roles whose meaning is not known are read, each once, by where they were made", async () => {
  const asked: string[] = [];
  const call = async (_: string, operation: string) => {
    asked.push(operation);
    return { includedPermissions: ["storage.objects.get"] };
  };
  const names = [
    "roles/editor",
    "projects/p/roles/a",
    "projects/p/roles/a",
    "organizations/1/roles/b",
    "roles/new.thing",
  ];
  const roles = await readRoles({ call }, names);
  expect([...roles.keys()]).toEqual(["organizations/1/roles/b", "projects/p/roles/a", "roles/new.thing"]);
  expect(asked).toEqual(["organizations.roles.get", "projects.roles.get", "roles.get"]);
});

test("a role that may not be read stays out, and the others are read", async () => {
  const call = async (_: string, __: string, input?: Readonly<Record<string, unknown>>) => {
    if (input?.["name"] === "projects/p/roles/a") throw denied;
    return {};
  };
  const roles = await readRoles({ call }, ["projects/p/roles/a", "projects/p/roles/b"]);
  expect([...roles]).toEqual([["projects/p/roles/b", []]]);
});

test("home is the visible projects and the organization's domain, which may be unreadable", async () => {
  const answers =
    (organizations: () => unknown) =>
    async (_: string, operation: string): Promise<unknown> =>
      operation === "projects.search"
        ? { projects: [{ name: "projects/1", projectId: "acme" }] }
        : organizations();
  const call = answers(() => ({ organizations: [{ displayName: "Acme.Example" }] }));
  expect(await readHome({ call })).toEqual({
    projectIds: ["acme"],
    projectNumbers: ["1"],
    domains: ["acme.example"],
  });
  const unreadable = answers(() => {
    throw denied;
  });
  expect((await readHome({ call: unreadable })).domains).toBeNull();
  expect((await readHome({ call: answers(() => ({})) })).domains).toBeNull();
});
