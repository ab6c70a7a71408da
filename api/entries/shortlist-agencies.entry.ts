import { z } from 'zod';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import {
  candidateForRule,
  mustBeRegisteredInTime,
  organisationNames,
  storeNomination,
} from '../../db/repositories/agency-candidates.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import { BusinessError, refusal } from '../../db/errors.js';
import { policyOfProject } from '../../db/repositories/policy-book.js';
import { checkCandidates } from '../../rules/selection/candidates.js';
import { agencyGradeTerms } from '../../rules/selection/qualification.js';
import { defineEntry } from './define-entry.js';
import { choice, date, integer, organisation, rows, text, yesNo } from './fields.js';

/** 登记报名并提出入围名单: everybody who registered in time, who is on the list, and why the others are not. */
export const shortlistAgenciesEntry = defineEntry({
  act: 'shortlist-agencies',
  fields: z.object({
    candidates: rows(
      { title: '报名机构' },
      {
        agency: organisation({ title: '机构' }, ['appraisal-agency']),
        registeredOn: date({ title: '报名日' }),
        grade: choice({ title: '资质等级' }, agencyGradeTerms),
        certificateNumber: text({ title: '资质证书编号' }, 60),
        validTo: date({ title: '资质有效期至' }),
        independent: yesNo({ title: '与项目参与单位无利害关系' }),
        shortlisted: yesNo({ title: '入围' }),
        leftOutReason: text({ title: '未入围理由', hint: '未入围的必填' }, 200).optional(),
      },
      1,
      30,
    ),
    votingDays: integer({ title: '投票天数', unit: '日', hint: '协商不成时，自结果登记次日起算' }, 1, 60),
    place: text({ title: '投票地点' }, 120),
  }),
  store: async (tx, { entryId, taskCase, personId }, { candidates, votingDays, place }) => {
    const { projectId, mode } = await getTrack(tx, taskCase.id);
    const project = await registeredProject(tx, projectId);
    const own = await organisationOf(tx, personId);
    if (own === undefined) throw refusal('ORGANISATION_EXCLUDED', '入围名单由征收部门提出', 'R-19、SD3');
    const agencies = candidates.map((row) => {
      if (!row.shortlisted && row.leftOutReason === undefined) {
        throw refusal('FIELD_MISSING', '未入围的机构须写明理由', 'R-19', 'candidates');
      }
      return {
        agencyId: row.agency,
        grade: row.grade,
        certificateNumber: row.certificateNumber,
        certificateValidTo: row.validTo,
        independent: row.independent,
        registeredOn: row.registeredOn,
        leftOutReason: row.shortlisted ? null : (row.leftOutReason ?? null),
      };
    });
    await mustBeRegisteredInTime(tx, projectId, agencies);
    const today = await tx.today();
    const names = await organisationNames(
      tx,
      agencies.map(({ agencyId }) => agencyId),
    );
    const asked = agencies
      .filter(({ leftOutReason }) => leftOutReason === null)
      .map((agency) => candidateForRule(agency, names.get(agency.agencyId) ?? '', today));
    const { passed, findings } = checkCandidates(mode, asked, own.kind, await policyOfProject(tx, project));
    if (!passed) throw new BusinessError(findings);
    await storeNomination(tx, { entryId, trackId: taskCase.id }, { votingDays, place, agencies });
  },
});
