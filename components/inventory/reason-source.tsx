import Link from "next/link";

import type { ResourceDetail } from "#lib/contract/inventory.ts";

import { shortKey } from "./short-key.ts";

export type Reason = { text: string; resourceKey: string | null };

/** The resource a reason comes from, unless it is this one or the sentence has said it already. */
export function ReasonSource({ resource, reason }: { resource: ResourceDetail; reason: Reason }) {
  const { text, resourceKey } = reason;
  if (resourceKey === null || resourceKey === resource.key) return null;
  const known = resource.mentioned.find(({ key }) => key === resourceKey);
  const name = known?.name ?? shortKey(resourceKey);
  const link = (
    <Link
      href={known ? `/inventory/${known.id}` : `/inventory?q=${encodeURIComponent(resourceKey)}`}
      title={known ? `${known.typeTitle} ${resourceKey}` : resourceKey}
      className="text-accent-text underline decoration-1 underline-offset-2"
    >
      {text.includes(name) ? (known?.typeTitle ?? "See it") : name}
    </Link>
  );
  return (
    <>
      <span className="text-faint">· </span>
      {link}
    </>
  );
}
