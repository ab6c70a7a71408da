import type { ImportedHousehold } from '../../rules/import/validate-households.js';

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/** A valid row of the household register: a public tenancy with the figures of a published case (TV1). */
export function householdRow(number = 1, overrides: Partial<ImportedHousehold> = {}): ImportedHousehold {
  const name = `住户${NAMES[(number - 1) % NAMES.length] ?? '甲'}`;
  return {
    number: number.toString().padStart(4, '0'),
    address: `甲路${number.toString()}号`,
    holderName: name,
    idNumber: '310113199001010014',
    phone: '021-56000000',
    tenure: 'public-tenancy',
    use: 'residential',
    certificateAreaHundredths: null,
    livingAreaHundredths: 1_190n,
    unitPriceFen: 2_500_000n,
    nonSelfContained: true,
    registeredPersons: 3,
    hardshipPersons: 0,
    payeeName: name,
    payeeAccount: '6222000000000001',
    owner: null,
    ...overrides,
  };
}

/** So many different households. */
export const householdRows = (count: number): ImportedHousehold[] =>
  Array.from({ length: count }, (_, index) => householdRow(index + 1));

/** The owner of a house that is let at government rent. */
export const houseOwner = {
  name: '公房产权单位',
  idNumber: '91310113MA1EXAMP12',
  payeeName: '公房产权单位',
  payeeAccount: '31050000099887766',
} as const;

/** A row with the certificate area of the published case, of a house that is not a public dwelling. */
export const houseRow = (number: number, overrides: Partial<ImportedHousehold>): ImportedHousehold =>
  householdRow(number, {
    tenure: 'private',
    certificateAreaHundredths: 1_833n,
    livingAreaHundredths: null,
    nonSelfContained: false,
    ...overrides,
  });
