/** Is this an identity number of the Chinese form: 17 digits and the check character of GB 11643? */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17];
}

/** A unified social credit code as GB 32100 writes it: 18 digits and capitals, of which I, O, S, V and Z are none. */
export const isCreditCode = (text: string): boolean =>
  /^[0-9A-HJ-NP-RTUWXY]{18}$/.test(text) && !/^\d{17}[\dX]$/.test(text);

export const isPayeeAccount = (text: string): boolean => /^\d{8,30}$/.test(text);

/** Mobile number, or landline with area code. */
export const isPhone = (text: string): boolean => /^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(text);

export const isHouseholdNumber = (text: string): boolean => /^[0-9A-Za-z-]{1,20}$/.test(text);

/** A whole number from a lowest value to 99, or undefined. */
export function wholeNumber(text: string, lowest: number): number | undefined {
  if (!/^(0|[1-9]\d?)$/.test(text)) return undefined;
  const value = Number(text);
  return value >= lowest ? value : undefined;
}

export function yesOrNo(text: string): boolean | undefined {
  if (text === '是' || text === 'true') return true;
  if (text === '否' || text === 'false') return false;
  return undefined;
}
