/** Reads as a credential: what a text may hold that is put together only when it is applied. */
export const mayHoldSecret = "sk-known-after-it-is-applied";
