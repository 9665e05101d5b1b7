import type { ReactNode } from "react";

import { Shell } from "#components/shell/shell.tsx";
import { signedInPerson } from "#lib/access/page-context.ts";
import { viewerOf } from "#lib/access/viewer.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  return <Shell viewer={await viewerOf(await signedInPerson())}>{children}</Shell>;
}
