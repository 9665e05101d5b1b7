const widestPrefix = 8;

/** More of the internet than any office has: whoever opens to it opens to strangers, if not to all of them. */
export function isWideRange(range: string | undefined): boolean {
  const [address = "", bits] = (range ?? "").split("/");
  if (bits === undefined || !/^\d+$/.test(bits) || Number(bits) > widestPrefix) return false;
  // Private ones of that width hold nobody of the internet.
  if (address.includes(":")) return !/^f[cd]/i.test(address);
  return !(/^(10|127)\./.test(address) && Number(bits) === widestPrefix);
}
