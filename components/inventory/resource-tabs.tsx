"use client";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";

import { Tabs, type Tab } from "../ui/tabs.tsx";

const ids = ["properties", "relationships", "access", "findings", "components", "history", "raw"] as const;
type Id = (typeof ids)[number];
type Props = { counts: Partial<Record<Id, number>>; contents: Record<Id, ReactNode> };

const labels: Record<Id, string> = {
  properties: "Properties",
  relationships: "Relationships",
  access: "Access",
  findings: "Findings",
  components: "Components",
  history: "History",
  raw: "Raw document",
};

/** Which tab is open stands in the address. */
export function ResourceTabs({ counts, contents }: Props) {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(ids).withDefault("properties"));
  return (
    <Tabs<Id>
      label="About this resource"
      value={tab}
      onChange={(id) => void setTab(id)}
      tabs={ids.map((id): Tab<Id> => ({ id, label: labels[id], count: counts[id], content: contents[id] }))}
    />
  );
}
