import { userContext, type Context } from "#lib/access/context.ts";
import type { Role } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";

export type PersonOfRole = { id: string; name: string };
/** One person of each role. Plain values, so that they pass between processes. */
export type Cast = { organizationId: string; people: Record<Role, PersonOfRole> };

const names: Record<Role, string> = {
  admin: "Mara Lindqvist",
  analyst: "Dana Whitfield",
  engineer: "Noor Haddad",
  auditor: "Ivo Petersen",
};

export async function addCast(organizationId: string): Promise<Cast> {
  const add = (role: Role) => addPerson(organizationId, role, names[role]);
  return {
    organizationId,
    people: {
      admin: await add("admin"),
      analyst: await add("analyst"),
      engineer: await add("engineer"),
      auditor: await add("auditor"),
    },
  };
}

export async function addPerson(organizationId: string, role: Role, name: string): Promise<PersonOfRole> {
  const id = newId();
  const localPart = name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, "")
    .replaceAll(" ", ".");
  const taken = await systemDb().user.count({ where: { email: { startsWith: `${localPart}@` } } });
  const email = `${localPart}${taken > 0 ? `.${id.slice(-8)}` : ""}@acme-insurance.example`;
  await systemDb().user.create({ data: { id, name, email } });
  await systemDb().membership.create({ data: { organizationId, userId: id, role } });
  return { id, name };
}

/** The context in which the person of this role acts. */
export const contextFor = ({ organizationId, people }: Cast, role: Role): Context =>
  userContext(organizationId, people[role], role);
