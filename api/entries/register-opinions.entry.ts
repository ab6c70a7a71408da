import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeOpinions, unitsOf } from '../../db/repositories/plan-opinions.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import { rulesOfMode } from '../../rules/modes/modes.js';
import { defineEntry } from './define-entry.js';
import { document, household, integer, longText, rows, text, yesNo } from './fields.js';

/** 登记方案意见 (征收与补偿条例 art 10): every opinion that came in while the draft was out, each with its source. */
export const registerOpinionsEntry = defineEntry({
  act: 'register-opinions',
  fields: z.object({
    members: integer(
      { title: '成员人数', unit: '人', hint: '只在集体土地填写：集体经济组织成员' },
      1,
      100_000,
    ).optional(),
    opinions: rows(
      { title: '意见', hint: '没有意见的不填' },
      {
        household: household({ title: '户' }).optional(),
        source: text({ title: '来源', hint: '书面、来访、座谈会等' }, 100),
        text: longText({ title: '意见内容' }, 1000),
        unlawful: yesNo({ title: '认为方案不合规定' }),
      },
      0,
      500,
    ),
    paper: document({ title: '意见原件' }).optional(),
  }),
  store: async (tx, { entryId, taskCase }, { members, opinions }) => {
    const { projectId, mode } = await getTrack(tx, taskCase.id);
    const byMembers = rulesOfMode(mode).opinionUnits === 'members';
    if (byMembers && members === undefined) {
      throw refusal('FIELD_MISSING', '集体土地按成员人数统计，请填写成员人数', '土地管理法第47条', 'members');
    }
    const units = byMembers ? (members ?? 0) : await unitsOf(tx, projectId);
    const told = opinions.map(({ household: householdId = null, ...opinion }) => ({ householdId, ...opinion }));
    await storeOpinions(tx, { entryId, trackId: taskCase.id }, units, told);
  },
});
