import type { ReactNode } from "react";

import { Shell } from "#components/shell/shell.tsx";
import { signedInPerson } from "#lib/access/page-context.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user, role, organization, ctx } = await signedInPerson();
  const viewer = {
    ...user,
    role,
    organization,
    organizations: [organization],
    permissions: [...ctx.permissions],
  };
  return <Shell viewer={viewer}>{children}</Shell>;
}
