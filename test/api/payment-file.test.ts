import { beforeAll, describe, expect, it } from '@jest/globals';
import { readPaymentFile } from '../../api/payment-file.js';
import { setStage } from '../db/stage.js';
import { PaymentWork } from '../factories/payment-work.js';

describe('what a payment list is said to wait for', () => {
  const stage = setStage(1);
  let payment: PaymentWork;
  const status = async () => (await stage.db.transaction((tx) => readPaymentFile(tx, payment.listId))).list.statusLabel;

  beforeAll(async () => {
    await stage.field.freeze();
    await stage.field.signAndSealAll();
    payment = await PaymentWork.start(stage.field);
  });

  it('is being made, then waits for the first level, then is under review', async () => {
    expect(await status()).toBe('编制中');
    await payment.make();
    expect(await status()).toBe('已编制，待一级审核');
    await payment.approve(1);
    expect(await status()).toBe('四级审核中');
  });
});
