/** Why a request got no answer: what fetch says is always that it failed; the reason is beneath. */
export function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message.slice(0, 300) : String(cause);
}
