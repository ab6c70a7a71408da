import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { lotteryCallOf, storeLotteryRun } from '../../db/repositories/lottery.repository.js';
import { isOneField } from '../../rules/draw/draw-record.js';
import { containsPersonalNumber } from '../../rules/publication/mask.js';
import { defineEntry } from './define-entry.js';
import { document, household, rows, text } from './fields.js';

/** 主持摇号: the seed that was published, the residents who witnessed it and the video. */
export const conductLotteryEntry = defineEntry({
  act: 'conduct-lottery',
  fields: z.object({
    seed: text({ title: '种子', hint: '按公布的号码填写，数字之间用空格分开，例如 03 11 15 22 27 31 08' }, 120),
    witnesses: rows(
      { title: '居民见证人' },
      { household: household({ title: '所在户' }), name: text({ title: '姓名' }, 40) },
      1,
      10,
    ),
    video: document({ title: '全程录像', hint: '录像文件或其存证' }),
  }),
  store: async (tx, { entryId, taskCase }, { seed, witnesses, video }) => {
    if (containsPersonalNumber(seed) || !isOneField(seed)) {
      throw refusal('FIELD_INVALID', '种子中的数字过长或分行，请写在一行并用空格分开，以便公布', 'R-21', 'seed');
    }
    const call = await lotteryCallOf(tx, taskCase.id);
    if (call === undefined || (await tx.today()) < call.seedPublishedOn) {
      throw refusal('SEED_NOT_PUBLISHED', '公告的号码尚未公布，请等公布后再摇号', 'R-20', 'seed');
    }
    await storeLotteryRun(
      tx,
      { entryId, voteId: taskCase.id },
      {
        seed,
        videoDocumentId: video,
        witnesses: witnesses.map(({ household: householdId, name }) => ({ householdId, name })),
      },
    );
  },
});
