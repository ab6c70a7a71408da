/** One task of every kind, as a single person with many roles would see them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EntryForm, TaskDetail, TaskEntry, TaskFacts } from '../../api/contract/index.js';
import type { Entry } from '../../api/entries/define-entry.js';
import { defineScopeEntry } from '../../api/entries/define-scope.entry.js';
import { schemaOfFields } from '../../api/entries/form-schema.js';
import { negotiateEntry } from '../../api/entries/negotiate.entry.js';
import { issueFreezeNoticeEntry } from '../../api/entries/issue-freeze-notice.entry.js';
import { actOf, type ActName } from '../../rules/acts.js';
import { vocabulary } from '../../rules/vocabulary.js';
import {
  acts,
  agreement,
  calculation,
  determination,
  documents,
  household,
  maskedTable,
  negotiations,
  notice,
  objection,
  originalTable,
  paymentList,
  surveys,
} from './fixture-facts.js';

const VERDICT_LABELS: Readonly<Record<string, string>> = {
  determined: '认定',
  masked: '已核对',
  approved: '同意',
  returned: '退回',
  upheld: '异议成立',
  rejected: '异议不成立',
  passed: '通过',
  rectified: '已整改',
  sealed: '用印',
  made: '提交审核',
  refused: '不同意',
  corrected: '已更正',
  funded: '已补足',
};

/** The forms that the diagrams link, as they lie in bpmn/. */
const deployedForm = (path: string): TaskDetail['form'] => {
  const text = readFileSync(fileURLToPath(new URL(`../../bpmn/${path}.form`, import.meta.url)), 'utf8');
  return { formId: path.split('/').at(-1) ?? path, version: 1, schema: JSON.parse(text) as unknown };
};

interface Given {
  readonly key: string;
  readonly act: ActName;
  readonly entry: TaskEntry;
  readonly facts: TaskFacts;
  readonly mine?: boolean;
  readonly form?: string;
  readonly rest?: Partial<TaskDetail>;
}

function task({ key, act, entry, facts, mine = true, form, rest = {} }: Given): TaskDetail {
  const { label, verdicts, clauses, caseKind } = actOf(act);
  return {
    taskKey: key,
    name: label,
    act,
    actLabel: label,
    processId: 'household-agreement',
    processName: '协商签约',
    caseKind,
    caseId: household.id,
    caseTitle: household.caseNumber,
    householdId: household.id,
    caseNumber: household.caseNumber,
    address: household.address,
    projectId: '00000000-0000-4000-8000-000000000001',
    projectName: '示例路旧改项目',
    round: 1,
    waitingSince: '2021-09-07T09:00:00+08:00',
    dueAt: '2021-09-10T18:00:00+08:00',
    overdue: false,
    assignee: mine ? 'demo' : null,
    claim: { allowed: true, findings: [] },
    verdicts: verdicts.map((value) => ({ value, label: VERDICT_LABELS[value] ?? value })),
    returnReasons: verdicts.includes('returned')
      ? Object.entries(vocabulary.returnReason).map(([value, term]) => ({ value, label: term.label }))
      : [],
    clauses: [...clauses],
    entry,
    entryDone: false,
    entryForm: null,
    form: form === undefined ? null : deployedForm(form),
    facts,
    ...rest,
  };
}

const agreementFacts: TaskFacts = {
  kind: 'agreement',
  household,
  agreement,
  calculation,
  documents,
  evidence: [
    { kind: 'lines', title: '证据链', lines: [{ label: '状态', value: '1 处缺口，审核不能批准，请补齐或按理由退回' }] },
    {
      kind: 'table',
      title: '证据链缺口',
      columns: ['缺少', '退回理由', '因此没有依据的事项'].map((label) => ({ label, numeric: false })),
      rows: [['户籍资料', '材料不成证据链', '在册人口、户口迁移奖']],
      empty: '没有内容',
    },
  ],
  acts,
  signedByMe: false,
};
const listFacts: TaskFacts = { kind: 'payment-list', list: paymentList, shortfallYuan: '0.00' };

const projectFacts: TaskFacts = {
  kind: 'sheet',
  sections: [
    {
      kind: 'lines',
      title: '项目范围',
      lines: [
        { label: '四至范围', value: '东至甲路，西至乙路，南至丙路，北至丁路' },
        { label: '启动资金', value: '1000000.00 元', hint: '须先存入项目专户（R-56）' },
      ],
    },
    {
      kind: 'table',
      title: '资金',
      columns: [
        { label: '凭证', numeric: false },
        { label: '金额（元）', numeric: true },
      ],
      rows: [['首期资金', '1000000.00']],
      empty: '还没有入账。',
    },
    { kind: 'table', title: '合同', columns: [{ label: '编号', numeric: false }], rows: [], empty: '还没有合同。' },
    {
      kind: 'documents',
      title: '办理材料',
      documents: documents.map(({ id, name, contentHash, uploadedByName, uploadedAt }) => ({
        id,
        name,
        contentHash,
        uploadedByName,
        uploadedAt,
      })),
    },
    { kind: 'trail', title: '办理轨迹', acts },
  ],
};
const ofProject = { householdId: null, caseNumber: null, address: null, caseTitle: 'BS-2021-01' } as const;
const formOf = (entry: Entry, values: Record<string, unknown>): EntryForm => ({
  schema: { ...schemaOfFields(entry.fields) },
  values,
  documents: {},
  enteredAt: null,
  worksheet: false,
});

