import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';
import { formatDate } from '../dates.js';
import type { Tenure } from '../vocabulary/cases.js';
import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';

/** What one officer found at the house: keys handed over, meters read, whether it is empty. */
export interface HandoverRecord {
  readonly officerId: string;
  readonly keys: number;
  /** Readings as they stand on the meters; empty where there is no such meter. */
  readonly water: string;
  readonly electricity: string;
  readonly gas: string;
  readonly vacated: boolean;
}

/** `differ`: two records of one house that cannot both be right; it is looked at again. */
export type HandoverResult = 'vacated' | 'occupied' | 'differ';

/** 交房查验: two officers, two records, one house. One who finds it occupied is enough for it not to be handed over. */
export function compareHandover(records: readonly HandoverRecord[]): HandoverResult {
  const [first, second] = records;
  if (first === undefined || second === undefined || first.officerId === second.officerId) return 'differ';
  const same = (['keys', 'water', 'electricity', 'gas', 'vacated'] as const).every((at) => first[at] === second[at]);
  if (!same) return 'differ';
  return first.vacated && first.keys > 0 ? 'vacated' : 'occupied';
}

/** What follows when the house is not handed over in time; an agreement gives claims, never a right to compel. */
export const lateMoveOutTerms = {
  extend: term('宽限，另约日期', '给予宽限并另约交房日期', 'R-43'),
  mediate: term('调解', '由街镇、居委会调解后另约日期', 'R-43'),
  claim: term('按协议主张权利', '按协议约定协商、仲裁或者起诉，不得强制搬迁', '征收与补偿条例第27条'),
} as const satisfies Record<string, Term>;
export type LateMoveOutStep = keyof typeof lateMoveOutTerms;

/** The paper of the right that ends, by the tenure of the house. */
export const endedRightTerms = {
  'ownership-certificate': term('注销房地产权证', '私有产权的不动产权利注销登记', 'R-47'),
  'tenancy-voucher': term('收回租用凭证', '公房或执行政府租金私房的租赁关系终止，凭证收回', 'R-47'),
} as const satisfies Record<string, Term>;
export type EndedRight = keyof typeof endedRightTerms;

const RIGHT_OF: Readonly<Record<Tenure, EndedRight>> = {
  private: 'ownership-certificate',
  'public-tenancy': 'tenancy-voucher',
  'government-rent': 'tenancy-voucher',
};

/** 约定交房日期: a day that has not passed yet. */
export function handoverDateFindings(handoverOn: IsoDate, today: IsoDate): Finding[] {
  if (handoverOn >= today) return [];
  const message = `交房日期${formatDate(handoverOn)}已过，请约定今天或以后的日期`;
  return [{ code: 'FIELD_OUT_OF_RANGE', message, basis: 'R-43', field: 'handoverOn' }];
}

/** 注销权利: the right that the house really has, ended on a day that has come. */
export function deregistrationFindings(right: EndedRight, endedOn: IsoDate, tenure: Tenure, today: IsoDate): Finding[] {
  const findings: Finding[] = [];
  if (RIGHT_OF[tenure] !== right) {
    const message = `本户应${endedRightTerms[RIGHT_OF[tenure]].label}，请核对权证类型`;
    findings.push({ code: 'FIELD_NOT_APPLICABLE', message, basis: 'R-47', field: 'right' });
  }
  if (endedOn > today) {
    const message = '注销日期在今天以后，请在办妥以后填写';
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message, basis: 'R-47', field: 'endedOn' });
  }
  return findings;
}
