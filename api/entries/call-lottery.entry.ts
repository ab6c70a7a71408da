import { z } from 'zod';
import { refusal } from '../../db/errors.js';
import { storeLotteryCall } from '../../db/repositories/lottery.repository.js';
import { defineEntry } from './define-entry.js';
import { date, text } from './fields.js';

/** 公告摇号办法: where the seed will come from, named before anybody can know it. */
export const callLotteryEntry = defineEntry({
  act: 'call-lottery',
  fields: z.object({
    seedSource: text({ title: '种子取自', hint: '无人可以选择的公开号码，例如某日某期福利彩票开奖号码' }, 120),
    seedPublishedOn: date({ title: '该号码的公布日', hint: '须在今天以后，晚于本公告' }),
    place: text({ title: '摇号地点' }, 120),
  }),
  store: async (tx, { entryId, taskCase }, values) => {
    if (values.seedPublishedOn <= (await tx.today())) {
      const message = '种子须在名单公告以后才公布，请选择以后的号码';
      throw refusal('SEED_KNOWN_EARLY', message, '征收与补偿条例第20条、R-20', 'seedPublishedOn');
    }
    await storeLotteryCall(tx, { entryId, voteId: taskCase.id }, values);
  },
});
