import { z } from "zod";

/** What a job of source control can say of itself to a cloud that trusts its issuer. */
export const FederationSubject = z.object({
  /** Host of the issuer, such as `token.actions.githubusercontent.com`. */
  issuer: z.string(),
  /** The `sub` claim, in which `*` stands for what the job is free to choose. */
  subject: z.string(),
  /** Further claims a trust may ask for, such as `repository`. */
  claims: z.record(z.string(), z.string()),
});
export type FederationSubject = z.infer<typeof FederationSubject>;
