import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';
import type { IsoDate } from '../dates.js';

/** Grades of an appraisal agency; one in its provisional period appraises no expropriation. */
export const agencyGradeTerms = {
  first: term('一级', '可从事各类房地产估价', '房地产估价机构管理办法'),
  second: term('二级', '可从事房屋征收评估', '房地产估价机构管理办法'),
  third: term('三级', '可从事房屋征收评估', '房地产估价机构管理办法'),
  provisional: term('三级（暂定期）', '暂定期内不得从事房屋征收评估', '房地产估价机构管理办法'),
} as const satisfies Record<string, Term>;
export type AgencyGrade = keyof typeof agencyGradeTerms;

/** 相应资质: a grade that may appraise expropriated houses, valid on the day. */
export const isQualified = (grade: AgencyGrade, validTo: IsoDate, today: IsoDate): boolean =>
  grade !== 'provisional' && validTo >= today;
