import type { Agreement, CompletionBody, ProjectView, TaskDetail } from '../../api/contract/index.js';
import { buildingAreaOfLivingArea } from '../../rules/area/living-area.js';
import { policyByVersion } from '../../rules/policy/policies.js';
import { formatSqm, parseSqm } from '../../rules/units.js';
import type { Choices } from './choices.js';
import type { HttpSession } from './http-session.js';
import { APPRAISAL_PLAYS } from './play-appraisal.js';
import { CLOSING_PLAYS } from './play-closing.js';
import { FIRM_REVIEW_PLAYS } from './play-firm-reviews.js';
import { INSPECTION_PLAYS } from './play-inspection.js';
import { DECISION_PLAYS } from './play-decision.js';
import { EXPROPRIATION_PLAYS } from './play-expropriation.js';
import { LAUNCH_PLAYS } from './play-launch.js';
import { labelOf } from '../../rules/vocabulary.js';
import { SELECTION_PLAYS } from './play-selection.js';
import { PLAN_PLAYS } from './play-plan.js';
import { says } from './plays.js';
import { SIGNING_PLAYS } from './play-signing.js';
import { MEETING_PLAYS } from './play-meeting.js';
import { MOVE_OUT_PLAYS } from './play-move-out.js';
import { REVIEW_PLAYS } from './play-review.js';
import { STAFF_PLAYS } from './play-staff.js';

export interface PlayedTask {
  readonly task: TaskDetail;
  readonly session: HttpSession;
  readonly choices: Choices;
}
export type Play = (played: PlayedTask) => Promise<CompletionBody>;

const factsOf = <K extends TaskDetail['facts']['kind']>(task: TaskDetail, kind: K) => {
  if (task.facts.kind !== kind) throw new Error(`任务 ${task.name} 带的资料是 ${task.facts.kind}，应为 ${kind}`);
  return task.facts as Extract<TaskDetail['facts'], { kind: K }>;
};

const agreementOf = (task: TaskDetail): Agreement => {
  const { agreement } = factsOf(task, 'agreement');
  if (agreement === null) throw new Error(`任务 ${task.name} 没有协议`);
  return agreement;
};

/** Building area of a public tenancy, which its voucher states as living area, by the figures of its project. */
async function convertLivingArea(session: HttpSession, projectId: string, livingAreaSqm: string): Promise<string> {
  const { policyVersion } = await session.get<ProjectView>(`/api/projects/${projectId}`);
  const parsed = parseSqm(livingAreaSqm, { field: 'livingAreaSqm', label: '居住面积', example: '11.90' });
  if (!parsed.ok) throw new Error(parsed.finding.message);
  return formatSqm(buildingAreaOfLivingArea(parsed.value, policyByVersion(policyVersion)));
}

const survey: Play = async ({ task, session, choices }) => {
  const { household } = factsOf(task, 'survey');
  const exact =
    household.certificateAreaSqm ??
    (await convertLivingArea(session, household.projectId, household.livingAreaSqm ?? '0'));
  // In some first rounds one officer misreads the tape: the two records differ and both measure again.
  const misread =
    task.round === 1 && task.name.startsWith('第二') && choices.happens('misread', household.caseNumber, 10);
  const measuredAreaSqm = misread ? `${String(Number.parseInt(exact, 10) + 9)}.00` : exact;
  await session.post(`/api/households/${household.id}/area-surveys`, { taskKey: task.taskKey, measuredAreaSqm });
  return {};
};

const determine: Play = async ({ task, session, choices }) => {
  const { household, surveys } = factsOf(task, 'determination');
  const areaSqm = surveys.at(-1)?.measuredAreaSqm ?? '0';
  const basis =
    household.certificateAreaSqm === null ? '租用公房凭证记载居住面积，按系数换算' : '不动产权证记载面积，实测一致';
  await session.post(`/api/households/${household.id}/area-determinations`, {
    taskKey: task.taskKey,
    areaSqm,
    basis,
    newHomestead: Number(household.number) <= choices.scenario.newHomesteads,
    use: household.use,
    useBasis: household.use === 'residential' ? '' : '产证记载用途与营业执照相符',
  });
  return { verdict: 'determined' };
};

const answerObjection: Play = async ({ task, session, choices }) => {
  const { objection, household } = factsOf(task, 'objection');
  const upheld = choices.happens('upheld', household.caseNumber, 50);
  const answer = upheld ? '经复查，异议成立，安排其他人员重新实测。' : '经复查，实测与凭证一致，维持原认定面积。';
  await session.post(`/api/objections/${objection.id}/answer`, { taskKey: task.taskKey, answer, upheld });
  return { verdict: upheld ? 'upheld' : 'rejected' };
};

const LET_HOUSE = [
  'identity-proof',
  'tenancy-voucher',
  'household-register',
  'appraisal-report',
  'bank-account-proof',
] as const;
const REQUIRED_DOCUMENTS = {
  private: ['identity-proof', 'ownership-certificate', 'household-register', 'appraisal-report', 'bank-account-proof'],
  'public-tenancy': LET_HOUSE,
  'government-rent': LET_HOUSE,
} as const;

/** What both officers find of a shop, an office, a factory; on collective land no loss is paid by the rate. */
const businessOf = (use: string, byRate: boolean): Readonly<Record<string, unknown>> => ({
  moving: '12600.00',
  movingReport: '设备搬迁评估报告',
  lostEquipment: [{ name: '固定设备', replacement: '86000.00', newness: 60 }],
  ...(use === 'office' && byRate
    ? { lossKind: 'rate' }
    : { lossKind: 'appraised', appraisedLoss: '188000.00', lossReport: '停产停业损失评估报告', proofYears: 3 }),
});

