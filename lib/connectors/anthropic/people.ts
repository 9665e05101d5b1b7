import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detailList, parsed } from "../rest/detail.ts";
import { listAfter } from "../rest/listing.ts";

export const User = z.object({ id: z.string(), email: z.string(), role: z.string() });
export type User = z.infer<typeof User>;

const usersCall = { service: "organization", operation: "users.list" };
export const readUsers = async (source: Source) =>
  parsed(await detailList(() => listAfter(source, usersCall, { limit: 1_000 }, "after_id")), User, usersCall);

const Invite = z.object({ email: z.string(), status: z.string() });
const invitesCall = { service: "organization", operation: "invites.list" };
export const readInvites = async (source: Source) =>
  parsed(
    await detailList(() => listAfter(source, invitesCall, { limit: 1_000 }, "after_id")),
    Invite,
    invitesCall,
  );

/** Roles that may change settings, members or keys of others. */
export const isAdministrator = ({ role }: User): boolean =>
  ["admin", "owner", "primary_owner", "membership_admin"].includes(role);

const Activity = z.object({
  type: z.string(),
  created_at: z.string(),
  actor: z.looseObject({ email_address: z.string().nullish() }),
});
/** Ways in that pass the organization's identity provider by. */
const otherWays = ["magic_link_login_succeeded", "social_login_succeeded"];
const signInDays = 90;

/** People who lately signed in by another way than single sign-on, from the activity feed. */
export async function readOtherSignIns(source: Source, at: string) {
  const call = { service: "compliance", operation: "activities.list" };
  const since = new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) - signInDays * 86_400_000).toISOString();
  const found = parsed(
    await detailList(() =>
      listAfter(
        source,
        call,
        { activity_types: otherWays, "created_at.gte": since, limit: 1_000 },
        "after_id",
      ),
    ),
    Activity,
    call,
  );
  return found.value === null
    ? found
    : {
        value: [...new Set(found.value.flatMap(({ actor }) => actor.email_address?.toLowerCase() ?? []))],
        unknown: null,
      };
}
