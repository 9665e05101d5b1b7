import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detailList, parsed, type Detail } from "../rest/detail.ts";
import { listAfter } from "../rest/listing.ts";

/** A member, in either of the shapes the API has given it: flat, or with the person in `user`. */
export const User = z
  .object({
    id: z.string(),
    role: z.string().nullish(),
    email: z.string().nullish(),
    is_scim_managed: z.boolean().optional(),
    is_service_account: z.boolean().optional(),
    user: z.object({ id: z.string(), email: z.string().nullish() }).optional(),
  })
  .transform(({ id, role, email, user, ...flags }) => ({
    ids: [id, ...(user ? [user.id] : [])],
    role: role ?? "reader",
    email: (email ?? user?.email ?? id).toLowerCase(),
    fromDirectory: flags.is_scim_managed,
    isPerson: flags.is_service_account !== true,
  }));
export type User = z.infer<typeof User>;

const call = { service: "organization", operation: "list-users" };

export const readUsers = async (source: Source): Promise<Detail<readonly User[]>> =>
  parsed(await detailList(() => listAfter(source, call, { limit: 100 }, "after")), User, call);

export const peopleIn = (users: readonly User[]): User[] => users.filter(({ isPerson }) => isPerson);
