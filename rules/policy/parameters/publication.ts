import type { PeriodLength } from '../../period.js';
import type { NoticeKind } from '../../vocabulary/papers.js';
import { calendarDays, known, onlyUp, proposed, workingDays } from '../parameter.js';
import type { Parameter } from '../parameter.js';

/** Shortest period per kind of notice; may be lengthened, never shortened. Kinds not listed have none. */
export type PublicationParameters = Readonly<Partial<Record<NoticeKind, Parameter<PeriodLength>>>>;

export const publication202107: PublicationParameters = {
  'project-scope': proposed(calendarDays(5), '项目范围公布', '日', 'R-21', onlyUp),
  'freeze-notice': proposed(calendarDays(5), '暂停办理公告', '日', '征收与补偿条例第16条', onlyUp),
  'area-list': proposed(calendarDays(7), '面积认定公示', '日', '征收与补偿条例第15条、R-24', onlyUp),
  'plan-draft': known(calendarDays(30), '补偿方案征求意见', '日', '征收与补偿条例第10条', onlyUp),
  'collective-pre-notice': known(workingDays(10), '征收土地预公告', '工作日', '土地管理法实施条例第26条', onlyUp),
  'agency-call': proposed(workingDays(5), '评估机构征集公告', '工作日', 'R-19', onlyUp),
  'agency-candidates': proposed(calendarDays(3), '候选评估机构公示', '日', 'R-21', onlyUp),
  'agency-choice': proposed(calendarDays(5), '评估机构选定公示', '日', 'R-21', onlyUp),
  'preliminary-appraisal': proposed(
    calendarDays(7),
    '初步评估结果公示',
    '日',
    '国有土地上房屋征收评估办法第16条',
    onlyUp,
  ),
  'hardship-recognition': proposed(calendarDays(5), '居住困难户认定公示', '日', '市政府令第71号第31条', onlyUp),
  'review-opinion': proposed(calendarDays(5), '公信评议意见公示', '日', 'R-31', onlyUp),
  'effective-notice': proposed(calendarDays(5), '协议生效公告', '日', 'R-21', onlyUp),
};
