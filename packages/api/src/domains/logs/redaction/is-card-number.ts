/** Payment cards end in a check digit (ISO/IEC 7812, “Luhn”) and begin with 2 to 6: without that every long number would vanish. */
export function isCardNumber(found: string): boolean {
  const digits = found.replace(/\D/g, "");
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
