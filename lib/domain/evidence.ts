/** Facts that justify an outcome: the value that was read, under the name a reader of the provider's console knows. */
export type Evidence = Record<string, string | number | boolean | null | readonly string[]>;
