import { z } from 'zod';
import { checkFile } from '../../db/repositories/check-file.repository.js';
import { ApiError } from '../api-error.js';
import { fileVerdict } from '../contract/index.js';
import { defineRoute } from '../define-route.js';

/** 核对: says for everybody what a signed agreement or a receipt proves. Nothing of it is kept. */
export const checkFileRoute = defineRoute({
  method: 'post',
  path: '/public/file-checks',
  access: 'anyone',
  summary: '核对一份协议签署版或档案回执',
  bodyKind: 'file',
  body: z.object({}),
  answer: fileVerdict,
  handle: async ({ file }, { db }) => {
    if (file === null) throw new ApiError('BODY_INVALID', '请选择要核对的协议签署版或档案回执（PDF 文件）。');
    return { status: 200, body: await db.transaction((tx) => checkFile(tx, file.bytes)) };
  },
});
