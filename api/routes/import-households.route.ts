import { z } from 'zod';
import { importHouseholds } from '../../db/repositories/households.repository.js';
import { idParams, importResult } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import { readHouseholdRegister } from '../household-register.js';

/** 导入户册: all rows or none; the same file again changes nothing. */
export const importHouseholdsRoute = defineRoute({
  method: 'post',
  path: '/projects/:id/households',
  access: 'import-households',
  summary: '导入户册（CSV）',
  params: idParams,
  bodyKind: 'csv',
  body: z.instanceof(Uint8Array, { error: '请上传户册文件' }),
  answer: importResult,
  handle: async ({ params, body, caller }, { db }) => {
    const rows = readHouseholdRegister(body);
    const { imported, unchanged } = await db.transaction((tx) =>
      importHouseholds(tx, params.id, rows, caller.accountId),
    );
    return { status: imported > 0 ? 201 : 200, body: { imported, unchanged } };
  },
});
