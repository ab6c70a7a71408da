import type { ClockView, TaskDetail } from '../../api/contract/index.js';
import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import type { Play, PlayedTask } from './play-task.js';
import { enters, says } from './plays.js';

interface Field {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  readonly 'x-options'?: readonly { readonly value: string }[];
}

/** Whom a column of the rows of a form may name. */
function choices({ entryForm }: TaskDetail, rows: string, field: string): string[] {
  const schema = (entryForm?.schema ?? {}) as Field;
  return (schema.properties?.[rows]?.items?.properties?.[field]?.['x-options'] ?? []).map(({ value }) => value);
}

const inDays = async ({ session }: PlayedTask, days: number): Promise<string> =>
  addDays(shanghaiDateOf((await session.get<ClockView>('/api/clock')).now), days);

const suggested = ({ entryForm }: TaskDetail, rows: string) =>
  ((entryForm?.values ?? {}) as Readonly<Record<string, readonly object[]>>)[rows] ?? [];

/** How the sample's firm is reviewed from year to year and quarter to quarter; nobody casts a ballot in the play. */
export const FIRM_REVIEW_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'prepare-appraisal': enters('prepared', async (played) => ({
    closesOn: await inDays(played, 7),
    residents: 20,
    committee: 5,
    colleagues: 5,
    subjects: choices(played.task, 'subjects', 'person').map((person) => ({ person })),
  })),
  'set-appraisal-measures': enters('done', ({ task }) =>
    Promise.resolve({
      measures: suggested(task, 'measures').map((row) => ({
        ...row,
        measure: '谈话提醒，安排专题培训',
        carriedOut: '已谈话并完成培训',
      })),
    }),
  ),
  'confirm-appraisal-measures': says('approved'),
  'review-risk-points': enters('done', async (played) => {
    const before = suggested(played.task, 'points').map((point) => ({ ...point, closed: true }));
    const point = {
      point: '上门协商时收受住户礼金',
      basis: '征收与补偿条例第33条',
      level: 'high',
      measure: '两人同时上门，监管部电话回访',
      owner: choices(played.task, 'points', 'owner')[0],
      reviewOn: await inDays(played, 90),
      closed: false,
    };
    return { points: before.length > 0 ? before : [point] };
  }),
  'confirm-risk-points': says('approved'),
};