/** Keys that tests name. */
export const SCOPE_TASK = '112';
export const FREEZE_TASK = '113';
export const SURVEY_TASK = '101';
export const REVIEW_TASK = '106';
export const DENIED_TASK = '102';

export const allTasks = (): TaskDetail[] => [
  task({
    key: SURVEY_TASK,
    act: 'survey-area',
    form: 'forms/household-contact',
    entry: 'area-survey',
    facts: { kind: 'survey', household, ownSurvey: null },
    rest: { overdue: true, dueAt: '2021-09-07T18:00:00+08:00' },
  }),
  task({
    key: DENIED_TASK,
    act: 'determine-area',
    form: 'area-determination/determine-area',
    entry: 'area-determination',
    facts: { kind: 'determination', household, surveys, determinations: [determination], objections: [objection] },
  }),
  task({
    key: '103',
    act: 'negotiate',
    form: 'forms/household-contact',
    entry: 'form',
    facts: { kind: 'negotiation', household, determination, negotiations, documents },
    rest: { entryForm: formOf(negotiateEntry, {}) },
  }),
  task({
    key: '104',
    act: 'check-before-signing',
    form: 'household-agreement/check-before-signing',
    entry: 'none',
    facts: { kind: 'calculation', household, determination, negotiations, calculation, documents },
  }),
  task({
    key: '105',
    act: 'sign-as-officer',
    form: 'forms/household-contact',
    entry: 'officer-signature',
    facts: agreementFacts,
  }),
  task({
    key: REVIEW_TASK,
    act: 'review-project-supervisor',
    form: 'file-bag-review/review-verdict',
    entry: 'none',
    facts: agreementFacts,
    rest: { round: 2 },
  }),
  task({
    key: '107',
    act: 'seal-agreement',
    form: 'household-agreement/seal-agreement',
    entry: 'none',
    facts: agreementFacts,
  }),
  task({
    key: '108',
    act: 'mask-notice',
    form: 'publication/mask-notice',
    entry: 'none',
    facts: {
      kind: 'notice',
      notice,
      summary: '5户房屋面积认定结果，公示期内可书面提出异议',
      original: originalTable,
      masked: maskedTable,
      acts: [],
    },
    rest: { householdId: null, caseNumber: null, address: null, caseTitle: notice.number },
  }),
  task({
    key: '109',
    act: 'answer-objection',
    form: 'publication/answer-objection',
    entry: 'objection-answer',
    facts: { kind: 'objection', objection, household, notice, surveys, determinations: [determination] },
  }),
  task({
    key: '110',
    act: 'make-payment-list',
    form: 'payment/make-payment-list',
    entry: 'payment-list-version',
    facts: listFacts,
    rest: { householdId: null, caseNumber: null, address: null, caseTitle: paymentList.number },
  }),
  task({
    key: '111',
    act: 'correct-payee',
    entry: 'payee',
    facts: { ...listFacts, shortfallYuan: '120000.00' },
    rest: { householdId: null, caseNumber: null, address: null, caseTitle: paymentList.number },
  }),
  task({
    key: SCOPE_TASK,
    act: 'define-scope',
    form: 'project-launch/define-scope',
    entry: 'form',
    facts: projectFacts,
    rest: { ...ofProject, entryForm: formOf(defineScopeEntry, { boundary: '东至甲路', land: 'state' }) },
  }),
  task({
    key: FREEZE_TASK,
    act: 'issue-freeze-notice',
    form: 'formal-preparation/issue-freeze-notice',
    entry: 'form',
    facts: projectFacts,
    rest: { ...ofProject, entryForm: formOf(issueFreezeNoticeEntry, {}) },
  }),
  task({
    key: '114',
    act: 'confirm-scope',
    form: 'project-launch/confirm-scope',
    entry: 'none',
    facts: projectFacts,
    rest: ofProject,
  }),
  task({ key: '201', act: 'negotiate', entry: 'none', mine: false, facts: agreementFacts }),
  task({
    key: '202',
    act: 'approve-agreement',
    entry: 'none',
    mine: false,
    facts: agreementFacts,
    rest: {
      claim: {
        allowed: false,
        findings: [
          { code: 'SEPARATION_OF_DUTIES', message: '您已作为经办人参与本户协商，不能审批同一户。', clauses: ['SD2'] },
        ],
      },
    },
  }),
];
