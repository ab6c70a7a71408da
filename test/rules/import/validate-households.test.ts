import { describe, expect, it } from '@jest/globals';
import { HOUSEHOLD_COLUMNS, headerOf } from '../../../rules/import/columns.js';
import type { HouseholdColumnAlias } from '../../../rules/import/columns.js';
import { isIdNumber } from '../../../rules/import/fields.js';
import { validateHouseholds } from '../../../rules/import/validate-households.js';

type Row = Partial<Record<HouseholdColumnAlias, string>>;

const valid: Record<HouseholdColumnAlias, string> = {
  number: '0001',
  address: '某路 1 号',
  holder_name: '住户甲',
  id_number: '310113190001010017',
  phone: '021-56000000',
  tenure: '公房承租',
  use: '居住',
  certificate_area: '',
  living_area: '11.9',
  unit_price: '25000.00',
  non_self_contained: '是',
  registered_persons: '3',
  hardship_persons: '',
  owner_name: '公房产权单位',
  owner_id_number: '91310113MA1EXAMP12',
  owner_payee_name: '公房产权单位',
  owner_payee_account: '31050000099887766',
  payee_name: '住户甲',
  payee_account: '6222000000000000',
};
const chinese = HOUSEHOLD_COLUMNS.map(({ header }) => header);
const record = (row: Row = {}): Record<string, string> =>
  Object.fromEntries(HOUSEHOLD_COLUMNS.map(({ alias }) => [headerOf(alias), { ...valid, ...row }[alias]]));
const NO_OWNER: Row = { owner_name: '', owner_id_number: '', owner_payee_name: '', owner_payee_account: '' };
const OWN_HOUSE: Row = { ...NO_OWNER, tenure: '私有产权', certificate_area: '80', living_area: '' };
const SHOP: Row = { ...OWN_HOUSE, use: '商业', non_self_contained: '否' };
const errorsOf = (...rows: Row[]) => {
  const result = validateHouseholds(rows.map(record), chinese);
  return result.ok ? [] : result.errors.map(({ row, column }) => `${row.toString()} ${column}`);
};

