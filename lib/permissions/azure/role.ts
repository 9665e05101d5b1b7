import { fitsWildcard } from "../wildcard.ts";

/** One permission of a role definition or deny assignment, as Azure has it. */
export type RolePermission = {
  actions: readonly string[];
  notActions: readonly string[];
  dataActions: readonly string[];
  notDataActions: readonly string[];
  condition: string | null;
};

/** An operation: on the resource through Azure's control plane, or on the data in it. */
export type Operation = { action: string; isData: boolean };

/** Azure compares operations without regard to case. */
export const fitsAction = (pattern: string, action: string): boolean =>
  fitsWildcard(pattern.toLowerCase(), action.toLowerCase());

/** What one permission excludes, another of the same role may still allow, so each is read by itself. */
export function covers(permission: RolePermission, { action, isData }: Operation): boolean {
  const [given, excluded] = isData
    ? [permission.dataActions, permission.notDataActions]
    : [permission.actions, permission.notActions];
  return (
    given.some((pattern) => fitsAction(pattern, action)) &&
    !excluded.some((pattern) => fitsAction(pattern, action))
  );
}
