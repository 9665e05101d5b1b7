import type { Metadata } from "next";

import { AuthCard } from "#components/access/auth-card.tsx";
import { SignOut } from "#components/access/sign-out.tsx";

export const metadata: Metadata = { title: "Sign out" };

export default function SignOutPage() {
  return (
    <AuthCard title="Sign out?" summary="The session ends at once, also where a copy of its cookie is.">
      <SignOut />
    </AuthCard>
  );
}
