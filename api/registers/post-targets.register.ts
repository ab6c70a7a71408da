import { z } from 'zod';
import { storeFact } from '../../db/repositories/store-fact.js';
import { refusal } from '../../db/errors.js';
import { ACTS } from '../../rules/acts.js';
import { FIRM_ROLES } from '../../rules/acts/firm.js';
import { roleTerms } from '../../rules/vocabulary/people.js';
import { term } from '../../rules/vocabulary/term.js';
import { choice, date, integer, longText, text } from '../entries/fields.js';
import { defineRegisterEntry, optionsOf, stateFilter, wordsInSql } from './define-register.js';
import type { Register } from './define-register.js';
import { lastOf, openedBy } from './register-sql.js';

const posts = Object.fromEntries(FIRM_ROLES.map((role) => [role, roleTerms[role]]));
/** Acts of a firm's posts, by which its work is counted. */
const counted = Object.fromEntries(
  Object.entries(ACTS)
    .filter(([, { roles }]) => roles.every((role) => FIRM_ROLES.includes(role)))
    .map(([name, { label }]) => [name, term(label, label, 'R-69')]),
);
const OUTCOMES = {
  fulfilled: term('已完成', '岗位目标已完成', 'R-69'),
  missed: term('未完成', '岗位目标未完成', 'R-69'),
};

/** 岗位目标: a number for each post and period; counted from what was done where it can be, else reported. */
export const postTargetsRegister: Register = {
  name: 'post-targets',
  title: '岗位目标',
  purpose: '事务所各岗位的量化目标；能从办理记录计数的自动计数，其余由人事或项目主管报告，监管部考核。',
  clauses: ['R-69'],
  read: 'read-case',
  columns: [
    { key: 'firm', label: '事务所' },
    { key: 'post_label', label: '岗位' },
    { key: 'target', label: '目标' },
    { key: 'period', label: '期间' },
    { key: 'quantity', label: '目标数', numeric: true },
    { key: 'done', label: '完成数', numeric: true },
    { key: 'rate', label: '完成率', numeric: true },
    { key: 'source', label: '计数方式' },
    { key: 'judged', label: '考核' },
    { key: 'consequence', label: '考核意见' },
  ],
  filters: [stateFilter, { key: 'post', label: '岗位', options: optionsOf(posts) }],
  rows: `SELECT opened.row_id AS id, opened.seq AS opened_seq, opened.unit AS firm, target.post,
      ${wordsInSql('target.post', posts)} AS post_label, target.target, target.starts_on || ' 至 ' || target.ends_on AS period,
      target.quantity::text AS quantity, done.number::text AS done,
      least(100, done.number * 100 / target.quantity) || '%' AS rate,
      CASE WHEN target.counted_act IS NULL THEN coalesce('报告：' || reported.evidence, '尚未报告') ELSE '按办理记录计数' END
        AS source,
      CASE judged.outcome WHEN 'fulfilled' THEN '已完成' WHEN 'missed' THEN '未完成' END AS judged, judged.consequence,
      NULL::uuid AS project_id,
      CASE WHEN judged.entry_id IS NOT NULL THEN 'closed' WHEN target.ends_on < app_today() THEN 'reported' ELSE 'open' END
        AS state,
      judged.entry_id IS NULL AND target.ends_on < app_today() AS overdue,
      CASE WHEN judged.entry_id IS NOT NULL THEN '{}'
        WHEN target.ends_on >= app_today() AND target.counted_act IS NULL THEN ARRAY['report-post-fulfilment']
        WHEN target.ends_on >= app_today() THEN '{}'
        WHEN target.counted_act IS NULL THEN ARRAY['report-post-fulfilment', 'judge-post-target']
        ELSE ARRAY['judge-post-target'] END AS next
    FROM ${openedBy('post_target', 'target')} ${lastOf('post_fulfilment', 'reported')}
    ${lastOf('post_judgement', 'judged')}
    CROSS JOIN LATERAL (SELECT CASE WHEN target.counted_act IS NULL THEN coalesce(reported.quantity, 0)
      ELSE (SELECT count(*)::int FROM case_act JOIN account ON account.id = person_id
        WHERE act = target.counted_act AND withdrawn_at IS NULL AND account.organisation_id = opened.organisation_id
          AND civil_day(acted_at) BETWEEN target.starts_on AND target.ends_on) END AS number) done`,
  sort: 'opened_seq DESC',
  entries: [
    defineRegisterEntry({
      act: 'set-post-target',
      opens: true,
      fields: z.object({
        post: choice({ title: '岗位' }, posts),
        target: text({ title: '目标', hint: '例如：完成签约前实测' }),
        quantity: integer({ title: '目标数' }, 1, 1_000_000),
        countedAct: choice({ title: '计数事项', hint: '不选：由人事或项目主管报告' }, counted).optional(),
        startsOn: date({ title: '起始日' }),
        endsOn: date({ title: '截止日' }),
      }),
      store: async (tx, { entryId }, { post, target, quantity, countedAct, startsOn, endsOn }) => {
        if (endsOn < startsOn) throw refusal('FIELD_INVALID', '截止日不能早于起始日，请改正', 'R-69', 'endsOn');
        await storeFact(tx, 'post_target', {
          entry_id: entryId,
          post,
          target,
          quantity,
          counted_act: countedAct ?? null,
          starts_on: startsOn,
          ends_on: endsOn,
        });
      },
    }),
    defineRegisterEntry({
      act: 'report-post-fulfilment',
      fields: z.object({
        quantity: integer({ title: '完成数' }, 0, 1_000_000),
        evidence: longText({ title: '依据', hint: '见于何处' }),
      }),
      store: (tx, { entryId }, values) => storeFact(tx, 'post_fulfilment', { entry_id: entryId, ...values }),
    }),
    defineRegisterEntry({
      act: 'judge-post-target',
      fields: z.object({
        outcome: choice({ title: '结论' }, OUTCOMES),
        consequence: longText({ title: '考核意见' }),
      }),
      store: (tx, { entryId }, values) => storeFact(tx, 'post_judgement', { entry_id: entryId, ...values }),
    }),
  ],
};
