"use client";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";

import { Tabs, type Tab } from "../ui/tabs.tsx";

const ids = [
  "map",
  "issues",
  "findings",
  "responsibility",
  "model",
  "data",
  "components",
  "identity",
  "resources",
  "timeline",
] as const;
type Id = (typeof ids)[number];
type Props = { counts: Partial<Record<Id, number>>; contents: Record<Id, ReactNode> };

const labels: Record<Id, string> = {
  map: "Map",
  issues: "Issues",
  findings: "Findings",
  responsibility: "Responsibility",
  model: "Model",
  data: "Data",
  components: "Components",
  identity: "Identity",
  resources: "Resources",
  timeline: "Timeline",
};

/** Which tab is open stands in the address. */
export function WorkloadTabs({ counts, contents }: Props) {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(ids).withDefault("map"));
  return (
    <Tabs<Id>
      label="About this workload"
      value={tab}
      onChange={(id) => void setTab(id)}
      tabs={ids.map((id): Tab<Id> => ({ id, label: labels[id], count: counts[id], content: contents[id] }))}
    />
  );
}
