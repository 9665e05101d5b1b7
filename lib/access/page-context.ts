import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";

import type { Context } from "./context.ts";
import type { SignedIn } from "./find-session.ts";
import { signedInOf } from "./request-context.ts";

/** The person a page is for, read once for the whole page; sends everybody else to sign in. */
export const signedInPerson = cache(async (): Promise<SignedIn> => {
  const requested = await headers();
  const signedIn = await signedInOf(requested);
  if (signedIn) return signedIn;
  const wanted = requested.get("x-nacre-path");
  redirect(wanted ? `/sign-in?next=${encodeURIComponent(wanted)}` : "/sign-in");
});

/** The context in which a page reads. */
export const pageContext = async (): Promise<Context> => (await signedInPerson()).ctx;
