import { byLaw, onlyDown, proposed } from '../parameter.js';

/** Survey and determination of areas. */
export const area202107 = {
  /** Largest gap between the two surveys, as a share of the larger one. */
  surveyToleranceBp: proposed(60, '两次实测允许误差', '万分比', '房产测量规范、R-25', onlyDown),
  publicTenancyFactor: proposed(
    { numerator: 154n, denominator: 100n },
    '公房居住面积换算系数',
    '倍（进位到两位小数）',
    '公房建筑面积换算口径',
    byLaw,
  ),
};
