import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { NoticeKind } from '../vocabulary/papers.js';
import { containsPersonalNumber } from './mask.js';

/** Tier 1: the open web. Tier 2: the board in the scope, for the persons expropriated (part 8). */
export type PublicationTier = 1 | 2;

export type PublicValue = string | number | boolean | null;

const PROJECT_FIELDS = [
  'title',
  'number',
  'projectName',
  'projectCode',
  'policyVersion',
  'publishedOn',
  'endsOn',
  'contact',
];
const RATE_FIELDS = ['units', 'sealed', 'rate', 'residentsRate', 'effectiveRate', 'reachedAt', 'effectiveOn'];
const UNIT_FIELDS = ['householdNumber', 'address', 'maskedName', 'tenure'];

/** Fields of a notice and of its rows that each kind may show; whatever is not named here stays inside. */
const rowFields: Readonly<Record<NoticeKind, readonly string[]>> = {
  'project-scope': [],
  'freeze-notice': [],
  'area-list': [...UNIT_FIELDS, 'areaSqm', 'areaBasis'],
  'willingness-result': [],
  'plan-draft': [],
  'plan-final': [],
  'expropriation-decision': [],
  'expropriation-refusal': [],
  'collective-pre-notice': [],
  'agency-call': [],
  'agency-candidates': ['agencyName', 'rank'],
  'agency-vote': ['agencyName', 'votes', 'rank'],
  'agency-lottery': ['agencyName', 'rank'],
  'agency-choice': ['agencyName', 'votes', 'rank'],
  'preliminary-appraisal': [...UNIT_FIELDS, 'areaSqm', 'unitPriceYuan'],
  'appraisal-result': [],
  'hardship-recognition': ['householdNumber', 'maskedName', 'recognisedPersons', 'result'],
  'review-opinion': ['householdNumber', 'maskedName', 'question', 'opinion'],
  'effective-notice': [],
  'audit-result': [],
  'signing-result': [],
  'conversion-decision': [],
  'compensation-decision': ['totalYuan'],
  'household-results': [...UNIT_FIELDS, 'areaSqm', 'unitPriceYuan', 'components', 'totalYuan', 'exchangeHouse'],
};

/** Row fields that may stand on the open web: an anonymous case number and nothing that leads to a person or a home. */
const TIER_1_ROW_FIELDS = ['caseNumber', 'agencyName', 'votes', 'rank'];

/** The fields a kind of notice may show on a tier: for the notice itself and for each of its rows. */
export function publicFields(
  kind: NoticeKind,
  tier: PublicationTier,
): { notice: readonly string[]; row: readonly string[] } {
  const row = ['caseNumber', ...rowFields[kind]];
  return {
    notice: [...PROJECT_FIELDS, ...RATE_FIELDS, 'summary'],
    row: tier === 2 ? row : row.filter((field) => TIER_1_ROW_FIELDS.includes(field)),
  };
}

/** Keeps only what the kind and the tier allow. */
export function keepPublicFields<T>(
  content: Readonly<Record<string, T>>,
  allowed: readonly string[],
): Record<string, T> {
  return Object.fromEntries(Object.entries(content).filter(([field]) => allowed.includes(field)));
}

/**
 * 脱敏核对: nothing outside the allow-list, no identity number, phone or account in any text, names masked
 * (part 8). Run before a notice is approved and again before it is published.
 */
export function checkPublicContent(
  kind: NoticeKind,
  tier: PublicationTier,
  notice: Readonly<Record<string, PublicValue>>,
  rows: readonly Readonly<Record<string, PublicValue>>[],
  policy: Policy,
): Decision<null> {
  const allowed = publicFields(kind, tier);
  const findings = [
    ...recordFindings(notice, allowed.notice, ''),
    ...rows.flatMap((row, index) => recordFindings(row, allowed.row, `rows[${index.toString()}].`)),
  ];
  return decide(null, findings, policy.version);
}

function recordFindings(
  record: Readonly<Record<string, PublicValue>>,
  allowed: readonly string[],
  prefix: string,
): Finding[] {
  return Object.entries(record).flatMap(([name, value]): Finding[] => {
    const of = (message: string): Finding[] => [
      { code: 'FIELD_NOT_PUBLISHABLE', message, basis: '个人信息保护法第25条、R-21', field: prefix + name },
    ];
    if (!allowed.includes(name)) return of('该内容不得公开，请删去');
    if (typeof value !== 'string') return [];
    if (containsPersonalNumber(value)) return of('文字中有证件号、电话或账号，请删去后再公示');
    if (name === 'maskedName' && !value.endsWith('＊')) return of('姓名未脱敏，请只保留姓氏');
    return [];
  });
}
