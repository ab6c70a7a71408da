import { parseSqm, parseYuan } from '../units.js';
import type { Parsed } from '../decision.js';
import { houseUseTerms, isHouseUse, isTenure, tenureTerms } from '../vocabulary/cases.js';
import type { HouseUse, Tenure } from '../vocabulary/cases.js';
import type { Term } from '../vocabulary/term.js';
import { headerOf, HOUSEHOLD_COLUMNS } from './columns.js';
import type { HouseholdColumnAlias } from './columns.js';
import {
  isCreditCode,
  isHouseholdNumber,
  isIdNumber,
  isPayeeAccount,
  isPhone,
  wholeNumber,
  yesOrNo,
} from './fields.js';

/** Who owns a house that is let at government rent, and where his share of the compensation goes. */
export interface HouseOwner {
  readonly name: string;
  readonly idNumber: string;
  readonly payeeName: string;
  readonly payeeAccount: string;
}

/** One household of the list, checked and in our units. */
export interface ImportedHousehold {
  readonly number: string;
  readonly address: string;
  readonly holderName: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly tenure: Tenure;
  readonly use: HouseUse;
  readonly certificateAreaHundredths: bigint | null;
  readonly livingAreaHundredths: bigint | null;
  readonly unitPriceFen: bigint;
  readonly nonSelfContained: boolean;
  readonly registeredPersons: number;
  readonly hardshipPersons: number;
  readonly payeeName: string;
  readonly payeeAccount: string;
  /** Null where the household owns its house. */
  readonly owner: HouseOwner | null;
}

/** Row as people count it: the header is row 1, the first household row 2. Column is the header's Chinese name. */
export interface ImportError {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

export type HouseholdImport =
  | { readonly ok: true; readonly households: readonly ImportedHousehold[] }
  | { readonly ok: false; readonly errors: readonly ImportError[] };

/** Records of a CSV with its header names as keys. */
export type CsvRecord = Readonly<Record<string, string>>;

/** 导入户册: every household of the list, or every error by row and column; never a half. */
export function validateHouseholds(records: readonly CsvRecord[], header: readonly string[]): HouseholdImport {
  const errors = headerErrors(header);
  if (records.length === 0) errors.push({ row: 1, column: '户编号', message: '户册没有内容，请至少填写一户' });
  if (errors.length > 0) return { ok: false, errors };
  const rows = records.map((record, index) => new HouseholdRow(record, index + 2));
  const households = rows.map((row) => row.read());
  const all = [...rows.flatMap((row) => row.errors), ...duplicateErrors(households)];
  return all.length > 0 ? { ok: false, errors: all.sort((a, b) => a.row - b.row) } : { ok: true, households };
}

function headerErrors(header: readonly string[]): ImportError[] {
  const names = header.map((name) => name.trim());
  const errors: ImportError[] = [];
  for (const { header: chinese, alias } of HOUSEHOLD_COLUMNS) {
    const found = names.filter((name) => name === chinese || name === alias).length;
    if (found === 0)
      errors.push({ row: 1, column: chinese, message: `缺少“${chinese}”列（或 ${alias}），请按模板补上` });
    if (found > 1) errors.push({ row: 1, column: chinese, message: `“${chinese}”列重复，请只留一列` });
  }
  for (const name of names) {
    const known = HOUSEHOLD_COLUMNS.some((column) => column.header === name || column.alias === name);
    if (!known) errors.push({ row: 1, column: name, message: '模板中没有这一列，请删去或改正列名' });
  }
  return errors;
}

function duplicateErrors(households: readonly ImportedHousehold[]): ImportError[] {
  const firstRow = new Map<string, number>();
  return households.flatMap(({ number }, index) => {
    const earlier = firstRow.get(number);
    if (earlier === undefined || number === '') {
      firstRow.set(number, index + 2);
      return [];
    }
    const message = `户编号 ${number} 与第 ${earlier.toString()} 行重复，请改正`;
    return [{ row: index + 2, column: '户编号', message }];
  });
}

const ACCOUNT_RULE = '须是 8 到 30 位数字，不带空格';
const OWNER_COLUMNS = ['owner_name', 'owner_id_number', 'owner_payee_name', 'owner_payee_account'] as const;

/** Reads one row; what cannot be read leaves an error and a placeholder that never gets out. */
class HouseholdRow {
  readonly errors: ImportError[] = [];

  constructor(
    private readonly record: CsvRecord,
    private readonly row: number,
  ) {}

  read(): ImportedHousehold {
    const tenure = this.oneOf('tenure', tenureTerms, isTenure) ?? 'private';
    const use = this.oneOf('use', houseUseTerms, isHouseUse) ?? 'residential';
    const dwelling = use === 'residential';
    const registeredPersons = this.count('registered_persons', dwelling ? 1 : 0);
    if (!dwelling) this.refuseDwellingsOnly(tenure);
    return {
      number: this.matching('number', isHouseholdNumber, '只能用数字、字母和短横，最长 20 位，例如 0042'),
      address: this.filled('address'),
      holderName: this.filled('holder_name'),
      idNumber: this.matching('id_number', isIdNumber, '须是 18 位证件号且校验位正确，请核对'),
      phone: this.matching('phone', isPhone, '须是手机号或带区号的固定电话，例如 021-56000000'),
      tenure,
      use,
      ...this.areas(tenure, dwelling),
      unitPriceFen: this.positive('unit_price', parseYuan, '25000.00') ?? 0n,
      nonSelfContained: this.yesOrNo('non_self_contained'),
      registeredPersons,
      hardshipPersons: this.hardshipPersons(registeredPersons),
      payeeName: this.filled('payee_name'),
      payeeAccount: this.matching('payee_account', isPayeeAccount, ACCOUNT_RULE),
      owner: this.owner(tenure),
    };
  }

