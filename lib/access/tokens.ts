import type { CreatedToken, CreateToken, TokenView } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { ApiToken } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "./context.ts";
import { hashSecret, newSecret } from "./hash-secret.ts";

const prefixCharacters = 12;

/** One's own tokens, and everybody's for who may change people. */
export async function listTokens(ctx: Context): Promise<{ items: TokenView[] }> {
  requirePermission(ctx, "token:read");
  return inTransaction(ctx, async (tx) => {
    const tokens = await tx.apiToken.findMany({
      where: reach(ctx),
      orderBy: { createdAt: "desc" },
      take: 500,
    });
    return { items: await views(tx, tokens) };
  });
}

/** The secret comes back once and is kept as a hash. A token never may what its maker may not. */
export async function createToken(ctx: Context, input: CreateToken): Promise<CreatedToken> {
  requirePermission(ctx, "token:write");
  if (ctx.actor.kind !== "user")
    throw new AppError("forbidden", "Only somebody who is signed in can create a token, not another token.");
  const beyond = input.scopes.filter((scope) => !ctx.permissions.has(scope));
  if (beyond.length > 0)
    throw new AppError("invalid-input", `scopes: You do not have ${beyond.join(", ")} yourself.`, {
      fields: [{ field: "scopes", message: `You do not have ${beyond.join(", ")} yourself` }],
    });
  const secret = `nacre_${newSecret()}`;
  return inTransaction(ctx, async (tx) => {
    const token = await tx.apiToken.create({
      data: {
        id: newId(),
        organizationId: ctx.organizationId,
        userId: personOf(ctx),
        name: input.name,
        prefix: secret.slice(0, prefixCharacters),
        secretHash: hashSecret(secret),
        scopes: [...new Set(input.scopes)],
        expiresAt: new Date(Date.now() + input.expiresInDays * 86_400_000),
      },
    });
    await audit(tx, ctx, {
      action: "token.create",
      subjectType: "token",
      subjectId: token.id,
      after: { name: token.name, scopes: token.scopes, expiresAt: token.expiresAt.toISOString() },
    });
    const [view] = await views(tx, [token]);
    if (!view) throw new Error("A token has no view");
    return { token: view, secret };
  });
}

export async function revokeToken(ctx: Context, tokenId: string): Promise<void> {
  requirePermission(ctx, "token:write");
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.apiToken.updateMany({
      where: { ...reach(ctx), id: tokenId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("not-found", "There is no such token, or it was revoked already.");
    await audit(tx, ctx, { action: "token.revoke", subjectType: "token", subjectId: tokenId });
  });
}

const reach = (ctx: Context) => ({
  organizationId: ctx.organizationId,
  ...(ctx.permissions.has("people:write") ? {} : { userId: personOf(ctx) }),
});

async function views(tx: Tx, tokens: readonly ApiToken[]): Promise<TokenView[]> {
  const users = await tx.user.findMany({
    where: { id: { in: tokens.map((token) => token.userId) } },
    select: { id: true, name: true },
  });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return tokens.map((token) => ({
    id: token.id,
    name: token.name,
    prefix: token.prefix,
    scopes: token.scopes,
    person: { id: token.userId, name: names.get(token.userId) ?? "" },
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt.toISOString(),
    usedAt: token.usedAt?.toISOString() ?? null,
    state: stateOf(token),
  }));
}

function stateOf({ revokedAt, expiresAt }: ApiToken): TokenView["state"] {
  if (revokedAt) return "revoked";
  return expiresAt <= new Date() ? "expired" : "active";
}
