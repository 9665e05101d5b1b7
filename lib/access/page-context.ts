import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";

import { momentParameter } from "#lib/contract/moment.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Context } from "./context.ts";
import type { SignedIn } from "./find-session.ts";
import { contextAt } from "./moment.ts";
import { signedInOf } from "./request-context.ts";

/** The person a page is for, read once for the whole page; sends everybody else to sign in. */
export const signedInPerson = cache(async (): Promise<SignedIn> => {
  const requested = await headers();
  const signedIn = await signedInOf(requested);
  if (signedIn) return signedIn;
  const wanted = requested.get("x-nacre-path");
  redirect(wanted ? `/sign-in?next=${encodeURIComponent(wanted)}` : "/sign-in");
});

export type PageMoment = {
  ctx: Context;
  /** The moment that the address asks for, as far as there is history of it. */
  at: string | null;
  /** Why there is none, in words for a person. */
  refusal: string | null;
};

/** The moment a page is about, by its address; read once for the whole page. */
export const pageMoment = cache(async (): Promise<PageMoment> => {
  const { ctx } = await signedInPerson();
  const address = new URL((await headers()).get("x-nacre-path") ?? "/", "http://localhost");
  const text = address.searchParams.get(momentParameter);
  if (text === null) return { ctx, at: null, refusal: null };
  try {
    const past = await contextAt(ctx, text);
    return { ctx: past, at: past.asOf?.toISOString() ?? null, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid-input") throw error;
    return { ctx, at: null, refusal: error.fields[0]?.message ?? error.message };
  }
});

/** The context in which a page reads. */
export const pageContext = async (): Promise<Context> => (await pageMoment()).ctx;
