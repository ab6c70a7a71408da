import { z } from 'zod';
import { checkSpecialAccount } from '../db/repositories/special-accounts.repository.js';
import { defineWorker } from './define-worker.js';

/** 核对专户余额 check-special-account: reserves the sum of the list in the special account; never below zero. */
export const checkSpecialAccountWorker = defineWorker({
  jobType: 'check-special-account',
  input: z.object({ listId: z.uuid() }),
  output: z.object({ accountSufficient: z.boolean() }),
  handle: async ({ listId }, { tx }) => ({
    accountSufficient: (await checkSpecialAccount(tx, listId)).accountSufficient,
  }),
});
