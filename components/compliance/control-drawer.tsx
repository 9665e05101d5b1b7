"use client";
import { useQuery } from "@tanstack/react-query";

import type { ComplianceScope } from "#lib/contract/compliance.ts";
import { writeControl, type ControlAddress } from "#lib/domain/framework.ts";

import { messageOf } from "../api/api-error.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { controlQuery } from "./compliance-query.ts";
import { ControlBody } from "./control-body.tsx";

type Props = { address: ControlAddress | null; scope: ComplianceScope; onClose: () => void };

export const ControlDrawer = ({ address, scope, onClose }: Props) => (
  <Sheet open={address !== null} onOpenChange={(open) => !open && onClose()} title="Control" modal={false}>
    {/* A form half filled in for one control must not be sent for the next. */}
    {address && <DrawerBody key={writeControl(address)} address={address} scope={scope} />}
  </Sheet>
);

function DrawerBody({ address, scope }: { address: ControlAddress; scope: ComplianceScope }) {
  const { data, isPending, error, refetch } = useQuery(controlQuery(address, scope));
  if (isPending) return <SkeletonRows rows={6} label="Loading the control" />;
  if (error) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  return <ControlBody control={data} scope={scope} />;
}
