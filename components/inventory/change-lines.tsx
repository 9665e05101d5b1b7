import { diffValues } from "./value-diff.ts";

type Props = { before: unknown; after: unknown };

/** What went and what came, line by line. The marks say it to those who see no colour. */
export function ChangeLines({ before, after }: Props) {
  const { removed, added, sameCount } = diffValues(before, after);
  return (
    <>
      {removed.map((text, at) => (
        <del key={`${at} ${text}`} className={`${line} bg-critical/10`}>
          <span className="select-none">− </span>
          {text}
        </del>
      ))}
      {added.map((text, at) => (
        <ins key={`${at} ${text}`} className={`${line} bg-good/10`}>
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