  private text(alias: HouseholdColumnAlias): string {
    return (this.record[headerOf(alias)] ?? this.record[alias] ?? '').trim();
  }

  private refuse(alias: HouseholdColumnAlias, message: string): void {
    this.errors.push({ row: this.row, column: headerOf(alias), message });
  }

  private filled(alias: HouseholdColumnAlias): string {
    const text = this.text(alias);
    if (text === '') this.refuse(alias, `请填写${headerOf(alias)}`);
    else if (text.length > 200) this.refuse(alias, `${headerOf(alias)}最长 200 字，请缩短`);
    return text;
  }

  private matching(alias: HouseholdColumnAlias, fits: (text: string) => boolean, rule: string): string {
    const text = this.text(alias);
    if (text === '') this.refuse(alias, `请填写${headerOf(alias)}`);
    else if (!fits(text)) this.refuse(alias, `${headerOf(alias)}${rule}`);
    return text;
  }

  /** A value of a vocabulary, by its key or its Chinese word. */
  private oneOf<Key extends string>(
    alias: HouseholdColumnAlias,
    terms: Readonly<Record<Key, Term>>,
    isKey: (text: string) => text is Key,
  ): Key | undefined {
    const text = this.text(alias);
    const key = Object.keys(terms)
      .filter(isKey)
      .find((each) => each === text || terms[each].label === text);
    const labels = Object.values<Term>(terms).map(({ label }) => label);
    if (key === undefined) this.refuse(alias, `${headerOf(alias)}只能填 ${labels.join('、')}`);
    return key;
  }

  /** What only a dwelling has: a private owner at government rent, the unit-size subsidy, hardship. */
  private refuseDwellingsOnly(tenure: Tenure): void {
    if (tenure === 'government-rent') this.refuse('tenure', '执行政府租金的私房只有居住房屋，请核对房屋类型或用途');
    if (yesOrNo(this.text('non_self_contained')) === true)
      this.refuse('non_self_contained', '非居住房屋不分成套，请填 否');
    if ((wholeNumber(this.text('hardship_persons'), 1) ?? 0) > 0) {
      this.refuse('hardship_persons', '非居住房屋没有居住困难保障，请留空');
    }
  }

  private owner(tenure: Tenure): HouseOwner | null {
    if (tenure === 'private') {
      for (const alias of OWNER_COLUMNS) {
        if (this.text(alias) !== '') this.refuse(alias, '私有产权的产权人就是权利人，请留空');
      }
      return null;
    }
    return {
      name: this.filled('owner_name'),
      idNumber: this.matching(
        'owner_id_number',
        (text) => isCreditCode(text) || isIdNumber(text),
        '须是 18 位统一社会信用代码或证件号，请核对',
      ),
      payeeName: this.filled('owner_payee_name'),
      payeeAccount: this.matching('owner_payee_account', isPayeeAccount, ACCOUNT_RULE),
    };
  }

  private areas(
    tenure: Tenure,
    dwelling: boolean,
  ): Pick<ImportedHousehold, 'certificateAreaHundredths' | 'livingAreaHundredths'> {
    const certificateAreaHundredths = this.optionalArea('certificate_area');
    const livingAreaHundredths = this.optionalArea('living_area');
    const noCertificate = this.text('certificate_area') === '';
    if (noCertificate && !dwelling) this.refuse('certificate_area', '非居住房屋请填写证载建筑面积');
    else if (noCertificate && tenure !== 'public-tenancy') this.refuse('certificate_area', '私房请填写证载建筑面积');
    else if (noCertificate && this.text('living_area') === '') {
      this.refuse('living_area', '公房承租请填写居住面积或证载建筑面积');
    }
    return { certificateAreaHundredths, livingAreaHundredths };
  }

  private optionalArea(alias: HouseholdColumnAlias): bigint | null {
    return this.text(alias) === '' ? null : this.positive(alias, parseSqm, '18.33');
  }

  private positive(
    alias: HouseholdColumnAlias,
    parse: (value: unknown, field: { field: string; label: string; example: string }) => Parsed<bigint>,
    example: string,
  ): bigint | null {
    const parsed = parse(this.text(alias), { field: alias, label: headerOf(alias), example });
    if (!parsed.ok) this.refuse(alias, parsed.finding.message);
    else if (parsed.value <= 0n) this.refuse(alias, `${headerOf(alias)}必须大于 0`);
    else return parsed.value;
    return null;
  }

  private yesOrNo(alias: HouseholdColumnAlias): boolean {
    const answer = yesOrNo(this.text(alias));
    if (answer === undefined) this.refuse(alias, `${headerOf(alias)}只能填 是 或 否`);
    return answer ?? false;
  }

  private count(alias: HouseholdColumnAlias, lowest: number): number {
    const value = wholeNumber(this.text(alias), lowest);
    if (value === undefined) this.refuse(alias, `${headerOf(alias)}须是 ${lowest.toString()} 到 99 的整数`);
    return value ?? lowest;
  }

  private hardshipPersons(registeredPersons: number): number {
    if (this.text('hardship_persons') === '') return 0;
    const persons = this.count('hardship_persons', 0);
    if (persons > registeredPersons) this.refuse('hardship_persons', '困难人口数不得多于在册人口，请核对');
    return persons;
  }
}
