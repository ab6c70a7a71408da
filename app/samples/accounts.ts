import type { Role } from '../../rules/acts.js';
import type { PanelCategory } from '../../rules/panel/compose-panel.js';
import { roleTerms } from '../../rules/vocabulary/people.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import { SAMPLE_PANEL } from './panel.js';

/** An account of the sample project; every name is made up. */
export interface SampleAccount {
  readonly username: string;
  readonly displayName: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  /** Has a post certificate. */
  readonly certified?: boolean;
  /** In the pool of the public-credibility panel, as what. */
  readonly panelCategory?: PanelCategory;
}

/** Password of every sample account. Sample accounts exist only where the sample project was loaded. */
export const SAMPLE_PASSWORD = 'baoshan-sample';

export const SAMPLE_ORGANISATIONS: readonly { readonly name: string; readonly kind: OrganisationKind }[] = [
  { name: '示例区人民政府', kind: 'district-government' },
  { name: '示例区房屋管理局', kind: 'housing-bureau' },
  { name: '示例区规划资源局', kind: 'planning-bureau' },
  { name: '示例面积认定机关', kind: 'determination-body' },
  { name: '示例街镇', kind: 'town' },
  { name: '示例第一征收事务所', kind: 'firm' },
  { name: '示例投资监理公司', kind: 'investment-supervision-firm' },
  { name: '示例第一估价机构', kind: 'appraisal-agency' },
  { name: '示例第二估价机构', kind: 'appraisal-agency' },
  { name: '示例第三估价机构', kind: 'appraisal-agency' },
  { name: '示例估价专家委员会', kind: 'expert-committee' },
  { name: '示例公证处', kind: 'notary-office' },
  { name: '示例征地事务机构', kind: 'land-agency' },
  { name: '示例居民委员会', kind: 'village-committee' },
  { name: '示例区档案馆', kind: 'archive' },
  { name: '示例区国资委', kind: 'state-assets-commission' },
  { name: '示例区审计局', kind: 'audit-bureau' },
  { name: '示例区纪检监察机关', kind: 'discipline-commission' },
];

const firm = '示例第一征收事务所';

