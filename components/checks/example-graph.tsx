import { MoveLeft, MoveRight } from "lucide-react";

import type { CheckDetail } from "#lib/contract/checks.ts";

import { ClassIcon } from "../graph/class-icon.tsx";
import { layerLooks } from "../layer-strip/layer-look.tsx";
import { cn } from "../ui/cn.ts";
import { outlineOf, type ExampleResource, type OutlineNode } from "./example-outline.ts";

type Props = { example: CheckDetail["examples"][number] };

/** What an example consists of: the resource that is checked, and what leads to and from it. */
export function ExampleGraph({ example }: Props) {
  const roots = outlineOf(example);
  const [subject] = roots;
  return (
    <div className="flex flex-1 flex-col gap-3 rounded-md border border-line bg-sunken px-3 py-2.5">
      <ul className="flex flex-col gap-3 text-sm">
        {roots.map((root) => (
          <Branch key={root.key} node={root} isSubject={root === subject} />
        ))}
      </ul>
      {roots.length === 1 && subject?.children.length === 0 && (
        <p className="text-xs text-muted">Nothing leads to it or from it.</p>
      )}
    </div>
  );
}

function Branch({ node, isSubject = false }: { node: OutlineNode; isSubject?: boolean }) {
  const { resource, name, via, children } = node;
  return (
    <li className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        {via && <Via via={via} />}
        {resource ? (
          <ResourceName resource={resource} isSubject={isSubject} />
        ) : (
          <span className="wrap-anywhere text-muted">{name}</span>
        )}
      </div>
      {resource && <Facts facts={resource.facts} />}
      {children.length > 0 && (
        <ul className="mt-1.5 ml-1.5 flex flex-col gap-1.5 border-l border-line pl-3.5">
          {children.map((child) => (
            <Branch key={`${child.via?.direction} ${child.via?.kind} ${child.key}`} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

function ResourceName({ resource, isSubject }: { resource: ExampleResource; isSubject: boolean }) {
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5">
      <ClassIcon name={resource.class} className={cn("size-3.5", layerLooks[resource.layer].text)} />
      <span className="font-medium wrap-anywhere">{isSubject ? resource.typeTitle : resource.name}</span>
      <span className="text-xs text-muted">{isSubject ? "is checked" : resource.typeTitle}</span>
    </span>
  );
}

function Via({ via: { kind, direction, reason } }: { via: NonNullable<OutlineNode["via"]> }) {
  const Arrow = direction === "out" ? MoveRight : MoveLeft;
  return (
    <span
      className="inline-flex items-center gap-1.5 font-mono text-xs text-muted"
      title={reason ?? undefined}
    >
      {kind}
      <Arrow className="size-3.5 text-faint" aria-label={direction === "out" ? "to" : "from"} />
    </span>
  );
}

function Facts({ facts }: { facts: ExampleResource["facts"] }) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return null;
  return (
    <dl className="mt-0.5 flex flex-col font-mono text-xs leading-5">
      {entries.map(([fact, value]) => (
        <div key={fact} className="wrap-anywhere">
          <dt className="inline text-muted">{fact}: </dt>
          <dd className="inline">{JSON.stringify(value) ?? "undefined"}</dd>
        </div>
      ))}
    </dl>
  );
}
