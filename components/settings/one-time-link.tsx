"use client";
import { useSyncExternalStore } from "react";

import { CodeBlock } from "../ui/code-block.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Button } from "../ui/button.tsx";

type Props = { link: { name: string; path: string } | null; onClose: () => void };

const never = () => () => undefined;

/** Somebody who has a password from another organization gets no link that signs in: they sign in as they do there. */
const signsIn = (path: string): boolean => path !== "/sign-in";

/** Shown once: closing it is the last that anybody sees of the link. */
export function OneTimeLink({ link, onClose }: Props) {
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => "",
  );
  const isSecret = link !== null && signsIn(link.path);
  return (
    <Dialog
      open={link !== null}
      onOpenChange={(open) => !open && onClose()}
      wide
      title={isSecret ? "Hand over this link" : "Tell them they may sign in"}
      description={
        isSecret
          ? `It signs ${link.name} in once, within 48 hours, and is shown only now. Nacre sends no mail.`
          : `${link?.name ?? ""} has a password already and signs in with that. Nacre sends no mail.`
      }
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {link && (
        <CodeBlock
          code={`${origin}${link.path}`}
          language="text"
          label={isSecret ? "One-time sign-in link" : "Address"}
        />
      )}
    </Dialog>
  );
}