describe('the import of a household list', () => {
  it('reads every household into our units', () => {
    const private2 = {
      ...OWN_HOUSE,
      number: '0002',
      hardship_persons: '2',
      non_self_contained: '否',
    };
    const result = validateHouseholds([record(), record(private2)], chinese);
    expect(result.ok ? result.households : result.errors).toMatchObject([
      {
        number: '0001',
        tenure: 'public-tenancy',
        livingAreaHundredths: 1_190n,
        certificateAreaHundredths: null,
        unitPriceFen: 2_500_000n,
        nonSelfContained: true,
        registeredPersons: 3,
        hardshipPersons: 0,
        use: 'residential',
        owner: { name: '公房产权单位', payeeAccount: '31050000099887766' },
      },
      {
        number: '0002',
        tenure: 'private',
        certificateAreaHundredths: 8_000n,
        livingAreaHundredths: null,
        nonSelfContained: false,
        hardshipPersons: 2,
        owner: null,
      },
    ]);
  });

  it('takes English headers, any order and spaces around values as well', () => {
    const english = Object.fromEntries(
      Object.entries(valid)
        .reverse()
        .map(([alias, value]) => [alias, ` ${value} `]),
    );
    const result = validateHouseholds(
      [{ ...english, tenure: 'public-tenancy', use: 'residential', non_self_contained: 'true' }],
      Object.keys(english),
    );
    expect(result.ok).toBe(true);
  });

  it.each<[Row, string[]]>([
    [{ number: '' }, ['户编号']],
    [{ number: '4 2' }, ['户编号']],
    [{ address: '' }, ['地址']],
    [{ address: '路'.repeat(201) }, ['地址']],
    [{ holder_name: ' ' }, ['权利人或承租人']],
    [{ id_number: '310113190001010018' }, ['证件号']],
    [{ id_number: '31011319000101' }, ['证件号']],
    [{ phone: '12345' }, ['联系电话']],
    [{ ...NO_OWNER, tenure: '借住' }, ['房屋类型', '证载建筑面积']],
    [{ ...OWN_HOUSE, certificate_area: '' }, ['证载建筑面积']],
    [{ tenure: '执行政府租金的私房' }, ['证载建筑面积']],
    [{ tenure: 'government-rent', certificate_area: '32.6', living_area: '' }, []],
    [{ ...OWN_HOUSE, owner_name: '甲', owner_payee_account: '62220000' }, ['产权人', '产权人收款账号']],
    [NO_OWNER, ['产权人', '产权人证件号', '产权人收款户名', '产权人收款账号']],
    [{ owner_id_number: '91310113MA1EXAMPIO' }, ['产权人证件号']],
    [{ owner_id_number: '110105194912310021' }, ['产权人证件号']],
    [{ use: '' }, ['用途']],
    [{ use: '养殖' }, ['用途']],
    [SHOP, []],
    [{ ...SHOP, registered_persons: '0' }, []],
    [{ ...SHOP, use: 'factory', certificate_area: '' }, ['证载建筑面积']],
    [{ ...SHOP, non_self_contained: '是', hardship_persons: '1' }, ['非成套', '困难人口数']],
    [{ use: '办公', non_self_contained: '否' }, ['证载建筑面积']],
    [{ ...SHOP, tenure: '私有产权', use: '办公' }, []],
    [{ living_area: '' }, ['居住面积']],
    [{ living_area: '0' }, ['居住面积']],
    [{ living_area: '-1' }, ['居住面积']],
    [{ certificate_area: '12.345', living_area: '' }, ['证载建筑面积']],
    [{ unit_price: '25,000.00' }, ['评估单价']],
    [{ unit_price: '' }, ['评估单价']],
    [{ non_self_contained: '不知道' }, ['非成套']],
    [{ non_self_contained: 'false' }, []],
    [{ registered_persons: '0' }, ['在册人口']],
    [{ registered_persons: '1.5' }, ['在册人口']],
    [{ hardship_persons: '4' }, ['困难人口数']],
    [{ hardship_persons: '3' }, []],
    [{ hardship_persons: 'x' }, ['困难人口数']],
    [{ payee_name: '' }, ['收款户名']],
    [{ payee_account: '6222 0000 0000' }, ['收款账号']],
  ])('with %j names the column', (row, columns) => {
    expect(errorsOf(row)).toEqual(columns.map((column) => `2 ${column}`));
  });

  it('imports nothing when one row is wrong, and lists every error in order', () => {
    expect(errorsOf({}, { number: '0002', unit_price: 'x' }, { number: '0003', phone: '', payee_account: '' })).toEqual(
      ['3 评估单价', '4 联系电话', '4 收款账号'],
    );
  });

  it('names the row a number was first used in', () => {
    const result = validateHouseholds([record(), record({ number: '0002' }), record()], chinese);
    expect(result).toMatchObject({ ok: false, errors: [{ row: 4, column: '户编号' }] });
    expect(result.ok ? '' : result.errors[0]?.message).toContain('第 2 行');
  });

  it('does not call two empty numbers the same number', () => {
    expect(errorsOf({ number: '' }, { number: '' })).toEqual(['2 户编号', '3 户编号']);
  });

  it('refuses a header that lacks, repeats or invents columns, before looking at rows', () => {
    const headers = (names: readonly string[]) => {
      const result = validateHouseholds([record({ phone: '' })], names);
      return result.ok ? [] : result.errors.map(({ row, column }) => `${row.toString()} ${column}`);
    };
    expect(headers(chinese.slice(1))).toEqual(['1 户编号']);
    expect(headers([...chinese, 'number'])).toEqual(['1 户编号']);
    expect(headers([...chinese, '备注'])).toEqual(['1 备注']);
  });

  it('refuses an empty list', () => {
    expect(validateHouseholds([], chinese)).toMatchObject({ ok: false, errors: [{ row: 1 }] });
  });
});

describe('identity numbers', () => {
  it.each([
    ['11010519491231002X', true],
    ['110105194912310021', false],
    ['11010519491231002x', false],
    ['310113190001010017', true],
    ['310113190001010071', false],
  ])('%s, after the example of the standard, is one: %s', (text, expected) => {
    expect(isIdNumber(text)).toBe(expected);
  });
});
