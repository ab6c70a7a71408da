import type { IsoDate } from '../dates.js';

/** A text that rules rest on, with the days between which it is in force. */
export interface LegalText {
  readonly number: string;
  readonly title: string;
  readonly validFrom: IsoDate | null;
  /** Last day in force; null where the text names none. */
  readonly validTo: IsoDate | null;
  /** Have the dates been read in the text itself? */
  readonly confirmed: boolean;
}

const text = (
  number: string,
  title: string,
  validFrom: IsoDate | null,
  validTo: IsoDate | null,
  confirmed = true,
): LegalText => ({ number, title, validFrom, validTo, confirmed });

/** The texts in force or lapsed that the rules of this house rest on. Renewals are entered as texts of their own. */
export const legalTexts: readonly LegalText[] = [
  text('国务院令第590号', '国有土地上房屋征收与补偿条例', '2011-01-21', null),
  text('国务院令第743号', '土地管理法实施条例', '2021-09-01', null),
  text('市政府令第71号', '上海市国有土地上房屋征收与补偿实施细则', '2011-10-19', null, false),
  text('沪府发〔2011〕75号', '上海市征收集体土地房屋补偿暂行规定', null, null, false),
  text('建房〔2011〕77号', '国有土地上房屋征收评估办法', null, null, false),
  text('沪府办发〔2012〕24号', '国有土地上房屋征收补偿若干意见', null, '2019-03-31'),
  text('沪府发〔2012〕73号', '国有土地上房屋征收补偿决定若干规定', null, '2022-06-30'),
  text('沪房管规范征〔2012〕9号', '国有土地上房屋征收补偿配套规定', null, '2021-06-30'),
  text('宝国资委〔2021〕13号', '宝山区房屋征收监管方案', '2021-07-08', null),
];
