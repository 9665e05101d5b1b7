import { diffValues } from "./value-diff.ts";

type Props = { before: unknown; after: unknown };

/** What went and what came, line by line. The marks say it to those who see no colour. */
export function ChangeLines({ before, after }: Props) {
  const { removed, added, sameCount } = diffValues(before, after);
  return (
    <>
      {numbered(removed).map(([key, text]) => (
        <del key={key} className={`${line} bg-critical/10`}>
          <span className="select-none">− </span>
          {text}
        </del>
      ))}
      {numbered(added).map(([key, text]) => (
        <ins key={key} className={`${line} bg-good/10`}>
          <span className="select-none">+ </span>
          {text}
        </ins>
      ))}
      {sameCount > 0 && <span className="px-1 font-sans text-muted">{sameCount} unchanged</span>}
    </>
  );
}

const line =
  "scroll-thin max-h-60 overflow-auto rounded-sm px-1 whitespace-pre-wrap wrap-anywhere no-underline";

/** A list may hold the same member twice. */
function numbered(texts: readonly string[]): [string, string][] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return [`${count} ${text}`, text];
  });
}
