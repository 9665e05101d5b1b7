import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detail, type Unknowns } from "./pages.ts";

const RawProfile = z.object({
  InstanceProfile: z.object({ Roles: z.array(z.object({ Arn: z.string() })).default([]) }),
});

/** A machine names a profile, and the profile the role. */
export const instanceRoles =
  (source: Source, unknowns: Unknowns, paths: readonly string[]) =>
  async (InstanceProfileName: string): Promise<string[]> => {
    const answer = await detail(
      source,
      "iam",
      "GetInstanceProfile",
      { InstanceProfileName },
      unknowns,
      paths,
    );
    return (RawProfile.safeParse(answer).data?.InstanceProfile.Roles ?? []).map(({ Arn }) => Arn);
  };
