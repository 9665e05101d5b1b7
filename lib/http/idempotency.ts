import { createHash } from "node:crypto";

import { inTransaction, type Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import { Prisma } from "#lib/platform/generated/client.ts";

type Asked = { body: unknown; params: unknown; secret: boolean };

/**
 * With an `Idempotency-Key`, a change that is sent again is not made again: its first answer is given once more.
 * An answer with a secret in it is not kept, so a repeat of that one is refused.
 */
export async function once(
  request: Request,
  ctx: Context,
  asked: Asked,
  work: () => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method === "GET" || request.method === "HEAD") return work();
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new AppError("invalid-input", "Idempotency-Key must be 1 to 255 visible characters.");
  const id = { organizationId: ctx.organizationId, actorId: ctx.actor.id, key };
  const requestHash = hashOf(request, asked);
  const earlier = await claim(ctx, id, requestHash);
  if (earlier) return replay(earlier, requestHash);
  try {
    const response = await work();
    if (!asked.secret) await keep(ctx, id, response.clone());
    return response;
  } catch (error) {
    await inTransaction(ctx, (tx) => tx.idempotentAnswer.deleteMany({ where: id }));
    throw error;
  }
}

type Id = { organizationId: string; actorId: string; key: string };
type Earlier = { requestHash: string; status: number | null; body: Prisma.JsonValue };

function claim(ctx: Context, id: Id, requestHash: string): Promise<Earlier | null> {
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.idempotentAnswer.createMany({
      data: { ...id, requestHash },
      skipDuplicates: true,
    });
    if (count === 1) return null;
    const earlier = await tx.idempotentAnswer.findUnique({ where: { organizationId_actorId_key: id } });
    // Gone just now means that the first request failed this instant: then the next attempt may be made.
    return earlier ?? { requestHash, status: null, body: null };
  });
}

function replay({ requestHash, status, body }: Earlier, wanted: string): Response {
  if (requestHash !== wanted)
    throw new AppError("conflict", "This Idempotency-Key was used for another request.");
  if (status === null)
    throw new AppError(
      "conflict",
      "The first request with this Idempotency-Key is not repeatable, or not done yet.",
    );
  const headers = { "Cache-Control": "no-store", "Idempotency-Replayed": "true" };
  return status === 204 ? new Response(null, { status, headers }) : Response.json(body, { status, headers });
}

async function keep(ctx: Context, id: Id, response: Response): Promise<void> {
  const body: unknown = response.status === 204 ? null : await response.json();
  await inTransaction(ctx, (tx) =>
    tx.idempotentAnswer.update({
      where: { organizationId_actorId_key: id },
      // Safe because it was parsed from JSON a line above.
      data: {
        status: response.status,
        body: body === null ? Prisma.JsonNull : (body as Prisma.InputJsonValue),
      },
    }),
  );
}

const hashOf = (request: Request, { body, params }: Asked): string =>
  createHash("sha256")
    .update(JSON.stringify([request.method, new URL(request.url).pathname, params, body ?? null]))
    .digest("hex");
