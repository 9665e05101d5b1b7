import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import type { CommentInput, SubjectType } from "#lib/contract/remediation.ts";
import { newId } from "#lib/platform/id.ts";
import { lockSubject } from "./subject.ts";
import { writeTimeline } from "./write-timeline.ts";

/** Adds a comment to a finding or an issue that the person can see. It stands in the timeline. */
export async function addComment(
  ctx: Context,
  type: SubjectType,
  id: string,
  { text }: CommentInput,
): Promise<void> {
  requirePermission(ctx, "assignment:work");
  await inTransaction(ctx, async (tx) => {
    await lockSubject(tx, ctx, type, id);
    const commentId = newId();
    const createdAt = new Date();
    await tx.comment.create({
      data: {
        id: commentId,
        organizationId: ctx.organizationId,
        subjectType: type,
        subjectId: id,
        authorId: personOf(ctx),
        text,
        createdAt,
      },
    });
    await writeTimeline(tx, ctx, type, id, "commented", { commentId, text });
    await audit(tx, ctx, {
      action: `${type}.comment`,
      subjectType: type,
      subjectId: id,
      after: { commentId },
    });
  });
}
