/** A column of the household list: Chinese header, English alias, and whether it must be there. */
export interface HouseholdColumn {
  readonly header: string;
  readonly alias: string;
  readonly required: boolean;
}

/**
 * Columns of the household list (户册), in the order of the template. Headers may be Chinese or English.
 * - 户编号 number: number of the household within the project, unique, e.g. `0042`
 * - 地址 address · 权利人或承租人 holder_name · 证件号 id_number (18 characters, checked)
 * - 房屋类型 tenure: 私有产权/private, 公房承租/public-tenancy or 执行政府租金的私房/government-rent
 * - 用途 use: 居住/residential, 商业/shop, 办公/office, 工业/factory, 仓储/warehouse or 其他非居住/other, as registered
 * - 证载建筑面积 certificate_area: m²; required for private ownership
 * - 居住面积 living_area: m² on the tenancy voucher; a public tenancy needs this or the certificate area
 * - 评估单价 unit_price: yuan/m² · 非成套 non_self_contained: 是/否
 * - 在册人口 registered_persons · 困难人口数 hardship_persons (empty or 0: no claim; at most the registered persons)
 * - 产权人 owner_name · 产权人证件号 owner_id_number (credit code of a body, identity number of a person) · 产权人收款户名
 *   owner_payee_name · 产权人收款账号 owner_payee_account: of a house that is let at government rent, of no other
 * - 收款户名 payee_name · 收款账号 payee_account (8–30 digits) · 联系电话 phone
 */
export const HOUSEHOLD_COLUMNS = [
  { header: '户编号', alias: 'number', required: true },
  { header: '地址', alias: 'address', required: true },
  { header: '权利人或承租人', alias: 'holder_name', required: true },
  { header: '证件号', alias: 'id_number', required: true },
  { header: '联系电话', alias: 'phone', required: true },
  { header: '房屋类型', alias: 'tenure', required: true },
  { header: '用途', alias: 'use', required: true },
  { header: '证载建筑面积', alias: 'certificate_area', required: false },
  { header: '居住面积', alias: 'living_area', required: false },
  { header: '评估单价', alias: 'unit_price', required: true },
  { header: '非成套', alias: 'non_self_contained', required: true },
  { header: '在册人口', alias: 'registered_persons', required: true },
  { header: '困难人口数', alias: 'hardship_persons', required: false },
  { header: '产权人', alias: 'owner_name', required: false },
  { header: '产权人证件号', alias: 'owner_id_number', required: false },
  { header: '产权人收款户名', alias: 'owner_payee_name', required: false },
  { header: '产权人收款账号', alias: 'owner_payee_account', required: false },
  { header: '收款户名', alias: 'payee_name', required: true },
  { header: '收款账号', alias: 'payee_account', required: true },
] as const satisfies readonly HouseholdColumn[];

export type HouseholdColumnAlias = (typeof HOUSEHOLD_COLUMNS)[number]['alias'];
export type HouseholdHeader = (typeof HOUSEHOLD_COLUMNS)[number]['header'];

export const headerOf = (alias: HouseholdColumnAlias): HouseholdHeader =>
  HOUSEHOLD_COLUMNS.find((column) => column.alias === alias)?.header ?? '户编号';
