import { z } from 'zod';
import { BusinessError, refusal } from '../../db/errors.js';
import { scopeOf, storeFormalChoice } from '../../db/repositories/launch.repository.js';
import { registeredProject } from '../../db/repositories/projects.repository.js';
import { checkFormalMode } from '../../rules/launch/check-formal-mode.js';
import { formalModeTerms } from '../../rules/launch/grounds.js';
import { defineEntry } from './define-entry.js';
import { choice, longText } from './fields.js';

/** 确定同步准备的征收方式: the negotiation is the default; a formal track may be prepared beside it. */
export const chooseFormalModeEntry = defineEntry({
  act: 'choose-formal-mode',
  fields: z.object({
    formalMode: choice({ title: '同步准备的征收方式', hint: '协议置换照常先行，征收程序同步准备' }, formalModeTerms),
    reason: longText({ title: '理由' }, 1000),
  }),
  suggest: async (tx, { id }) => {
    const { mode } = await registeredProject(tx, id);
    return mode === 'negotiated' ? {} : { formalMode: mode };
  },
  store: async (tx, { entryId, taskCase }, values) => {
    const scope = await scopeOf(tx, taskCase.id);
    if (scope === undefined) throw refusal('FIELD_MISSING', '尚未划定项目范围，请先划定', 'R-11');
    const { mode } = await registeredProject(tx, taskCase.id);
    const findings = checkFormalMode(values.formalMode, { mode, land: scope.land });
    if (findings.length > 0) throw new BusinessError(findings);
    await storeFormalChoice(tx, { entryId, projectId: taskCase.id }, values);
  },
});
