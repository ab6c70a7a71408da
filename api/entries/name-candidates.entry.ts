import { z } from 'zod';
import { organisationOf } from '../../db/repositories/accounts.repository.js';
import {
  candidateForRule,
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

/** 提名候选评估机构: two to three qualified agencies, named by the town of the project. */
export const nameCandidatesEntry = defineEntry({
  act: 'name-candidates',
  fields: z.object({
    candidates: rows(
      { title: '候选机构' },
      {
        agency: organisation({ title: '机构' }, ['appraisal-agency']),
        grade: choice({ title: '资质等级' }, agencyGradeTerms),
        certificateNumber: text({ title: '资质证书编号' }, 60),
        validTo: date({ title: '资质有效期至' }),
        independent: yesNo({ title: '与项目参与单位无利害关系' }),
      },
      1,
      10,
    ),
    votingDays: integer({ title: '投票天数', unit: '日', hint: '自候选名单公示期满次日起算' }, 1, 60),
    place: text({ title: '投票地点' }, 120),
  }),
  store: async (tx, { entryId, taskCase, personId }, { candidates, votingDays, place }) => {
    const { projectId, mode } = await getTrack(tx, taskCase.id);
    const project = await registeredProject(tx, projectId);
    const own = await organisationOf(tx, personId);
    if (own?.id !== project.townOrganisationId) {
      throw refusal('ORGANISATION_EXCLUDED', '候选机构由本项目的街镇提名，请由该街镇办理', 'R-17、SD3');
    }
    const agencies = candidates.map(({ agency, grade, certificateNumber, validTo, independent }) => ({
      agencyId: agency,
      grade,
      certificateNumber,
      certificateValidTo: validTo,
      independent,
      registeredOn: null,
      leftOutReason: null,
    }));
    const today = await tx.today();
    const names = await organisationNames(
      tx,
      agencies.map(({ agencyId }) => agencyId),
    );
    const asked = agencies.map((agency) => candidateForRule(agency, names.get(agency.agencyId) ?? '', today));
    const { passed, findings } = checkCandidates(mode, asked, own.kind, await policyOfProject(tx, project));
    if (!passed) throw new BusinessError(findings);
    await storeNomination(tx, { entryId, trackId: taskCase.id }, { votingDays, place, agencies });
  },
});
