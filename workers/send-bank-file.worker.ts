import { z } from 'zod';
import { keepBankFile, sendList } from '../db/repositories/bank.repository.js';
import { checkOrderFile } from '../rules/bank/check-order-file.js';
import { writePain001 } from './bank/write-pain-001.js';
import { defineWorker } from './define-worker.js';

/** 发送银行文件 send-bank-file: turns the released list into one pain.001 file, the same one when asked twice. */
export const sendBankFileWorker = defineWorker({
  jobType: 'send-bank-file',
  input: z.object({ listId: z.uuid() }),
  output: z.object({ transferCount: z.number().int() }),
  handle: async ({ listId }, { tx }) => {
    const { list, project, instructions } = await sendList(tx, listId);
    const content = writePain001({
      // Ids of ISO 20022 are short; what tells files of a project apart stands at the end.
      messageId: `${list.number}-${list.version.toString()}`.slice(-35),
      createdAt: await tx.now(),
      requestedOn: await tx.today(),
      debtorName: `${project.name}征收补偿专户`,
      debtorAccount: `SPECIAL-${project.code.slice(-26)}`,
      transfers: instructions.map(({ endToEndId, amountFen, payeeName, payeeAccount, caseNumber }) => ({
        endToEndId,
        amountFen,
        payeeName,
        payeeAccount,
        remittance: `征收补偿款 ${caseNumber}`,
      })),
    });
    // What the bank could not read, or read otherwise, does not leave the house: the job fails and nothing is sent.
    const totalFen = instructions.reduce((sum, { amountFen }) => sum + amountFen, 0n);
    checkOrderFile(content, { transfers: instructions.length, totalFen });
    await keepBankFile(tx, { listId, direction: 'out', content });
    return { transferCount: instructions.length };
  },
});
