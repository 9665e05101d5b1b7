import { z } from "zod";

// Lenient: a proxy in between may answer in its own words.
const Problem = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** What the API answered instead of the thing asked for. Its message may be shown. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly fields: readonly { field: string; message: string }[];

  constructor(status: number, problem: z.infer<typeof Problem>) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.fields = problem.fields ?? [];
  }

  fieldMessage(field: string): string | undefined {
    return this.fields.find((candidate) => candidate.field === field)?.message;
  }
}

export async function apiErrorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = Problem.safeParse(body);
  return new ApiError(response.status, problem.success ? problem.data : {});
}

/** Worth another try: the network failed, or the server did. */
export const isTransient = (error: unknown): boolean => !(error instanceof ApiError) || error.status >= 500;

export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  // A page that is older than the server, or somebody else's page in between.
  if (error instanceof SyntaxError || error instanceof z.ZodError)
    return "The server's answer could not be read. Reload the page.";
  return "The server could not be reached. Check the connection and try again.";
}
