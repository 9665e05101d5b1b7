"use client";
import { useQuery } from "@tanstack/react-query";

import type { CellAddress } from "#lib/contract/responsibility.ts";

import { messageOf } from "../api/api-error.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { CellBody } from "./cell-body.tsx";
import { cellQuery } from "./responsibility-query.ts";

type Props = { address: CellAddress | null; onClose: () => void };

export const CellDrawer = ({ address, onClose }: Props) => (
  <Sheet
    open={address !== null}
    onOpenChange={(open) => !open && onClose()}
    title="Responsibility"
    modal={false}
  >
    {address && (
      // A form half filled in for one cell must not be sent for the next.
      <DrawerBody key={`${address.workloadId} ${address.modelId} ${address.rowId}`} address={address} />
    )}
  </Sheet>
);

function DrawerBody({ address }: { address: CellAddress }) {
  const { data, isPending, error, refetch } = useQuery(cellQuery(address));
  if (isPending) return <SkeletonRows rows={6} label="Loading the evidence" />;
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return <CellBody cell={data} />;
}
