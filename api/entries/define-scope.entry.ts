import { z } from 'zod';
import { storeScope } from '../../db/repositories/launch.repository.js';
import { landTerms } from '../../rules/launch/grounds.js';
import { defineEntry } from './define-entry.js';
import { area, choice, document, integer, longText, yesNo, yuan } from './fields.js';

/** 划定项目范围: what is to be public, and the money that must be there before the survey is opened. */
export const defineScopeEntry = defineEntry({
  act: 'define-scope',
  fields: z.object({
    boundary: longText({ title: '四至范围', hint: '东、南、西、北四至，与范围图一致；将向社会公布' }, 500),
    land: choice({ title: '土地性质' }, landTerms),
    area: area({ title: '范围面积' }),
    householdsExpected: integer({ title: '预计户数', unit: '户', hint: '按证（产）计' }, 1, 100_000),
    oldAreaRenewal: yesNo({ title: '是否旧城区改建' }),
    launchFunds: yuan({ title: '启动资金', hint: '开启摸底前须存入项目专户的金额' }),
    map: document({ title: '范围图' }).optional(),
  }),
  store: (tx, { entryId, taskCase }, values) =>
    storeScope(
      tx,
      { entryId, projectId: taskCase.id },
      {
        boundary: values.boundary,
        land: values.land,
        areaHundredths: values.area,
        householdsExpected: values.householdsExpected,
        oldAreaRenewal: values.oldAreaRenewal,
        launchFundsFen: values.launchFunds,
        mapDocumentId: values.map ?? null,
      },
    ),
});
