"use client";
import { useSyncExternalStore } from "react";

import { CodeBlock } from "../ui/code-block.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Button } from "../ui/button.tsx";

type Props = { link: { name: string; path: string } | null; onClose: () => void };

const never = () => () => undefined;

/** Shown once: closing it is the last that anybody sees of the link. */
export function OneTimeLink({ link, onClose }: Props) {
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => "",
  );
  return (
    <Dialog
      open={link !== null}
      onOpenChange={(open) => !open && onClose()}
      wide
      title="Hand over this link"
      description={`It signs ${link?.name ?? ""} in once, within 48 hours, and is shown only now. Nacre sends no mail.`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {link && <CodeBlock code={`${origin}${link.path}`} language="text" label="One-time sign-in link" />}
    </Dialog>
  );
}
