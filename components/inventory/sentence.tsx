import { partsOf } from "./short-key.ts";

/** A reason in words a person reads; a provider's id is short, and whole on hover. */
export const Sentence = ({ text }: { text: string }) => {
  let at = 0;
  return partsOf(text).map(({ text: shown, key }) => {
    at += shown.length;
    return key === null ? (
      shown
    ) : (
      <span key={at} title={key} className="font-mono text-xs">
        {shown}
      </span>
    );
  });
};
