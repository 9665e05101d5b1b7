import type { ResourceView } from "#lib/contract/inventory.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import type { Column } from "../data-table/column.ts";
import { ClassIcon } from "../graph/class-icon.tsx";
import { LayerLabel, layerLooks } from "../layer-strip/layer-look.tsx";
import { Badge } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { exposureWords, privilegeWords, sensitivityWords } from "./resource-words.ts";
import { shortAccount } from "./short-key.ts";

const none = <span className="text-faint">–</span>;

export const resourcesColumns: readonly Column<ResourceView>[] = [
  {
    id: "name",
    header: "Name",
    width: 240,
    grows: true,
    sort: "name",
    cell: (resource) => (
      <span className="flex min-w-0 items-center gap-2" title={resource.key}>
        <ClassIcon name={resource.class} className={layerLooks[resource.layer].text} />
        <span className="truncate">{resource.name}</span>
        {resource.removedAt && <Badge>Removed</Badge>}
        {resource.unknownCount > 0 && (
          <Badge title="Facts about it that could not be collected">{resource.unknownCount} unknown</Badge>
        )}
      </span>
    ),
  },
  { id: "type", header: "Type", width: 200, cell: ({ typeTitle }) => typeTitle },
  { id: "layer", header: "Layer", width: 104, cell: ({ layer }) => <LayerLabel layer={layer} /> },
  { id: "cloud", header: "Cloud", width: 104, cell: ({ provider }) => providerTitles[provider] },
  {
    id: "account",
    header: "Account",
    width: 140,
    cell: ({ account }) => (
      <span className="font-mono text-xs" title={account}>
        {shortAccount(account)}
      </span>
    ),
  },
  {
    id: "region",
    header: "Region",
    width: 110,
    initiallyHidden: true,
    cell: ({ region }) => region ?? <span className="text-muted">global</span>,
  },
  {
    id: "exposure",
    header: "Exposure",
    width: 108,
    cell: ({ exposure }) => (exposure === null ? none : <Word {...exposureWords[exposure]} />),
  },
  {
    id: "sensitivity",
    header: "Data",
    width: 112,
    cell: ({ sensitivity }) => (sensitivity === null ? none : <Word {...sensitivityWords[sensitivity]} />),
  },
  {
    id: "privilege",
    header: "Privilege",
    width: 116,
    cell: ({ privilege }) => (privilege === null ? none : <Word {...privilegeWords[privilege]} />),
  },
  {
    id: "changed",
    header: "Changed",
    width: 104,
    align: "right",
    sort: "newest",
    cell: ({ changedAt }) => <RelativeTime at={changedAt} className="text-muted" />,
  },
];

type WordProps = (typeof exposureWords)[keyof typeof exposureWords];
export const Word = ({ label, tone, help }: WordProps) =>
  tone === "neutral" ? (
    <span title={help} className="text-muted">
      {label}
    </span>
  ) : (
    <Badge tone={tone} title={help}>
      {label}
    </Badge>
  );

/** On a card no header says which of the facts it is. */
const Fact = ({ title, ...word }: WordProps & { title: string }) => (
  <span className="inline-flex items-center gap-1 whitespace-nowrap">
    <span className="text-muted">{title}</span> <Word {...word} />
  </span>
);

export const ResourceCard = ({ resource }: { resource: ResourceView }) => (
  <>
    <span className="flex min-w-0 items-center gap-2 text-sm font-medium">
      <ClassIcon name={resource.class} className={layerLooks[resource.layer].text} />
      <span className="truncate">{resource.name}</span>
      {resource.removedAt && <Badge>Removed</Badge>}
    </span>
    <span className="truncate text-xs text-muted">
      {resource.typeTitle} · {providerTitles[resource.provider]} {shortAccount(resource.account)}
    </span>
    <span className="flex min-h-5 flex-wrap items-center gap-x-3 overflow-hidden text-xs">
      {resource.exposure && <Fact title="Exposure" {...exposureWords[resource.exposure]} />}
      {resource.sensitivity && <Fact title="Data" {...sensitivityWords[resource.sensitivity]} />}
      {resource.privilege && <Fact title="Privilege" {...privilegeWords[resource.privilege]} />}
    </span>
  </>
);
