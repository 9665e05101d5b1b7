import { expect, test } from "vitest";

import { permissions, permissionsOfRole, roles } from "./permission.ts";

const may = (role: (typeof roles)[number]) => new Set(permissionsOfRole[role]);
const readsOnly = permissions.filter((permission) => /:read(-all)?$/.test(permission));

test("an administrator may everything, nobody may the same thing twice", () => {
  expect(may("admin")).toEqual(new Set(permissions));
  for (const role of roles) expect(permissionsOfRole[role]).toHaveLength(may(role).size);
});

test("an auditor reads everything and changes nothing", () => {
  expect(may("auditor")).toEqual(new Set(readsOnly));
});

test("only an administrator changes people, the organization and what is connected", () => {
  for (const permission of [
    "people:write",
    "organization:write",
    "connection:write",
    "recording:push",
    "job:write",
  ] as const)
    expect(roles.filter((role) => may(role).has(permission))).toEqual(["admin"]);
});

test("who asks for exceptions all may; who approves them may also see everybody's work", () => {
  expect(roles.filter((role) => may(role).has("exception:approve"))).toEqual(["admin", "analyst"]);
  for (const role of roles.filter((one) => may(one).has("exception:approve")))
    expect(may(role)).toContain("work:read-all");
  expect(may("engineer")).not.toContain("work:read-all");
  expect(may("engineer")).not.toContain("exception:approve");
});

test("who may change a thing may also read it", () => {
  for (const role of roles)
    for (const permission of may(role)) {
      const [noun = ""] = permission.split(":");
      const read = permissions.find((known) => known === `${noun}:read`);
      expect([role, permission, read === undefined || may(role).has(read)]).toEqual([role, permission, true]);
    }
});
