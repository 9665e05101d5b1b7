import { expect, test } from "vitest";

import {
  collectAzure,
  denied,
  idOf,
  list,
  subscription,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { groupMembers } from "./group-members.ts";

const group = "33333333-0000-4000-8000-000000000003";
const other = "33333333-0000-4000-8000-000000000004";
const person = "77777777-0000-4000-8000-000000000007";
const managed = "44444444-0000-4000-8000-000000000004";
const owner = "11111111-0000-4000-8000-000000000001";
const principals = `/subscriptions/${subscription}/providers/microsoft.authorization/principals`;
const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "ID-Claims");
const assignment = (principalId: string, principalType: string) => ({
  id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleAssignments/${principalId}`,
  name: principalId,
  properties: {
    roleDefinitionId: "/r/x",
    principalId,
    principalType,
    scope: `/subscriptions/${subscription}`,
  },
});
const user = (id: string, displayName: string) => ({
  "@odata.type": "#microsoft.graph.user",
  id,
  displayName,
});

const collect = (given: Answers = {}) =>
  collectAzure(groupMembers, {
    "Microsoft.Authorization/RoleAssignments_ListForSubscription": list(
      assignment(group, "Group"),
      assignment(other, "Group"),
      assignment(owner, "User"),
    ),
    "Microsoft.ResourceGraph/Resources": {
      data: [{ id: identityId, principalId: managed, assignment: "user" }],
    },
    "Microsoft.Graph/Groups_ListTransitiveMembers": ({ groupId }) =>
      groupId === group
        ? list(
            user(person, "Bo"),
            { "@odata.type": "#microsoft.graph.servicePrincipal", id: managed.toUpperCase() },
            { "@odata.type": "#microsoft.graph.group", id: "88888888-0000-4000-8000-000000000008" },
          )
        : list(user(person, "Bo"), user(owner, "Ada")),
    ...given,
  });

test("who can act is in each group it is in; people nobody told of yet are told once, with no rights of their own", async () => {
  const { resources, relationships, outcome } = await collect();
  expect(outcome.state).toBe("complete");
  expect(resources.map(({ key, name, facets }) => [key, name, facets])).toEqual([
    [
      `${principals}/${person}`,
      "Bo",
      expect.objectContaining({ kind: "user", grants: [], longLivedKeyCount: 0 }),
    ],
  ]);
  expect(relationships).toEqual([
    { from: `${principals}/${person}`, kind: "member-of", to: `${principals}/${group}` },
    { from: identityId.toLowerCase(), kind: "member-of", to: `${principals}/${group}` },
    { from: `${principals}/${person}`, kind: "member-of", to: `${principals}/${other}` },
    { from: `${principals}/${owner}`, kind: "member-of", to: `${principals}/${other}` },
  ]);
});

test("members that may not be read end the collection, so that nobody is taken for having left", async () => {
  const { outcome } = await collect({
    "Microsoft.Graph/Groups_ListTransitiveMembers": denied("Directory.Read.All"),
  });
  expect(outcome).toMatchObject({ state: "denied", unknown: { permission: "Directory.Read.All" } });
});

test("a group that was deleted has nobody in it", async () => {
  const { outcome, relationships } = await collect({
    "Microsoft.Graph/Groups_ListTransitiveMembers": { fails: "not-found" },
  });
  expect(outcome.state).toBe("complete");
  expect(relationships).toEqual([]);
});

test("without a group that holds a role the directory is not asked", async () => {
  const { calls } = await collect({
    "Microsoft.Authorization/RoleAssignments_ListForSubscription": list(assignment(owner, "User")),
  });
  expect(calls.map(({ operation }) => operation)).toEqual([
    "Microsoft.Authorization/RoleAssignments_ListForSubscription",
  ]);
});
