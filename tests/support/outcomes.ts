import { AppError } from "#lib/domain/errors.ts";

/** How each of several attempts at once ended: `done`, the code of a refusal, or the message of a defect. */
export async function outcomesOf(attempts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.map((outcome) => {
    if (outcome.status === "fulfilled") return "done";
    const reason: unknown = outcome.reason;
    return reason instanceof AppError ? reason.code : `broken: ${String(reason)}`;
  });
}

/** One `done` and the same refusal for all others, whatever their order. */
export const oneDone = (count: number, code: string): string[] => [
  ...Array.from({ length: count - 1 }, () => code),
  "done",
];
