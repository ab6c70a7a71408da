import type { CaseView, HouseholdRow, ReviewList, TaskDetail } from '../../api/contract/index.js';
import type { HttpSession } from './http-session.js';
import type { Play } from './play-task.js';
import { enters } from './plays.js';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Two panels of five that have nobody in common, each with every category; the second hears what is heard again. */
const PANELS = [
  ['评议代表甲', '评议律师乙', '评议居委丙', '评议代表丁', '评议居民戊'],
  ['评议代表己', '评议律师庚', '评议居委辛', '评议居民壬', '评议居委癸'],
] as const;

function peopleToChoose({ entryForm }: TaskDetail): readonly Choice[] {
  const { properties } = (entryForm?.schema ?? {}) as {
    properties?: { members?: { items?: { properties?: { member?: { 'x-options'?: readonly Choice[] } } } } };
  };
  return properties?.members?.items?.properties?.member?.['x-options'] ?? [];
}

/** The rows of the form for these people of the sample. */
export function membersNamed(task: TaskDetail, names: readonly string[]): { member: string }[] {
  const people = peopleToChoose(task);
  return names.map((name) => {
    const person = people.find(({ label }) => label.startsWith(name));
    if (person === undefined) throw new Error(`评议人员库没有 ${name}`);
    return { member: person.value };
  });
}

/** How the sample's people judge a special problem; nobody is tied, everybody agrees. */
export const REVIEW_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'compose-panel': enters('composed', ({ task }) => ({
    members: membersNamed(task, PANELS[task.round === 1 ? 0 : 1]),
  })),
  'declare-ties': enters('declared', () => ({ tie: 'none' })),
  'vote-on-review': enters('voted', () => ({ vote: 'for', reason: '情况属实，处理在方案标准以内' })),
  'draw-up-opinion': enters('drawn-up', () => ({
    opinion: '情况属实，同意按方案条款给予一次性补助',
    reasons: '到会人员一致认为材料齐全，处理不超出方案标准',
  })),
};

/** What the sample's supervisor puts to the panel. */
export const SPECIAL_PROBLEM = {
  problem: 'hardship-persons',
  circumstances: '户内一名同住人长期居住但户籍迁入较晚',
  question: '该户同住人是否可以按方案享受困难补助',
  treatment: '按方案条款给予一次性补助',
  amountYuan: '5000.00',
  planLimitYuan: '10000.00',
  planClause: '补偿方案第十二条：困难补助每户不超过一万元',
} as const;

/** While it is negotiated with, up to the check before signing. */
const MAY_PROPOSE = new Set<string>(['negotiating', 'checking']);

/** One household has a special problem: the first of the register. Answers how much was done. */
export async function proposeSpecialProblem(
  supervisor: HttpSession,
  households: readonly HouseholdRow[],
): Promise<number> {
  const row = households[0];
  if (row === undefined || !MAY_PROPOSE.has(row.stage)) return 0;
  const { project } = await supervisor.get<CaseView>(`/api/households/${row.id}`);
  const { items } = await supervisor.get<ReviewList>(`/api/households/${row.id}/special-problems`);
  if (project.signingEndsAt === null || items.length > 0) return 0;
  await supervisor.post(`/api/households/${row.id}/special-problems`, SPECIAL_PROBLEM);
  return 1;
}
