import { z } from "zod";

import { ProviderError } from "#lib/domain/provider-call.ts";

/** An answer of another shape than its documentation gives. */
export const malformed = (call: { service: string; operation: string }, error: z.ZodError): ProviderError =>
  new ProviderError("malformed", call, z.prettifyError(error).slice(0, 500));
