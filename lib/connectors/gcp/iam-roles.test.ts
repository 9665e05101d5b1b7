import { expect, test } from "vitest";

import { collectGcp } from "#tests/support/recorded-gcp.ts";
import { normalizeRole, organizationRoles } from "./iam-roles.ts";

test("a custom role keeps what it allows, in order", async () => {
  const { only, calls } = await collectGcp(organizationRoles, {
    "iam:organizations.roles.list": {
      roles: [
        {
          name: "organizations/771/roles/scorer",
          title: "Scorer",
          stage: "GA",
          includedPermissions: ["b.c.d", "a.b.c"],
        },
      ],
    },
  });
  expect(calls[0]?.input).toMatchObject({ parent: "organizations/771", view: "FULL" });
  expect(only()).toMatchObject({
    key: "//iam.googleapis.com/organizations/771/roles/scorer",
    properties: { role: "organizations/771/roles/scorer", permissions: ["a.b.c", "b.c.d"], truncated: false },
  });
});

test("a role longer than Google allows is cut, and says so", () => {
  const includedPermissions = Array.from({ length: 3_001 }, (_, at) => `a.b.c${at}`);
  const [role] = normalizeRole(
    { name: "projects/p/roles/r", includedPermissions },
    { account: "p", region: null },
  ).resources;
  expect(role?.properties).toMatchObject({ truncated: true });
});
