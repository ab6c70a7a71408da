import { agendaOf, attendanceOf, getMeeting } from '../../db/repositories/meetings.repository.js';
import type { Attendance } from '../../db/repositories/meetings.repository.js';
import { decisionReportOf, getDecision, minutesOf } from '../../db/repositories/minutes.repository.js';
import { organisationNames } from '../../db/repositories/organisations.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { SheetSection } from '../contract/index.js';
import { People } from './people.js';
import { linesSection, tableSection } from './sheet.js';

const KINDS = { regular: '定期例会', called: '专题会商' } as const;

async function agendaSections(tx: Transaction, meetingId: string): Promise<SheetSection[]> {
  const agenda = await agendaOf(tx, meetingId);
  if (!agenda) return [];
  const names = await organisationNames(tx, [
    ...agenda.bodies,
    ...agenda.items.map(({ organisationId }) => organisationId),
  ]);
  const nameOf = (id: string) => names.get(id) ?? '—';
  return [
    linesSection('议程', [
      ['会期', agenda.meetsOn],
      ['地点', agenda.place],
      ['应到单位', agenda.bodies.map(nameOf).join('、'), '有一个未到即须改期（R-27）'],
    ]),
    tableSection(
      '议题',
      ['提出单位', '议题'],
      agenda.items.map(({ organisationId, text }) => [nameOf(organisationId), text]),
      '还没有议题',
    ),
  ];
}

async function attendanceSection(tx: Transaction, { heldOn, attendees }: Attendance): Promise<SheetSection> {
  const names = await organisationNames(
    tx,
    attendees.map(({ organisationId }) => organisationId),
  );
  const rows = attendees.map(({ organisationId, name }) => [names.get(organisationId) ?? '—', name]);
  return tableSection(`到会人员（${heldOn}）`, ['单位', '姓名'], rows, '无人到会');
}

async function minutesSections(tx: Transaction, meetingId: string): Promise<SheetSection[]> {
  const minutes = await minutesOf(tx, meetingId);
  if (!minutes) return [];
  const { summary, decisions, interpretations } = minutes;
  const people = await People.of(
    tx,
    decisions.map(({ ownerId }) => ownerId),
  );
  return [
    linesSection('纪要', [['会议情况', summary]]),
    tableSection(
      '议定事项',
      ['内容', '责任人', '单位', '完成日期'],
      decisions.map(({ text, ownerId, dueOn }) => [
        text,
        people.nameOf(ownerId),
        people.organisationOf(ownerId),
        dueOn,
      ]),
      '没有议定事项',
    ),
    tableSection(
      '统一口径',
      ['条款', '口径', '执行日期', '改变的参数'],
      interpretations.map(({ rule, reading, validFrom, parameter, newValue }) => [
        rule,
        reading,
        validFrom,
        parameter === null ? '—' : `${parameter} → ${newValue ?? ''}`,
      ]),
      '没有统一口径',
    ),
  ];
}

/** What is known of a meeting, in the order in which it becomes known. */
export async function meetingSections(tx: Transaction, meetingId: string): Promise<SheetSection[]> {
  const { number, kind, reason, dueOn } = await getMeeting(tx, meetingId);
  const attendance = await attendanceOf(tx, meetingId);
  return [
    linesSection('会商', [
      ['会议编号', number],
      ['种类', KINDS[kind]],
      ['事由', reason],
      ['最迟召开日', dueOn],
    ]),
    ...(await agendaSections(tx, meetingId)),
    ...(attendance ? [await attendanceSection(tx, attendance)] : []),
    ...(await minutesSections(tx, meetingId)),
  ];
}

/** One decision of a meeting: what is to be done, by whom, until when, and what was reported. */
export async function decisionSections(tx: Transaction, decisionId: string): Promise<SheetSection[]> {
  const { meetingId, text, ownerId, dueOn } = await getDecision(tx, decisionId);
  const meeting = await getMeeting(tx, meetingId);
  const people = await People.of(tx, [ownerId]);
  const report = await decisionReportOf(tx, decisionId);
  return [
    linesSection('议定事项', [
      ['会议编号', meeting.number],
      ['内容', text],
      ['责任人', `${people.nameOf(ownerId)}（${people.organisationOf(ownerId)}）`],
      ['完成日期', dueOn, '逾期逐级提请上级单位督办（R-28）'],
      ['办理结果', report?.result],
    ]),
  ];
}
