import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";

import { AuthCard } from "#components/access/auth-card.tsx";
import { safeNextPath } from "#components/access/next-path.ts";
import { SignInForm } from "#components/access/sign-in-form.tsx";
import { signedInOf } from "#lib/access/request-context.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const wanted = (await searchParams)["next"];
  const next = typeof wanted === "string" ? wanted : undefined;
  if (await signedInOf(await headers())) redirect(safeNextPath(next));
  return (
    <AuthCard
      title="Sign in"
      summary="Without a password yet? Open the one-time link that npm start printed, or that an administrator gave you."
    >
      <SignInForm next={next} />
    </AuthCard>
  );
}
