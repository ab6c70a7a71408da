import { byDistrict, byLaw, byProject, calendarDays, known, oneOf, proposed, within } from '../parameter.js';

/** Choice of the appraisal agency: candidates, vote, run-off, lottery. */
export const selection202107 = {
  negotiatedCandidatesMin: known(2, '协议置换候选机构下限', '家', 'R-17'),
  negotiatedCandidatesMax: known(3, '协议置换候选机构上限', '家', 'R-17'),
  stateShortlistMin: proposed(3, '征收入围机构下限', '家', 'R-19', byProject),
  agree: proposed(calendarDays(10), '协商选定期限', '日', '征收与补偿条例第20条'),
  /** More than this share of the units must have taken part. */
  quorumBp: proposed(5_000, '投票参加比例（超过）', '万分比', '征收与补偿条例第20条', within(1, 9_999)),
  /** More than this share of the votes cast chooses. */
  majorityBp: proposed(5_000, '当选票数比例（超过）', '万分比', 'R-18', within(5_000, 9_999)),
  runOff: proposed(true, '无过半数时再投一次', '是否', 'R-18'),
  /** How often a vote without quorum is repeated before lots are drawn. */
  repeatVotes: proposed(1, '未达参加比例时重投次数', '次', '征收与补偿条例第20条', within(0, 3)),
  fallback: oneOf<'notarised-lottery'>(known('notarised-lottery', '仍无结果时的办法', '办法', '征收与补偿条例第20条')),
  votesPerCertificate: proposed(1, '每证票数', '票', '市政府令第71号第23条', byLaw),
  /** Who voted what is shown to nobody; otherwise those who read the papers see it beside the household. */
  secretBallot: proposed(true, '票决保密', '是否', '征收与补偿条例第20条', byDistrict),
  lotteryWitnesses: proposed(2, '摇号居民见证人', '人', 'R-20', byProject),
};
