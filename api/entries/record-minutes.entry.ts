import { z } from 'zod';
import { BusinessError, refusal } from '../../db/errors.js';
import { attendanceOf } from '../../db/repositories/meetings.repository.js';
import { storeMinutes } from '../../db/repositories/minutes.repository.js';
import { policyOfDistrict } from '../../db/repositories/policy-book.js';
import type { Transaction } from '../../db/transaction.js';
import { DECISION_OWNERS } from '../../rules/acts/meeting.js';
import { checkMinutes } from '../../rules/meeting/minutes.js';
import { findParameter } from '../../rules/policy/effective-policy.js';
import { defineEntry } from './define-entry.js';
import { account, date, longText, rows, text } from './fields.js';

async function projectByCode(tx: Transaction, code: string | undefined): Promise<string | null> {
  if (code === undefined) return null;
  const project = await tx.maybeOne<{ id: string }>('SELECT id FROM project WHERE code = $1', [code]);
  if (project) return project.id;
  throw refusal('FIELD_UNKNOWN', `没有编号为${code}的项目，请核对；适用全部项目的不填`, 'R-29', 'interpretations');
}

/** 记录会商纪要: what was decided, by whom and until when, and how a rule is to be read from a day on. */
export const recordMinutesEntry = defineEntry({
  act: 'record-minutes',
  fields: z.object({
    summary: longText({ title: '会议情况' }, 2000),
    decisions: rows(
      { title: '议定事项' },
      {
        text: text({ title: '内容' }, 300),
        owner: account({ title: '责任人' }, DECISION_OWNERS),
        dueOn: date({ title: '完成日期' }),
      },
      0,
      30,
    ),
    interpretations: rows(
      { title: '统一口径', hint: '经他人确认后，自执行日起各部门一律按此办理' },
      {
        rule: text({ title: '所解释的条款' }, 120),
        reading: text({ title: '统一口径' }, 500),
        validFrom: date({ title: '执行日期' }),
        projectCode: text({ title: '适用项目编号', hint: '不填：全部项目' }, 40).optional(),
        parameter: text({ title: '改变的参数', hint: '如 meeting.interval；不改变参数的不填' }, 80).optional(),
        newValue: text({ title: '新数值' }, 40).optional(),
      },
      0,
      10,
    ),
  }),
  store: async (tx, { entryId, taskCase, personId }, { summary, decisions, interpretations }) => {
    const attendance = await attendanceOf(tx, taskCase.id);
    const today = await tx.today();
    const policy = await policyOfDistrict(tx);
    const readings = await Promise.all(
      interpretations.map(async ({ projectCode, parameter = null, newValue = null, ...reading }) => {
        if ((parameter === null) !== (newValue === null)) {
          throw refusal('FIELD_MISSING', '改变参数的口径须同时写明参数和新数值', 'SD10', 'interpretations');
        }
        if (parameter !== null && findParameter(policy, parameter) === undefined) {
          throw refusal('FIELD_UNKNOWN', `没有名为${parameter}的参数，请从参数表中选择`, 'SD10', 'interpretations');
        }
        return { ...reading, parameter, newValue, projectId: await projectByCode(tx, projectCode) };
      }),
    );
    const owned = decisions.map(({ owner, ...decision }) => ({ ...decision, ownerId: owner }));
    const decision = checkMinutes(
      {
        heldOn: attendance?.heldOn ?? today,
        bodies: (attendance?.attendees ?? []).map(({ organisationId }) => organisationId),
        recordedById: personId,
        // Whoever confirms is another person: the table of acts and the database see to that.
        confirmedById: '',
        decisions: owned,
        interpretations: readings,
      },
      policy,
    );
    if (!decision.passed) throw new BusinessError(decision.findings);
    const minutes = { summary, decisions: owned, interpretations: readings };
    await storeMinutes(tx, { entryId, meetingId: taskCase.id }, minutes);
  },
});
