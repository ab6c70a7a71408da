import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeRecord } from '../../db/repositories/inspection-facts.repository.js';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import { getInspection } from '../../db/repositories/inspections.repository.js';
import type { ActName, Role } from '../../rules/acts.js';
import { severityTerms } from '../../rules/supervision/inspection-terms.js';
import { defineEntry } from './define-entry.js';
import type { Entry } from './define-entry.js';
import { account, choice, household, longText, rows, text } from './fields.js';

/** Posts whose holders sign agreements or review them, and may have done so in breach of rules. */
export const SIGNING_POSTS: readonly Role[] = ['field-officer', 'project-supervisor', 'approver', 'seal-keeper'];

/** 检查记录: what was examined, how the base was guided, and each problem with what is demanded. */
export const recordInspectionEntry = (act: ActName): Entry =>
  defineEntry({
    act,
    fields: z.object({
      examined: longText({ title: '检查内容', hint: '合法性、合规性、程序、资料完整性各检查了什么' }, 2000),
      guidance: longText({ title: '现场指导', hint: '对基地工作的指导意见' }, 1000).optional(),
      findings: rows(
        { title: '发现的问题' },
        {
          description: text({ title: '问题' }, 400),
          clause: text({ title: '不符合的规定' }, 120),
          severity: choice({ title: '程度' }, severityTerms),
          demand: text({ title: '整改要求' }, 400),
          household: household({ title: '涉及的户' }).optional(),
        },
        1,
        50,
      ).optional(),
      breaches: rows(
        { title: '违规签约人员', hint: '须同时写入发现的问题' },
        {
          person: account({ title: '姓名' }, SIGNING_POSTS),
          clause: text({ title: '违反的规定' }, 120),
          fact: text({ title: '违规事实' }, 400),
        },
        1,
        10,
      ).optional(),
    }),
    store: async (tx, { entryId, taskCase }, { examined, guidance, findings = [], breaches = [] }) => {
      if (breaches.length > 0 && findings.length === 0) {
        throw refusal('FIELD_MISSING', '认定有人违规签约的，请同时写明发现的问题和整改要求', 'R-53', 'findings');
      }
      if (new Set(breaches.map(({ person }) => person)).size < breaches.length) {
        throw refusal('SAME_OFFICER_TWICE', '同一人员填写了两次，请合并为一行', 'R-72', 'breaches');
      }
      const { firmOrganisationId } = await getInspection(tx, taskCase.id);
      for (const { person } of breaches) {
        if ((await organisationOf(tx, person))?.id === firmOrganisationId) continue;
        throw refusal('ORGANISATION_EXCLUDED', '违规签约人员不是被检查事务所的人员，请核对', 'R-72', 'breaches');
      }
      await storeRecord(
        tx,
        { entryId, inspectionId: taskCase.id },
        {
          examined,
          guidance: guidance ?? null,
          findings: findings.map(({ household: householdId, ...found }) => ({
            ...found,
            householdId: householdId ?? null,
          })),
          breaches: breaches.map(({ person, clause, fact }) => ({ personId: person, clause, fact })),
        },
      );
    },
  });
