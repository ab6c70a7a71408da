import type { TaskDetail } from '../../api/contract/index.js';
import type { Play } from './play-task.js';
import { enters, says, today } from './plays.js';

/** How the sample's people admit, train and certify somebody. */
export const STAFF_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'assess-ethics': enters('approved', () => ({ basis: '谈话和原单位评价良好', recordChecked: true })),
  'assess-ability': enters('approved', () => ({ basis: '政策测试和试讲合格' })),
  'decide-hiring': says('approved'),
  'record-training': enters('recorded', async (played) => {
    const on = await today(played);
    return {
      sessions: [
        { kind: 'self-study', form: 'own', on, hours: 16, topic: '政策汇编自学' },
        { kind: 'group-study', form: 'invited', on, hours: 8, topic: '律师授课' },
        { kind: 'city-course', form: 'visited', on, hours: 16, topic: '全市上岗专项培训' },
        { kind: 'law-and-ethics', form: 'own', on, hours: 8, topic: '党纪国法和职业道德' },
      ],
    };
  }),
  'confirm-training': says('approved'),
  'certify-staff': enters('certified', async (played) => {
    const on = await today(played);
    return { examOn: on, examPassed: true, number: `证-${played.task.caseTitle}-${on}`, validFrom: on };
  }),
};