export const SAMPLE_ACCOUNTS: readonly SampleAccount[] = [
  { username: 'district', displayName: '区局经办甲', organisation: '示例区房屋管理局', roles: ['district-officer'] },
  {
    username: 'government',
    displayName: '区府经办甲',
    organisation: '示例区人民政府',
    roles: ['district-government'],
  },
  {
    username: 'planning',
    displayName: '规划经办甲',
    organisation: '示例区规划资源局',
    roles: ['planning-officer'],
  },
  { username: 'town-a', displayName: '街镇经办甲', organisation: '示例街镇', roles: ['town-officer'] },
  { username: 'checker', displayName: '公示审核甲', organisation: '示例街镇', roles: ['publication-checker'] },
  {
    username: 'determine-a',
    displayName: '认定经办甲',
    organisation: '示例面积认定机关',
    roles: ['determination-officer'],
  },
  {
    username: 'determine-b',
    displayName: '认定经办乙',
    organisation: '示例面积认定机关',
    roles: ['determination-officer'],
  },
  { username: 'field-a', displayName: '经办甲', organisation: firm, roles: ['field-officer'], certified: true },
  { username: 'field-b', displayName: '经办乙', organisation: firm, roles: ['field-officer'], certified: true },
  { username: 'field-c', displayName: '经办丙', organisation: firm, roles: ['field-officer'], certified: true },
  { username: 'field-d', displayName: '经办丁（未持证）', organisation: firm, roles: ['field-officer'] },
  { username: 'supervisor', displayName: '项目主管甲', organisation: firm, roles: ['project-supervisor'] },
  { username: 'inspection', displayName: '监管部甲', organisation: firm, roles: ['supervision-department'] },
  { username: 'approver', displayName: '分管领导甲', organisation: firm, roles: ['approver'] },
  { username: 'seal', displayName: '用印甲', organisation: firm, roles: ['seal-keeper'] },
  { username: 'maker', displayName: '制单甲', organisation: firm, roles: ['payment-maker'] },
  { username: 'bookkeeper', displayName: '会计甲', organisation: firm, roles: ['bookkeeper'] },
  { username: 'finance', displayName: '财务负责人甲', organisation: firm, roles: ['finance-head'] },
  { username: 'manager', displayName: '总经理甲', organisation: firm, roles: ['general-manager'] },
  {
    username: 'investment',
    displayName: '投资监理甲',
    organisation: '示例投资监理公司',
    roles: ['investment-supervisor'],
  },
  {
    username: 'government-b',
    displayName: '区府经办乙',
    organisation: '示例区人民政府',
    roles: ['district-government'],
  },
  { username: 'district-b', displayName: '区局经办乙', organisation: '示例区房屋管理局', roles: ['district-officer'] },
  { username: 'planning-b', displayName: '规划经办乙', organisation: '示例区规划资源局', roles: ['planning-officer'] },
  {
    username: 'land-agency',
    displayName: '征地经办甲',
    organisation: '示例征地事务机构',
    roles: ['land-agency-officer'],
  },
  { username: 'town-b', displayName: '街镇经办乙', organisation: '示例街镇', roles: ['town-officer'] },
  { username: 'town-c', displayName: '街镇经办丙', organisation: '示例街镇', roles: ['town-officer'] },
  { username: 'valuer-a', displayName: '估价师甲', organisation: '示例第一估价机构', roles: ['valuer'] },
  { username: 'valuer-b', displayName: '估价师乙', organisation: '示例第一估价机构', roles: ['valuer'] },
  { username: 'valuer-c', displayName: '估价师丙', organisation: '示例第二估价机构', roles: ['valuer'] },
  { username: 'valuer-d', displayName: '估价师丁', organisation: '示例第三估价机构', roles: ['valuer'] },
  { username: 'expert-a', displayName: '评估专家甲', organisation: '示例估价专家委员会', roles: ['expert-committee'] },
  { username: 'expert-b', displayName: '评估专家乙', organisation: '示例估价专家委员会', roles: ['expert-committee'] },
  { username: 'expert-c', displayName: '评估专家丙', organisation: '示例估价专家委员会', roles: ['expert-committee'] },
  { username: 'notary', displayName: '公证员甲', organisation: '示例公证处', roles: ['notary'] },
  ...SAMPLE_PANEL,
  { username: 'staff-manager', displayName: '人事管理甲', organisation: firm, roles: ['staff-manager'] },
  { username: 'archivist', displayName: '档案管理甲', organisation: firm, roles: ['archivist'] },
  { username: 'archive', displayName: '档案接收甲', organisation: '示例区档案馆', roles: ['district-archivist'] },
  {
    username: 'state-assets',
    displayName: '国资监管甲',
    organisation: '示例区国资委',
    roles: ['state-assets-inspector'],
  },
  { username: 'audit', displayName: '审计甲', organisation: '示例区审计局', roles: ['auditor'] },
  {
    username: 'discipline',
    displayName: '纪检甲',
    organisation: '示例区纪检监察机关',
    roles: ['discipline-inspector'],
  },
  { username: 'administrator', displayName: '系统管理员', organisation: '示例区房屋管理局', roles: ['administrator'] },
];

/** Certified colleagues of the firm beyond those who are played: on collective land it needs twenty (firmMinCertified). */
export const SAMPLE_COLLEAGUES: readonly SampleAccount[] = Array.from('戊己庚辛壬癸子丑寅卯辰巳午未申酉戌').map(
  (letter, index) => ({
    username: `colleague-${String(index + 1)}`,
    displayName: `经办${letter}`,
    organisation: firm,
    roles: ['field-officer'],
    certified: true,
  }),
);

/** The same accounts as the sign-in page of a demonstration shows them. */
export const sampleSignIns = SAMPLE_ACCOUNTS.map(({ username, displayName, organisation, roles }) => ({
  username,
  displayName,
  organisationName: organisation,
  roleLabels: roles.map((role) => roleTerms[role].label),
  password: SAMPLE_PASSWORD,
}));
