/**
 * Whether `text` fits an IAM pattern, in which `*` is any text and `?` one character. Two pointers and one point to
 * return to: linear in practice, whatever a policy's author wrote.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resumeAt = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern++;
      resumeAt = at;
    } else if (wanted !== undefined && (wanted === "?" || wanted === text[at])) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}

/** Whether everything that fits `inner` also fits `outer`. Errs to no. */
export const coversGlob = (outer: string, inner: string): boolean =>
  outer === inner || (!outer.includes("?") && fitsGlob(outer, inner));
