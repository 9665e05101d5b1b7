"use client";
import { useMutation } from "@tanstack/react-query";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { FormError } from "./form-error.tsx";
import { requestSignIn } from "./request-sign-in.ts";

const refused =
  "This link was used, has expired, or was replaced by a newer one. Ask an administrator for another, or start Nacre again for a new first sign-in.";

/**
 * The secret stands after `#`, so it reaches no server log. It is used by a press of the button, not by opening the
 * page: programs that open links in mails would use it up.
 */
export function LinkSignIn() {
  const signIn = useMutation({
    meta: { showsErrors: true },
    mutationFn: () => requestSignIn("link", { secret: location.hash.slice(1) }),
    onSuccess: (accepted) => {
      if (accepted) location.replace("/set-up");
    },
  });
  const answer = signIn.data === false ? refused : undefined;
  return (
    <div className="flex flex-col gap-4">
      <FormError message={signIn.isError ? messageOf(signIn.error) : answer} />
      <Button
        variant="primary"
        pending={signIn.isPending || signIn.data === true}
        onClick={() => signIn.mutate()}
      >
        Sign in with this link
      </Button>
    </div>
  );
}
