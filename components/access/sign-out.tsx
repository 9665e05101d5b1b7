"use client";
import { useMutation } from "@tanstack/react-query";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { FormError } from "./form-error.tsx";
import { requestSignOut } from "./request-sign-in.ts";

export function SignOut() {
  const signOut = useMutation({
    meta: { showsErrors: true },
    mutationFn: requestSignOut,
    onSuccess: () => location.replace("/sign-in"),
  });
  return (
    <div className="flex flex-col gap-4">
      <FormError message={signOut.isError ? messageOf(signOut.error) : undefined} />
      <Button
        variant="primary"
        pending={signOut.isPending || signOut.isSuccess}
        onClick={() => signOut.mutate()}
      >
        Sign out
      </Button>
    </div>
  );
}
