import { z } from 'zod';
import { BusinessError, refusal } from '../../db/errors.js';
import { storeProceedings } from '../../db/repositories/expropriation-facts.repository.js';
import { expropriationsOf } from '../../db/repositories/expropriation.repository.js';
import { planTrack } from '../../db/repositories/plans.repository.js';
import { checkProceedings, proceedingOutcomeTerms, proceedingTerms } from '../../rules/expropriation/proceedings.js';
import { defineEntry } from './define-entry.js';
import { choice, date, rows, text } from './fields.js';

/** 登记复议诉讼 (征收与补偿条例 art 14): every review and suit against the decision, as far as each has come. */
export const trackExpropriationRemediesEntry = defineEntry({
  act: 'track-expropriation-remedies',
  fields: z.object({
    proceedings: rows(
      { title: '复议与诉讼', hint: '每次填写全部；没有的不填' },
      {
        kind: choice({ title: '种类' }, proceedingTerms),
        authority: text({ title: '复议机关或法院' }, 80),
        number: text({ title: '案号' }, 80),
        filedOn: date({ title: '申请或起诉日期' }),
        outcome: choice({ title: '结果' }, proceedingOutcomeTerms),
        endedOn: date({ title: '审结日期' }).optional(),
        suspension: text({ title: '停止执行的裁定文号', hint: '有权机关决定停止执行的填写' }, 80).optional(),
      },
      0,
      200,
    ),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    const [decision] = await expropriationsOf(tx, taskCase.id);
    if (decision?.publishedOn == null) {
      throw refusal('TRANSITION_FORBIDDEN', '征收决定尚未公告', '征收与补偿条例第13条');
    }
    const proceedings = values.proceedings.map(({ endedOn, suspension, ...given }) => ({
      ...given,
      endedOn: endedOn ?? null,
      suspension: suspension ?? null,
    }));
    const { policy } = await planTrack(tx, taskCase.id);
    const checked = checkProceedings(proceedings, decision.publishedOn, await tx.today(), policy);
    if (!checked.passed) throw new BusinessError(checked.findings);
    await storeProceedings(tx, { entryId, trackId: taskCase.id }, decision.version, proceedings);
  },
});
