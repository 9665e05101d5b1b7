import { roleCan } from "./role-abilities.ts";

/** Roles over a whole service of AI: who holds one may change and replace everything in it. */
export const aiAdministratorRoles: ReadonlySet<string> = new Set([
  "roles/aiplatform.admin",
  "roles/ml.admin",
  "roles/notebooks.admin",
]);

/** Whether the role lets its holder act as service accounts. */
export const impersonates = (role: string): boolean =>
  roleCan(role, "iam", "assume") || role === "roles/iam.serviceAccountUser";
