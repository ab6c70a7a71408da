import { byDistrict, byProject, proposed } from '../parameter.js';

/** File-bag review and the public-credibility panel. */
export const review202107 = {
  escalateAtReturn: proposed(3, '升级处理的退回次数', '次', 'R-53', byProject),
  panelPoolMin: proposed(15, '公信评议人员库', '人', 'R-30', byDistrict),
  panelSizeMin: proposed(5, '公信评议到会人数（单数）', '人', 'R-30'),
  panelQuorum: proposed({ numerator: 2n, denominator: 3n }, '公信评议法定人数', '比例', 'R-30', byDistrict),
  /** More than this share of those present adopts; a tie does not. */
  panelMajorityBp: proposed(5_000, '公信评议通过比例（超过）', '万分比', 'R-30', byDistrict),
  panelRehearings: proposed(1, '公信评议复议次数', '次', 'R-31', byDistrict),
};
