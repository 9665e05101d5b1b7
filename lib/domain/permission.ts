export const permissions = [
  "inventory:read",
  /** See findings and issues whoever they are assigned to; without it, only one's own and one's teams'. */
  "work:read-all",
  "finding:read",
  "finding:write",
  /** Set what checks decide by, and write checks of one's own. */
  "check:write",
  "issue:read",
  "issue:write",
  "workload:read",
  "workload:write",
  "responsibility:read",
  "responsibility:write",
  "compliance:read",
  "compliance:write",
  "assignment:read",
  "assignment:write",
  /** Act on what is assigned to oneself or one's team: comment, set progress, ask for an exception. */
  "assignment:work",
  "exception:request",
  "exception:approve",
  "connection:read",
  "connection:write",
  /** Send recordings in, and nothing else: what a collector inside a network needs. */
  "recording:push",
  "job:read",
  "job:write",
  "people:read",
  "people:write",
  "token:read",
  "token:write",
  "audit:read",
  "organization:write",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ["admin", "analyst", "engineer", "auditor"] as const;
export type Role = (typeof roles)[number];

const reads = permissions.filter((permission) => permission.endsWith(":read"));

/** Whether it lets nobody change anything. */
export const isReading = (permission: Permission): boolean => /:read(-all)?$/.test(permission);

/** The one table of who may do what. An auditor reads everything and changes nothing. */
export const permissionsOfRole: Record<Role, readonly Permission[]> = {
  admin: permissions,
  analyst: [
    ...reads.filter((permission) => permission !== "people:read" && permission !== "audit:read"),
    "people:read",
    "work:read-all",
    "finding:write",
    "check:write",
    "issue:write",
    "workload:write",
    "responsibility:write",
    "compliance:write",
    "assignment:write",
    "assignment:work",
    "exception:request",
    "exception:approve",
    "token:write",
  ],
  engineer: [
    "inventory:read",
    "finding:read",
    "issue:read",
    "workload:read",
    "responsibility:read",
    "assignment:read",
    "assignment:work",
    "exception:request",
    "token:read",
    "token:write",
  ],
  auditor: [...reads, "work:read-all"],
};
