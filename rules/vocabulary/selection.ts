import { term } from './term.js';
import type { Term } from './term.js';

/** What follows a vote for an appraisal agency. */
export const nextStepTerms = {
  chosen: term('过半数当选', '得票超过参加票数的半数', 'R-18'),
  again: term('参加人数不足，重新投票', '参加投票的证数未超过规定比例', '征收与补偿条例第20条'),
  'run-off': term('未过半数，再投一次', '前两名之间再投一次', 'R-18'),
  lottery: term('公证摇号', '票数相同或仍未过半数', 'R-20'),
} as const satisfies Record<string, Term>;

/** How the agency of a track was chosen. */
export const howChosenTerms = {
  agreement: term('协商一致', '范围内各证选定同一机构', 'R-20'),
  vote: term('投票选定', '少数服从多数', 'R-18'),
  lottery: term('公证摇号', '按公开种子摇号', 'R-20'),
} as const satisfies Record<string, Term>;

export const voteRoundTerms = {
  first: term('首轮投票', '在全部候选机构之间', 'R-18'),
  'run-off': term('再投', '在前两名之间', 'R-18'),
} as const satisfies Record<string, Term>;
