import type { Finding } from '../decision.js';
import { houseUseTerms } from '../vocabulary/cases.js';
import type { HouseUse, Tenure } from '../vocabulary/cases.js';

export interface DeterminedUse {
  readonly tenure: Tenure;
  /** As the register has it. */
  readonly registered: HouseUse;
  readonly use: HouseUse;
  /** The certificate, licence or approval that shows the use. */
  readonly useBasis: string | null;
  readonly newHomestead: boolean;
}

/**
 * 用途认定: a house counts as registered, unless a paper shows that another use was approved (征收与补偿条例 art 24); what
 * nobody lives in rests on a paper in any case, and can neither be let as a dwelling nor be replaced by a homestead.
 */
export function useFindings({ tenure, registered, use, useBasis, newHomestead }: DeterminedUse): Finding[] {
  const dwelling = use === 'residential';
  const findings: Finding[] = [];
  if ((useBasis ?? '').trim() === '' && !(dwelling && registered === 'residential')) {
    const message =
      use === registered
        ? '非居住房屋请写明用途依据，例如 产证记载、营业执照'
        : `户册登记用途为${houseUseTerms[registered].label}，改为${houseUseTerms[use].label}须写明批准文件`;
    findings.push({ code: 'FIELD_MISSING', message, basis: 'R-25、征收与补偿条例第24条', field: 'useBasis' });
  }
  if (!dwelling && tenure === 'government-rent') {
    const message = '执行政府租金的私房只有居住房屋，请核对用途';
    findings.push({ code: 'FIELD_NOT_APPLICABLE', message, basis: '市政府令第71号第30条', field: 'use' });
  }
  if (!dwelling && newHomestead) {
    const message = '只有居住房屋可以安排新宅基地';
    findings.push({ code: 'FIELD_NOT_APPLICABLE', message, basis: 'R-16', field: 'newHomestead' });
  }
  return findings;
}
