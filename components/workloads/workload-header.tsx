import type { WorkloadDetail } from "#lib/contract/workloads.ts";
import { providerTitles } from "#lib/domain/provider.ts";
import { serviceModelTitles } from "#lib/domain/workload.ts";

import { exposureWords, sensitivityWords } from "../inventory/resource-words.ts";
import { Word } from "../inventory/resources-columns.tsx";
import { LayerStrip } from "../layer-strip/layer-strip.tsx";
import { Badge } from "../ui/badge.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { ExportBill } from "./export-bill.tsx";
import { WorkloadMenu } from "./workload-menu.tsx";
import { layerHrefs } from "./workload-links.ts";

/** What it is in one sentence made of facts, and each fact with where it comes from. */
export function WorkloadHeader({ workload }: { workload: WorkloadDetail }) {
  const { id, name, environment, owner, exposure, sensitivity, verifiedAt } = workload;
  return (
    <PageHeader
      title={name}
      crumbs={[{ label: "Workloads", href: "/workloads" }]}
      summary={<p className="text-text">{workload.summary}</p>}
      actions={
        <>
          <ExportBill workloadId={id} />
          <WorkloadMenu key={id} workload={workload} />
        </>
      }
    >
      <div className="pt-2">
        <LayerStrip cells={workload.layers} hrefs={layerHrefs(id)} size="md" label={name} />
      </div>
      <dl className="flex flex-wrap items-center gap-x-6 gap-y-1 pt-2 text-sm">
        <Fact term="Runs as">
          <span title={workload.serviceModelReason}>{serviceModelTitles[workload.serviceModel]}</span>
        </Fact>
        <Fact term="On">{workload.providers.map((provider) => providerTitles[provider]).join(", ")}</Fact>
        <Fact term="Environment">
          {environment ? <Badge title={environment.reason}>{environment.value}</Badge> : "not said"}
        </Fact>
        <Fact term="Owner">{owner ? <span title={owner.reason}>{owner.value}</span> : "nobody"}</Fact>
        <Fact term="Reachable by">
          {exposure === "unknown" ? "not known" : <Word {...exposureWords[exposure]} />}
        </Fact>
        <Fact term="Data">
          <Word {...sensitivityWords[sensitivity]} />
          {workload.dataClasses.length > 0 && (
            <span className="text-muted">{workload.dataClasses.join(", ")}</span>
          )}
        </Fact>
        <Fact term="Verified">{verifiedAt ? <RelativeTime at={verifiedAt} /> : "never"}</Fact>
      </dl>
    </PageHeader>
  );
}

const Fact = ({ term, children }: { term: string; children: React.ReactNode }) => (
  <div className="inline-flex min-h-6 items-center gap-1.5">
    <dt className="text-muted">{term}</dt>
    <dd className="inline-flex items-center gap-1.5">{children}</dd>
  </div>
);
