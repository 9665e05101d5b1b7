"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Scissors } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { toast } from "sonner";

import { simulationParsers } from "#lib/contract/plans.ts";

import { messageOf } from "../api/api-error.ts";
import { Effort } from "../issues/fixes-table.tsx";
import { fixesQuery } from "../issues/issues-query.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { counted } from "../ui/counted.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Switch } from "../ui/switch.tsx";
import { KeepPlanDialog } from "./keep-plan-dialog.tsx";
import { findCut, simulationQuery } from "./plans-query.ts";
import { SimulationPathsCard } from "./simulation-paths-card.tsx";
import { SimulationView } from "./simulation-view.tsx";

/** Changes to switch on and off, and at once what they would break, close and cost. Nothing is touched. */
export function SimulationScreen() {
  const [{ fix: chosen }, setAddress] = useQueryStates(simulationParsers);
  const [keeping, setKeeping] = useState(false);
  const mayKeep = useCan("issue:write");
  const fixes = useQuery(fixesQuery);
  const simulation = useQuery(simulationQuery(chosen));
  const choose = (ids: readonly string[]) => void setAddress({ fix: ids.length === 0 ? null : [...ids] });
  const cut = useMutation({
    mutationFn: findCut,
    onSuccess: (found) => {
      choose(found.fixes.map(({ id }) => id));
      toast(
        found.exact
          ? `No fewer than ${counted(found.fixes.length, "change")} break all ${counted(found.issueCount, "issue")}.`
          : `${counted(found.fixes.length, "change")} break all; at least ${found.lowerBound} are needed.`,
      );
    },
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <div className="pb-10">
      <PageHeader
        title="Simulate changes"
        crumbs={[{ label: "Plans", href: "/plans" }]}
        summary="Switch changes on and see what would be. Nothing is touched."
        actions={
          <>
            <Button pending={cut.isPending} onClick={() => cut.mutate()}>
              <Scissors aria-hidden />
              Smallest set that breaks all
            </Button>
            {mayKeep && (
              <Button variant="primary" disabled={chosen.length === 0} onClick={() => setKeeping(true)}>
                Keep as a plan
              </Button>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-4 px-4 sm:px-6">
        <Card
          title="Changes"
          aside={chosen.length === 0 ? "none chosen" : `${chosen.length} chosen`}
          bodyClassName="p-0"
        >
          {fixes.isPending && <SkeletonRows rows={4} label="Loading changes" />}
          {fixes.error && (
            <ErrorState message={messageOf(fixes.error)} onRetry={() => void fixes.refetch()} />
          )}
          <ul className="scroll-thin max-h-96 divide-y divide-line overflow-y-auto">
            {(fixes.data?.items ?? []).map((one) => (
              <li key={one.id} className="flex items-start gap-3 px-4 py-2.5 text-sm">
                <Switch
                  label={`Simulate: ${one.change}`}
                  checked={chosen.includes(one.id)}
                  onChange={(on) =>
                    choose(on ? [...chosen, one.id] : chosen.filter((other) => other !== one.id))
                  }
                />
                <span className="flex min-w-0 flex-1 flex-col gap-1 sm:flex-row sm:gap-3">
                  <span className="min-w-0 flex-1">{one.change}</span>
                  <span className="flex shrink-0 items-center gap-3 self-start text-xs text-muted">
                    {counted(one.breaks.length, "issue")} <Effort effort={one.effort} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Card>
        <SimulationPathsCard chosen={chosen} />
        {simulation.error && (
          <ErrorState message={messageOf(simulation.error)} onRetry={() => void simulation.refetch()} />
        )}
        {simulation.data && <SimulationView simulation={simulation.data} />}
      </div>
      {keeping && <KeepPlanDialog fixIds={chosen} onClose={() => setKeeping(false)} />}
    </div>
  );
}
