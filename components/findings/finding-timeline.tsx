"use client";
import type { FindingDetail } from "#lib/contract/findings.ts";

import { useCan } from "../shell/viewer.tsx";
import { CommentForm } from "../timeline/comment-form.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { findingKey } from "./findings-query.ts";

export function FindingTimeline({ finding: { id, timeline } }: { finding: FindingDetail }) {
  const canComment = useCan("assignment:work");
  return (
    <div className="flex flex-col gap-5">
      {canComment && <CommentForm subject={`findings/${id}`} invalidates={findingKey(id)} />}
      <Timeline entries={timeline} />
    </div>
  );
}
