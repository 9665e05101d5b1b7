import type { Metadata } from "next";

import { AuthCard } from "#components/access/auth-card.tsx";
import { LinkSignIn } from "#components/access/link-sign-in.tsx";

export const metadata: Metadata = { title: "Sign in with a link", referrer: "no-referrer" };

export default function LinkPage() {
  return (
    <AuthCard title="One-time sign-in" summary="The link works once. You choose a password next.">
      <LinkSignIn />
    </AuthCard>
  );
}
