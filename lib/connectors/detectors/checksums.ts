const digitsOf = (text: string): number[] => Array.from(text, Number);

/** ISO/IEC 7812: payment cards, Swedish personal numbers. */
export function passesLuhn(digits: string): boolean {
  const sum = digitsOf(digits)
    .toReversed()
    .reduce((all, digit, at) => {
      const weighed = at % 2 === 0 ? digit : digit * 2;
      return all + (weighed > 9 ? weighed - 9 : weighed);
    }, 0);
  return sum % 10 === 0;
}

/** Remainder of a number too long for one: letters, if any, stand for 10 to 35 as in an IBAN. */
export const remainderBy97 = (text: string): number =>
  Array.from(text).reduce((rest, sign) => {
    const value = Number.parseInt(sign, 36);
    return (rest * (value > 9 ? 100 : 10) + value) % 97;
  }, 0);

export const weightedSum = (digits: string, weights: readonly number[]): number =>
  weights.reduce((all, weight, at) => all + weight * Number(digits[at] ?? 0), 0);

/** ISO 7064 modulus 11,10: German tax ids. */
export function passesMod11By10(digits: string): boolean {
  let product = 10;
  for (const digit of digitsOf(digits.slice(0, -1))) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

const turned = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Verhoeff's scheme over the dihedral group of ten: Aadhaar numbers. */
export function passesVerhoeff(digits: string): boolean {
  const check = digitsOf(digits)
    .toReversed()
    .reduce((state, digit, at) => multiplied(state, permuted(digit, at % 8)), 0);
  return check === 0;
}

const permuted = (digit: number, times: number): number =>
  times === 0 ? digit : permuted(turned[digit] ?? 0, times - 1);

function multiplied(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
}
