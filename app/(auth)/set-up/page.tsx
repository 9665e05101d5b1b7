import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { AuthCard } from "#components/access/auth-card.tsx";
import { SetUpForm } from "#components/access/set-up-form.tsx";
import { signedInPerson } from "#lib/access/page-context.ts";
import { setUpNeeds } from "#lib/access/set-up.ts";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  const signedIn = await signedInPerson();
  const needs = await setUpNeeds(signedIn);
  if (!needs) redirect("/");
  const summary = needs.first
    ? "Say who you are and choose a password. You are this installation's first administrator."
    : `Choose a password for ${needs.email} at ${signedIn.organization.name}.`;
  return (
    <AuthCard title="Set up Nacre" summary={summary}>
      <SetUpForm {...needs} />
    </AuthCard>
  );
}
