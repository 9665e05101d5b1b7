"use client";
import { useQuery } from "@tanstack/react-query";
import { Link2, Maximize2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";

import { messageOf } from "../api/api-error.ts";
import { buttonClass } from "../ui/button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { couldNotCopy } from "../ui/copyable.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { FindingBody, type FindingTab, type KeptTab } from "./finding-body.tsx";
import { findingQuery } from "./findings-query.ts";

/** The finding over its list. `j` and `k` move on without closing it. */
export function FindingDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const kept = useState<FindingTab>("overview");
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Finding"
      modal={false}
      toolbar={
        id && (
          <>
            <Link href={`/findings/${id}`} className={buttonClass("ghost", "sm")}>
              <Maximize2 aria-hidden />
              Full page
            </Link>
            <IconButton
              icon={Link2}
              label="Copy a link to this finding"
              onClick={() => {
                void copyText(new URL(`/findings/${id}`, location.href).href).then((worked) =>
                  worked ? toast("Link copied") : toast.error(couldNotCopy),
                );
              }}
            />
          </>
        )
      }
    >
      {id && <DrawerBody id={id} kept={kept} />}
    </Sheet>
  );
}

function DrawerBody({ id, kept }: { id: string; kept: KeptTab }) {
  const { data, isPending, error, refetch } = useQuery(findingQuery(id));
  if (isPending) return <SkeletonRows rows={8} label="Loading the finding" />;
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return <FindingBody finding={data} kept={kept} />;
}
