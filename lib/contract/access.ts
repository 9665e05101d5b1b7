import { z } from "zod";

import { owaspEditions } from "#lib/domain/owasp-edition.ts";
import { permissions, roles } from "#lib/domain/permission.ts";

const name = z.string().trim().min(1, "Write a name").max(100, "Use at most 100 characters");
const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("Write an e-mail address, like name@example.com"));
const password = z.string().min(12, "Use at least 12 characters").max(128, "Use at most 128 characters");
const instant = z.iso.datetime();

export const personStates = ["active", "invited", "disabled"] as const;

export const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  state: z.enum(personStates),
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  createdAt: instant,
  /** When a session of theirs was last used; null where there was none. */
  seenAt: instant.nullable(),
});
export type Person = z.infer<typeof Person>;
export const People = z.object({ items: z.array(Person) });

export const InvitePerson = z.strictObject({ name, email, role: z.enum(roles) });
export type InvitePerson = z.infer<typeof InvitePerson>;
/** The link signs them in once and is shown once. */
export const SignInLink = z.object({ personId: z.uuid(), path: z.string(), expiresAt: instant });
export type SignInLink = z.infer<typeof SignInLink>;

export const ChangePerson = z.strictObject({
  role: z.enum(roles).optional(),
  disabled: z.boolean().optional(),
});
export type ChangePerson = z.infer<typeof ChangePerson>;

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  members: z.array(z.object({ id: z.uuid(), name: z.string() })),
  createdAt: instant,
});
export type Team = z.infer<typeof Team>;
export const Teams = z.object({ items: z.array(Team) });
export const CreateTeam = z.strictObject({ name, memberIds: z.array(z.uuid()).max(500).default([]) });
export type CreateTeam = z.infer<typeof CreateTeam>;
export const ChangeTeam = z.strictObject({
  name: name.optional(),
  memberIds: z.array(z.uuid()).max(500).optional(),
});
export type ChangeTeam = z.infer<typeof ChangeTeam>;

export const SessionView = z.object({
  id: z.uuid(),
  person: z.object({ id: z.uuid(), name: z.string() }),
  userAgent: z.string(),
  address: z.string(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;
export const Sessions = z.object({ items: z.array(SessionView) });

export const tokenDaysMax = 365;
export const TokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How the token begins; the rest is known to its holder alone. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  person: z.object({ id: z.uuid(), name: z.string() }),
  createdAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
  state: z.enum(["active", "expired", "revoked"]),
});
export type TokenView = z.infer<typeof TokenView>;
export const Tokens = z.object({ items: z.array(TokenView) });
export const CreateToken = z.strictObject({
  name,
  scopes: z.array(z.enum(permissions)).min(1, "Choose at least one permission").max(permissions.length),
  expiresInDays: z
    .number()
    .int()
    .min(1, "Use at least one day")
    .max(tokenDaysMax, `Use at most ${tokenDaysMax} days`),
});
export type CreateToken = z.infer<typeof CreateToken>;
export const CreatedToken = z.object({ token: TokenView, secret: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;

export const historyDaysMin = 7;
export const historyDaysMax = 3650;
export const historyDaysDefault = 400;
const historyDays = z
  .number()
  .int()
  .min(historyDaysMin, `Keep at least ${historyDaysMin} days`)
  .max(historyDaysMax, `Keep at most ${historyDaysMax} days`);

export const OrganizationView = z.object({
  id: z.uuid(),
  name: z.string(),
  owaspEdition: z.enum(owaspEditions),
  createdAt: instant,
  /** For how many days pages can be read as of. */
  historyDays,
});
export type OrganizationView = z.infer<typeof OrganizationView>;
export const ChangeOrganization = z
  .strictObject({
    name: name.optional(),
    historyDays: historyDays.optional(),
    owaspEdition: z.enum(owaspEditions).optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), {
    path: ["name"],
    message: "Write a name",
  });
export type ChangeOrganization = z.infer<typeof ChangeOrganization>;
export const SwitchOrganization = z.strictObject({ organizationId: z.uuid() });

/** Who is signed in, as the interface needs to know it. */
export const ViewerView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  permissions: z.array(z.enum(permissions)),
  organization: z.object({ id: z.uuid(), name: z.string() }),
  organizations: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type ViewerView = z.infer<typeof ViewerView>;

/** What the holder of a one-time link chooses. The first administrator also names themselves and the organization. */
export const SetUp = z.strictObject({
  name,
  password,
  email: email.optional(),
  organizationName: name.optional(),
});
export type SetUp = z.infer<typeof SetUp>;
export const ChangePassword = z.strictObject({ currentPassword: z.string().max(128), password });
export type ChangePassword = z.infer<typeof ChangePassword>;
