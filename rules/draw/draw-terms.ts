import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';
import type { DrawKind, DrawMethod, DrawState } from './draw-record.js';

/** Words for the draws of the board. */
export const drawKindTerms: Readonly<Record<DrawKind, Term>> = {
  'appraiser-lottery': term('评估机构摇号', '投票定不出评估机构时公证摇号', 'R-20'),
  'inspection-sample': term('随机抽查', '按风险分层随机抽取案件检查', 'R-70'),
};
export const drawMethodTerms: Readonly<Record<DrawMethod, Term>> = {
  beacon: term('公开号码', '公告以后才产生、无人可以选择的公开号码', 'R-20'),
  parties: term('各方承诺', '各方先承诺、全部承诺后才公开的数', 'R-70'),
};
export const drawStateTerms: Readonly<Record<DrawState, Term>> = {
  announced: term('已公告', '名单已公告，种子尚未产生或公开', 'R-20'),
  drawn: term('已抽取', '由种子得出了结果', 'R-20'),
  aborted: term('已中止', '两人说明理由后中止，没有结果', 'R-20'),
};
