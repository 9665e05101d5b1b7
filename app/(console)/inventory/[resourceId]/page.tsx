import Link from "next/link";

import { FindingRowsOf } from "#components/findings/finding-rows.tsx";
import { AccessList, isAccess } from "#components/inventory/access-list.tsx";
import { DerivedCard } from "#components/inventory/derived-card.tsx";
import { HistoryList } from "#components/inventory/history-list.tsx";
import { PropertiesPanel } from "#components/inventory/properties-panel.tsx";
import { RelationshipsPanel } from "#components/inventory/relationships-panel.tsx";
import { ResourceHeader } from "#components/inventory/resource-header.tsx";
import { ResourceTabs } from "#components/inventory/resource-tabs.tsx";
import { findingsHref } from "#components/findings/findings-view.ts";
import { ComponentList } from "#components/imports/component-list.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { componentsOfResource } from "#lib/imports/components-of-resource.ts";
import { getResource } from "#lib/inventory/get-resource.ts";
import { getResourceHistory } from "#lib/inventory/get-resource-history.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export default async function ResourcePage({ params }: { params: Promise<{ resourceId: string }> }) {
  const id = idOrNotFound((await params).resourceId);
  const ctx = await pageContext();
  const [resource, history, findings, components] = await Promise.all([
    orNotFound(getResource(ctx, id)),
    orNotFound(getResourceHistory(ctx, id)),
    listFindings(ctx, loadFindingFilters({ resource: id })),
    componentsOfResource(ctx, id),
  ]);
  const { name, relationships } = resource;
  const access = relationships.filter(isAccess);
  return (
    <div className="pb-10">
      <ResourceHeader resource={resource} />
      <div className="px-4 pb-4 empty:hidden sm:px-6">
        <DerivedCard resource={resource} />
      </div>
      <ResourceTabs
        counts={{
          relationships: relationships.length,
          access: access.length,
          findings: findings.items.length,
          components: components.length,
          history: history.items.length,
        }}
        contents={{
          properties: <PropertiesPanel resource={resource} />,
          relationships: <RelationshipsPanel resource={resource} />,
          access: <AccessList name={name} relationships={access} />,
          findings: (
            <>
              <FindingRowsOf findings={findings.items} empty="Nothing is open on this resource" />
              <p className="px-4 py-3 text-sm sm:px-6">
                <Link
                  href={findingsHref("/findings", { resource: id, view: "list" })}
                  className="text-accent-text hover:underline"
                >
                  Open in findings
                </Link>
              </p>
            </>
          ),
          components: (
            <div className="p-4 sm:px-6">
              <ComponentList components={components} empty="No bill of materials tells of its parts" />
            </div>
          ),
          history: <HistoryList history={history} />,
          raw: (
            <div className="p-4 sm:px-6">
              <CodeBlock language="json" label={resource.key} code={JSON.stringify(resource, null, 2)} />
            </div>
          ),
        }}
      />
    </div>
  );
}