const negotiate: Play = async ({ task, session, choices }) => {
  const { household, documents } = factsOf(task, 'negotiation');
  const present = new Set(documents.map((document) => document.type));
  const hardship = (household.hardshipPersons ?? 0) > 0 ? (['hardship-recognition'] as const) : [];
  const dwelling = household.use === 'residential';
  const business = dwelling ? [] : (['business-papers'] as const);
  const required = [...REQUIRED_DOCUMENTS[household.tenure], ...hardship, ...business];
  for (const type of required.filter((name) => !present.has(name))) {
    const name = labelOf('documentType', type);
    const file = new File([`${household.caseNumber} ${name} 示例文件\n`], `${name}.txt`, { type: 'text/plain' });
    await session.upload(`/api/households/${household.id}/documents`, { type }, file);
  }
  const summary = `第 ${String(task.round)} 次协商：说明方案与计算口径，住户选择货币补偿。`;
  await session.post(`/api/tasks/${task.taskKey}/entry`, {
    values: { summary, ...(dwelling ? {} : businessOf(household.use, choices.scenario.project.mode !== 'collective')) },
  });
  return {};
};

const checkBeforeSigning: Play = ({ task, choices }) => {
  const { household } = factsOf(task, 'calculation');
  const returned = task.round === 1 && choices.happens('pre-check return', household.caseNumber, 10);
  return Promise.resolve(
    returned ? { verdict: 'returned', returnReason: 'a', note: '补偿口径请复核后再报' } : { verdict: 'passed' },
  );
};

const signAsOfficer: Play = async ({ task, session }) => {
  const { id, contentHash } = agreementOf(task);
  await session.post(`/api/agreements/${id}/officer-signatures`, { taskKey: task.taskKey, contentHash });
  return {};
};

const review: Play = ({ task, choices }) => {
  const { household } = factsOf(task, 'agreement');
  const returned = agreementOf(task).version === 1 && choices.happens(`return ${task.act}`, household.caseNumber, 7);
  if (!returned) return Promise.resolve({ verdict: 'approved' });
  const returnReason = choices.pick('reason', household.caseNumber, ['a', 'b', 'c']);
  return Promise.resolve({ verdict: 'returned', returnReason, note: '请按退回意见整改后重新报审' });
};

/** The first version of the first list is refused once, so that a refusal is part of the story. */
const level3: Play = ({ task }) => {
  const { list } = factsOf(task, 'payment-list');
  const refused = list.version === 1 && list.number.endsWith('001');
  return Promise.resolve(refused ? { verdict: 'refused', note: '请核对收款账号后重新编制' } : { verdict: 'approved' });
};

const makeList: Play = async ({ task, session }) => {
  await session.post(`/api/payment-lists/${factsOf(task, 'payment-list').list.id}/versions`, { taskKey: task.taskKey });
  return { verdict: 'made' };
};

const correctPayee: Play = async ({ task, session }) => {
  const { list } = factsOf(task, 'payment-list');
  for (const item of list.items.filter(({ status }) => status === 'failed')) {
    const payeeAccount = `62220000${item.caseNumber.replace(/\D/g, '').slice(-8).padStart(8, '1')}8`;
    await session.put(`/api/payment-items/${item.id}/payee`, {
      taskKey: task.taskKey,
      payeeName: item.payeeName,
      payeeAccount,
    });
  }
  return { verdict: 'corrected' };
};

const PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  ...LAUNCH_PLAYS,
  ...SELECTION_PLAYS,
  ...APPRAISAL_PLAYS,
  ...PLAN_PLAYS,
  ...EXPROPRIATION_PLAYS,
  ...SIGNING_PLAYS,
  ...DECISION_PLAYS,
  ...INSPECTION_PLAYS,
  ...MEETING_PLAYS,
  ...REVIEW_PLAYS,
  ...CLOSING_PLAYS,
  ...MOVE_OUT_PLAYS,
  ...FIRM_REVIEW_PLAYS,
  ...STAFF_PLAYS,
  'confirm-scope': says('approved'),
  'confirm-launch-funds': says('confirmed'),
  'file-commission': says('approved'),
  'decide-formal-preparation': says('approved'),
  'survey-area': survey,
  'determine-area': determine,
  'mask-notice': says('masked'),
  'approve-notice': says('approved'),
  'answer-objection': answerObjection,
  negotiate,
  'check-before-signing': checkBeforeSigning,
  'sign-as-officer': signAsOfficer,
  'review-project-supervisor': review,
  'review-supervision-department': review,
  'review-investment-supervisor': review,
  'approve-agreement': review,
  'rectify-file-bag': says('rectified'),
  'seal-agreement': says('sealed'),
  'make-payment-list': makeList,
  'approve-payment-1': says('approved'),
  'approve-payment-2': says('approved'),
  'approve-payment-3': level3,
  'approve-payment-4': says('approved'),
  'release-payment': says('approved'),
  'fund-account': says('funded'),
  'approve-rule-change': says('approved'),
  'correct-payee': correctPayee,
};

/** Enters what the task's act needs and answers with the verdict to complete it with. */
export function playTask(played: PlayedTask): Promise<CompletionBody> {
  const play = PLAYS[played.task.act];
  if (play === undefined) throw new Error(`演示不会办理“${played.task.actLabel}”`);
  return play(played);
}
