import type { TaskDetail } from '../../api/contract/index.js';
import { addDays } from '../../rules/dates.js';
import type { Play } from './play-task.js';
import { enters, says, today } from './plays.js';

interface Field {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly items?: Field;
  readonly 'x-options'?: readonly { readonly value: string; readonly label: string }[];
}

/** What a field within the rows of a form may be chosen from. */
function choices({ entryForm }: TaskDetail, rows: string, field: string): string[] {
  const schema = (entryForm?.schema ?? {}) as Field;
  const values = schema.properties?.[rows]?.items?.properties?.[field]?.['x-options'];
  if (values === undefined || values.length === 0) throw new Error(`表单没有可选的 ${rows}.${field}`);
  return values.map(({ value }) => value);
}

/** How the sample's departments meet: two bodies, one matter, one decision with an owner and a day. */
export const MEETING_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'prepare-agenda': enters('prepared', async (played) => {
    const bodies = choices(played.task, 'bodies', 'body').slice(0, 2);
    return {
      meetsOn: await today(played),
      place: '区房管局会议室',
      bodies: bodies.map((body) => ({ body })),
      items: bodies.slice(0, 1).map((body) => ({ body, matter: '各项目进度与难点' })),
    };
  }),
  'record-attendance': enters('held', ({ task }) => ({
    attendees: choices(task, 'attendees', 'body').map((body) => ({ body, name: '参会人' })),
  })),
  'record-minutes': enters('recorded', async (played) => ({
    summary: '通报各项目进度，研究难点。',
    decisions: [
      {
        text: '核对各项目进度并通报',
        owner: choices(played.task, 'decisions', 'owner')[0],
        dueOn: addDays(await today(played), 7),
      },
    ],
    interpretations: [],
  })),
  'confirm-minutes': says('approved'),
  'carry-out-decision': enters('done', () => ({ result: '已核对并通报' })),
  'confirm-decision': says('approved'),
};
