const separator = "\u001f";

/** Names a relationship by its ends and its kind: what at most one current relationship has. */
export const relationshipId = ({ from, kind, to }: { from: string; kind: string; to: string }): string =>
  `${from}${separator}${kind}${separator}${to}`;
