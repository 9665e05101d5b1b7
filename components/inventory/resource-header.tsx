import type { ResourceDetail } from "#lib/contract/inventory.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { Badge } from "../ui/badge.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Word } from "./resources-columns.tsx";
import { exposureWords, privilegeWords, sensitivityWords } from "./resource-words.ts";

export const ResourceHeader = ({ resource }: { resource: ResourceDetail }) => (
  <PageHeader
    title={resource.name}
    crumbs={[{ label: "Inventory", href: "/inventory" }]}
    summary={
      <div className="flex flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="text-text">{resource.typeTitle}</span>
          <LayerLabel layer={resource.layer} />
          <span>
            {[providerTitles[resource.provider], resource.account, resource.region ?? "global"].join(" · ")}
          </span>
          {resource.removedAt && (
            <Badge tone="warn">
              Removed <RelativeTime at={resource.removedAt} />
            </Badge>
          )}
          {resource.exposure && (
            <span className="inline-flex items-center gap-1.5">
              Exposure <Word {...exposureWords[resource.exposure]} />
            </span>
          )}
          {resource.sensitivity && (
            <span className="inline-flex items-center gap-1.5">
              Data <Word {...sensitivityWords[resource.sensitivity]} />
            </span>
          )}
          {resource.privilege && (
            <span className="inline-flex items-center gap-1.5">
              Privilege <Word {...privilegeWords[resource.privilege]} />
            </span>
          )}
        </span>
        <Copyable text={resource.key} className="self-start" />
      </div>
    }
  />
);
