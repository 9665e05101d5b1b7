"use client";
import { useMutation } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";

import type { WorkloadDetail } from "#lib/contract/workloads.ts";
import { layers } from "#lib/domain/layer.ts";

import { send } from "../api/fetch-json.ts";
import { ClassIcon } from "../graph/class-icon.tsx";
import { LayerLabel, layerLooks } from "../layer-strip/layer-look.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Badge } from "../ui/badge.tsx";
import { cn } from "../ui/cn.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { SeverityIcon, severityTextClass } from "../ui/severity-badge.tsx";

type Member = WorkloadDetail["members"][number];

/** Everything that serves the workload, by layer, each with what it does and why it was counted in. */
export function MemberList({ workload }: { workload: WorkloadDetail }) {
  const byLayer = Map.groupBy(workload.members, ({ layer }) => layer);
  return layers.map((layer) => {
    const members = byLayer.get(layer) ?? [];
    return (
      <section key={layer} aria-label={layer}>
        <h2 className="flex items-center gap-2 border-b border-line bg-sunken px-4 py-1.5 text-xs font-medium sm:px-6">
          <LayerLabel layer={layer} />
          <span className="font-normal text-muted">{members.length || "none found"}</span>
        </h2>
        <ul className="divide-y divide-line text-sm">
          {members.map((member) => (
            <MemberRow key={member.resourceId} member={member} workloadId={workload.id} />
          ))}
        </ul>
      </section>
    );
  });
}

function MemberRow({ member, workloadId }: { member: Member; workloadId: string }) {
  const router = useRouter();
  const canWrite = useCan("workload:write");
  const remove = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/workloads/${workloadId}/members/${member.resourceId}`),
    onSuccess: () => {
      toast.success(`${member.name} no longer counts as part of it`);
      router.refresh();
    },
  });
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1.5 sm:px-6">
      <span className="order-1 flex min-w-0 flex-1 items-center gap-2 sm:min-w-56">
        <ClassIcon name={member.class} className={layerLooks[member.layer].text} />
        <Link href={`/inventory/${member.resourceId}`} className="truncate font-medium hover:underline">
          {member.name}
        </Link>
        <span className="truncate text-muted">{member.typeTitle}</span>
        {member.shared && <Badge title="Serves others, too">shared</Badge>}
      </span>
      <span className="order-4 basis-full text-xs text-muted sm:order-2 sm:w-28 sm:basis-auto sm:text-sm">
        {member.roleTitle}
      </span>
      <span className="order-5 basis-full text-xs text-muted sm:order-3 sm:min-w-56 sm:flex-1 sm:basis-0">
        {member.reason}
      </span>
      <span
        className={cn(
          "order-2 w-12 text-right font-semibold sm:order-4",
          member.worst && severityTextClass(member.worst),
        )}
      >
        {member.worst && member.openCount > 0 && (
          <span className="inline-flex items-center gap-1">
            <SeverityIcon severity={member.worst} className="size-2.5" />
            {member.openCount}
            <span className="sr-only"> open, worst {member.worst}</span>
          </span>
        )}
      </span>
      {canWrite && (
        <IconButton
          icon={X}
          label={`Remove ${member.name} from the workload`}
          size="sm"
          className="order-3 sm:order-5"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        />
      )}
    </li>
  );
}
