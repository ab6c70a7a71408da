/** One fictional project and household with something of everything that pages show. */
import type {
  Agreement,
  AreaDetermination,
  AreaSurvey,
  BagDocument,
  Calculation,
  CaseView,
  HouseholdFacts,
  Negotiation,
  NoticeReference,
  OwnDecision,
  OwnReport,
  NoticeTable,
  Objection,
  PaymentList,
  ProjectView,
  RecordedAct,
} from '../../api/contract/index.js';
import { vocabulary, type HouseholdStage } from '../../rules/vocabulary.js';

/** The moment at which the fixture stands still. */
export const NOW = '2021-09-08T10:30:00+08:00';
export const hash = (digit: string): string => digit.repeat(64);
/** A readable id: `id(7)` is the seventh. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const STAGES = Object.keys(vocabulary.householdStage) as HouseholdStage[];
const stageLabel = (stage: HouseholdStage): string => vocabulary.householdStage[stage].label;

export const stageLine = (current: HouseholdStage): CaseView['stages'] =>
  STAGES.map((stage, index) => {
    const at = STAGES.indexOf(current);
    const state = index < at ? 'done' : index === at ? 'current' : 'ahead';
    return { stage, label: stageLabel(stage), state };
  });

export const household: HouseholdFacts = {
  id: id(1),
  projectId: id(100),
  number: '001',
  caseNumber: 'BS-2021-01-001',
  address: '宝山区示例路 12 弄 3 号 201 室',
  holderName: '住户甲',
  stage: 'reviewing',
  stageLabel: stageLabel('reviewing'),
  tenure: 'public-tenancy',
  tenureLabel: vocabulary.tenure['public-tenancy'].label,
  use: 'residential',
  useLabel: vocabulary.houseUse.residential.label,
  certificateAreaSqm: null,
  livingAreaSqm: '11.90',
  unitPriceYuan: '25000.00',
  nonSelfContained: true,
  registeredPersons: 4,
  hardshipPersons: null,
  idNumberMasked: '310***********1234',
  phoneMasked: '138****5678',
  payeeName: '住户甲',
  payeeAccountMasked: '622********0123',
};

const officers = ['经办甲', '经办乙'] as const;
export const surveys: AreaSurvey[] = officers.map((officerName, index) => ({
  id: id(10 + index),
  round: 1,
  officerName,
  measuredAreaSqm: '18.33',
  note: index === 0 ? '含阁楼，净高不足部分未计' : null,
  surveyedAt: '2021-08-02T09:20:00+08:00',
}));

export const determination: AreaDetermination = {
  id: id(20),
  version: 1,
  areaSqm: '18.33',
  basis: '租用公房凭证记载居住面积 11.90 平方米，按 1.54 换算，与两次实测相符',
  newHomestead: false,
  use: 'residential',
  useBasis: null,
  determinedByName: '认定甲',
  determinedAt: '2021-08-04T14:00:00+08:00',
  status: 'frozen',
  noticeId: id(50),
  frozenAt: '2021-08-13T00:00:00+08:00',
};

export const negotiations: Negotiation[] = officers.map((officerName, index) => ({
  id: id(30 + index),
  round: 1,
  officerName,
  summary: '在基地办公室向住户甲解释补偿方案，户方希望货币补偿，对面积无异议。',
  heldAt: '2021-08-20T15:00:00+08:00',
}));

export const calculation: Calculation = {
  id: id(40),
  policyVersion: '2011-71',
  components: [
    {
      name: 'appraised',
      label: '评估价格',
      yuan: '379226.88',
      basis: '评估均价 25,861.08 元/㎡ × 18.33 ㎡ × 0.8（市政府令第71号第27条）',
    },
    { name: 'subsidy', label: '价格补贴', yuan: '142210.08', basis: '评估均价 × 0.3 × 18.33 ㎡' },
    { name: 'unit-size', label: '套型面积补贴', yuan: '387916.20', basis: '评估均价 × 15 ㎡，非成套独用' },
  ],
  totalYuan: '909353.16',
  ownerShare: { yuan: '92089.92', basis: '产权人份额0.2 × 25120.00元/㎡ × 18.33㎡；市政府令第71号第29条' },
  contentHash: hash('a'),
  computedAt: '2021-08-20T15:05:00+08:00',
  superseded: false,
};

export const agreement: Agreement = {
  id: id(41),
  householdId: household.id,
  version: 1,
  number: 'BS-2021-01-001-01',
  status: 'in-review',
  statusLabel: '审核中',
  totalYuan: '909353.16',
  contentHash: hash('b'),
  text: [
    '房屋征收补偿协议',
    '',
    '甲方：宝山区示例镇人民政府',
    '乙方：住户甲',
    '',
    '一、乙方承租的公有房屋坐落于宝山区示例路 12 弄 3 号 201 室，认定建筑面积 18.33 平方米。',
    '二、补偿总额为人民币玖拾万玖仟叁佰伍拾叁元壹角陆分（909,353.16 元）。',
    '三、本协议在签约率达到生效比例时生效，生效后三十日内付清。',
  ].join('\n'),
  preparedAt: '2021-08-22T10:00:00+08:00',
  sealedAt: null,
  effectiveAt: null,
  dueOn: null,
  signatures: [
    { party: 'household', form: 'electronic', personName: '住户甲', signedAt: '2021-08-23T09:00:00+08:00' },
    { party: 'officer', form: 'electronic', personName: '经办甲', signedAt: '2021-08-23T09:10:00+08:00' },
    { party: 'officer', form: 'electronic', personName: '经办乙', signedAt: '2021-08-23T09:12:00+08:00' },
  ],
};

export const documents: BagDocument[] = [
  {
    id: id(60),
    type: 'tenancy-voucher',
    typeLabel: '租用公房凭证',
    name: '租用公房凭证.pdf',
    mediaType: 'application/pdf',
    contentHash: hash('c'),
    uploadedByName: '经办甲',
    uploadedAt: '2021-08-18T11:00:00+08:00',
    superseded: false,
  },
];

export const acts: RecordedAct[] = [
  {
    act: 'check-before-signing',
    actLabel: '签约前审核',
    round: 1,
    personName: '监理甲',
    organisationName: '示例投资监理公司',
    verdict: 'passed',
    verdictLabel: '通过',
    returnReason: null,
    note: null,
    contentHash: hash('a'),
    actedAt: '2021-08-21T10:00:00+08:00',
    clauses: ['R-50', 'SD2'],
    withdrawn: false,
  },
  {
    act: 'review-project-supervisor',
    actLabel: '项目主管复核',
    round: 1,
    personName: '主管甲',
    organisationName: '示例征收事务所',
    verdict: 'returned',
    verdictLabel: '退回',
    returnReason: 'c',
    note: '缺户籍资料，安置人员无法核对，请补正。',
    contentHash: hash('b'),
    actedAt: '2021-08-24T10:00:00+08:00',
    clauses: ['R-37', 'R-40', 'SD2'],
    withdrawn: true,
  },
];

export const notice: NoticeReference = {
  id: id(50),
  kind: 'area-list',
  kindLabel: '面积认定公示',
  number: 'BS-2021-01-G01',
  title: '示例路旧改项目面积认定公示（第一批）',
  status: 'published',
  publishedAt: '2021-09-05T09:00:00+08:00',
  endsAt: '2021-09-13T00:00:00+08:00',
};

export const ownReport: OwnReport = {
  number: '沪估-0001',
  agencyName: '示例第一估价机构',
  valueDate: '2021-08-01',
  areaSqm: '18.33',
  unitPriceYuan: '60000.00',
  valueYuan: '1099800.00',
  deliveredOn: '2021-09-03',
  mayAsk: { reportId: id(61), step: 'reappraisal', stepLabel: '复核', lastDay: '2021-09-13' },
  objections: [],
};

export const ownDecision: OwnDecision = {
  number: 'BS-2021-01-0001-决',
  issuedOn: '2021-12-01',
  servedOn: '2021-12-02',
  amountYuan: '909353.16',
  reservedYuan: '909353.16',
  exchangeHouse: '示例路8号301室',
  exchangeAreaSqm: '60.00',
  exchangeValueYuan: '900000.00',
  besideHouseYuan: '9353.16',
  forHouseYuan: '0.00',
  moveOutBy: '2021-12-17',
  remedyUntil: '2022-06-02',
  choiceLabel: null,
  dueYuan: null,
};

export const objection: Objection = {
  id: id(51),
  noticeId: notice.id,
  householdId: household.id,
  text: '公示面积未计入阁楼，凭证上有记载。',
  filedAt: '2021-09-06T13:00:00+08:00',
  status: 'open',
  answer: null,
  upheld: null,
  answeredAt: null,
};

const row = (number: number): NoticeTable['rows'][number] => ({
  caseNumber: `BS-2021-01-${String(number).padStart(3, '0')}`,
  address: `示例路 12 弄 ${String(number)} 号`,
  holder: '住＊',
  area: '18.33',
});
export const maskedTable: NoticeTable = {
  columns: [
    { key: 'caseNumber', label: '案号' },
    { key: 'address', label: '地址' },
    { key: 'holder', label: '权利人' },
    { key: 'area', label: '认定面积（㎡）' },
  ],
  rows: [1, 2, 3, 4, 5].map(row),
};
export const originalTable: NoticeTable = {
  ...maskedTable,
  rows: maskedTable.rows.map((cells) => ({ ...cells, holder: '住户甲' })),
};

export const paymentList: PaymentList = {
  id: id(70),
  roundId: id(71),
  projectId: id(100),
  projectName: '示例路旧改项目',
  version: 2,
  number: 'BS-2021-01-F01',
  totalYuan: '1818706.32',
  listHash: hash('d'),
  status: 'in-review',
  statusLabel: '四级审核中',
  dueOn: '2021-10-15',
  accountBalanceYuan: '5000000.00',
  items: [1, 2].map((number) => ({
    id: id(71 + number),
    householdId: id(number),
    caseNumber: `BS-2021-01-00${String(number)}`,
    holderName: number === 1 ? '住户甲' : '住户乙',
    claimNumber: `BS-2021-01-00${String(number)}-01`,
    amountYuan: '909353.16',
    payeeName: number === 1 ? '住户甲' : '住户乙',
    payeeAccountMasked: '622********0123',
    status: number === 1 ? 'listed' : 'failed',
    statusLabel: number === 1 ? '已列清单' : '付款失败',
    failureReason: number === 1 ? null : '账号与户名不符',
  })),
  acts: [
    {
      act: 'make-payment-list',
      actLabel: '编制发放清单',
      round: 2,
      personName: '出纳甲',
      organisationName: '示例征收事务所',
      verdict: 'made',
      verdictLabel: '已编制',
      returnReason: null,
      note: null,
      contentHash: hash('d'),
      actedAt: '2021-09-07T09:00:00+08:00',
      clauses: ['R-58', 'SD8'],
      withdrawn: false,
    },
  ],
};

export const project: ProjectView = {
  id: id(100),
  code: 'BS-2021-01',
  name: '示例路旧改项目',
  mode: 'state',
  modeLabel: '国有土地征收',
  registeredOn: '2021-07-08',
  households: 60,
  frozen: 58,
  signed: 37,
  paid: 0,
  rateBp: 6167,
  effectiveRateBp: 8500,
  signingOpenedAt: '2021-08-16T09:00:00+08:00',
  signingEndsAt: '2021-09-16T00:00:00+08:00',
  rateReachedAt: null,
  policyVersion: '2011-71',
  averagePriceYuan: '25861.08',
  subsidyCoefficientBp: 3000,
  unitSizeSubsidySqm: '15.00',
  conversionPriceYuan: '24000.00',
  signingPeriodDays: 30,
  townOrganisationName: '示例镇人民政府',
  firmOrganisationName: '示例征收事务所',
  accountBalanceYuan: '5000000.00',
  stages: [
    { stage: 'negotiating', label: stageLabel('negotiating'), households: 21 },
    { stage: 'reviewing', label: stageLabel('reviewing'), households: 2 },
    { stage: 'sealed', label: stageLabel('sealed'), households: 37 },
  ],
  notices: [notice],
  paymentLists: [
    {
      id: paymentList.id,
      number: paymentList.number,
      version: paymentList.version,
      totalYuan: paymentList.totalYuan,
      status: paymentList.status,
      statusLabel: paymentList.statusLabel,
      dueOn: paymentList.dueOn,
    },
  ],
};

export const caseView: CaseView = {
  household,
  project: {
    id: project.id,
    code: project.code,
    name: project.name,
    modeLabel: project.modeLabel,
    signingEndsAt: project.signingEndsAt,
  },
  stages: stageLine('reviewing'),
  surveys,
  determinations: [determination],
  negotiations,
  calculations: [calculation],
  agreements: [agreement],
  acts,
  documents,
  notices: [notice],
  objections: [objection],
  payments: [],
  ledger: [
    {
      seq: 1,
      kind: 'act-recorded',
      kindLabel: '事项办理',
      actLabel: '实测房屋面积',
      reasons: [],
      actorName: '经办甲',
      at: '2021-08-02T09:20:00+08:00',
      clauses: ['R-42', 'SD16'],
      hash: hash('e'),
    },
    {
      seq: 2,
      kind: 'act-refused',
      kindLabel: '事项被拒',
      actLabel: '认定房屋面积',
      reasons: ['同一人不得兼办不相容的事项'],
      actorName: '经办甲',
      at: '2021-08-04T13:00:00+08:00',
      clauses: ['SD1'],
      hash: hash('f'),
    },
  ],
};

/** A house that is let, its agreement signed by the household and waiting for the owner, his scan in the bag. */
export const LET_HOUSE = id(7);
export const letCase: CaseView = {
  ...caseView,
  household: { ...household, id: LET_HOUSE, stage: 'signing', stageLabel: '签约中' },
  agreements: [
    {
      ...agreement,
      status: 'prepared',
      statusLabel: '待签署',
      signatures: agreement.signatures.filter(({ party }) => party === 'household'),
    },
  ],
  documents: documents.map((document) => ({
    ...document,
    type: 'signed-agreement',
    typeLabel: '纸质协议签署件',
    name: '产权人签字页.pdf',
    superseded: false,
  })),
};
