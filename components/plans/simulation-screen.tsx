"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Scissors } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";

import { simulationParsers, type CutView } from "#lib/contract/plans.ts";

import { messageOf } from "../api/api-error.ts";
import { fixesQuery } from "../issues/issues-query.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { cn } from "../ui/cn.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ChangeSwitches } from "./change-switches.tsx";
import { KeepPlanDialog } from "./keep-plan-dialog.tsx";
import { findCut, simulationQuery } from "./plans-query.ts";
import { SimulationPathsCard } from "./simulation-paths-card.tsx";
import { SimulationSummary } from "./simulation-summary.tsx";
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
    onSuccess: ({ fixes: found }) => choose(found.map(({ id }) => id)),
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
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Card
            title="Changes"
            aside={chosen.length === 0 ? "none chosen" : `${chosen.length} chosen`}
            bodyClassName="p-0"
          >
            {fixes.isPending && <SkeletonRows rows={4} label="Loading changes" />}
            {fixes.error && (
              <ErrorState message={messageOf(fixes.error)} onRetry={() => void fixes.refetch()} />
            )}
            <ChangeSwitches
              fixes={fixes.data?.items ?? []}
              chosen={chosen}
              ownerOf={(id) => cut.data?.fixes.find((fix) => fix.id === id)?.owner?.name}
              onChoose={choose}
            />
          </Card>
          {simulation.data && (
            <Pending isPending={simulation.isPlaceholderData}>
              <SimulationSummary
                simulation={simulation.data}
                cut={isChosen(cut.data, chosen) ? cut.data : undefined}
              />
            </Pending>
          )}
        </div>
        <SimulationPathsCard chosen={chosen} />
        {simulation.error && (
          <ErrorState message={messageOf(simulation.error)} onRetry={() => void simulation.refetch()} />
        )}
        {simulation.data && (
          <Pending isPending={simulation.isPlaceholderData}>
            <SimulationView simulation={simulation.data} />
          </Pending>
        )}
      </div>
      {keeping && <KeepPlanDialog fixIds={chosen} onClose={() => setKeeping(false)} />}
    </div>
  );
}

const isChosen = (cut: CutView | undefined, chosen: readonly string[]): boolean =>
  cut !== undefined && cut.fixes.length === chosen.length && cut.fixes.every(({ id }) => chosen.includes(id));

/** What was of the changes chosen before, until that of the present ones comes: paler, so that nobody takes it for these. */
const Pending = ({ isPending, children }: { isPending: boolean; children: ReactNode }) => (
  <div aria-busy={isPending} className={cn("transition-opacity", isPending && "opacity-50")}>
    {children}
  </div>
);
