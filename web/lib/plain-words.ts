/** A household's case in plain words: what has happened, what comes next, what the household can do now. */
import type { HouseholdStage } from '../../rules/vocabulary.js';

export interface PlainWords {
  readonly now: string;
  readonly next: string;
}

export const PLAIN_WORDS: Readonly<Record<HouseholdStage, PlainWords>> = {
  registered: {
    now: '您家已登记在册。',
    next: '两名持证工作人员会上门，分别实测房屋面积。请核对工作人员的上岗证。',
  },
  surveying: {
    now: '正在实测您家的房屋面积。',
    next: '两次实测相符后，由认定机关认定面积；不相符的，会重新实测。',
  },
  determined: {
    now: '认定机关已认定您家的面积。',
    next: '认定结果将公示。公示期内您可以提出异议。',
  },
  displayed: {
    now: '您家的认定面积正在公示。',
    next: '公示期满且没有未答复的异议，面积即锁定，作为计算补偿的依据。',
  },
  frozen: {
    now: '您家的面积已经锁定。',
    next: '项目开启签约后，两名持证工作人员会与您协商。',
  },
  negotiating: {
    now: '正在与您协商。',
    next: '协商记录齐全后，补偿金额由规则自动计算，每一项都有依据，任何人不能手改。',
  },
  checking: {
    now: '投资监理正在签约前审核您家的补偿计算。',
    next: '审核通过后，协议文本会出现在本页，请您阅读后签署。',
  },
  signing: {
    now: '协议已经备好，正在签署。',
    next: '您签署后由两名工作人员签字，然后逐道审核。',
  },
  reviewing: {
    now: '您家的签约件袋正在逐道审核。',
    next: '四道审核全部通过后盖章。若被退回，工作人员会与您联系补正。',
  },
  sealed: {
    now: '您家的协议已经盖章。',
    next: '全项目签约率达到生效比例后，协议生效；实时签约率见公示页。',
  },
  effective: {
    now: '您家的协议已经生效。',
    next: '补偿款按协议约定的期限，经四级审核后付到您的账户。',
  },
  paid: { now: '补偿款已经付清。', next: '请按协议约定办理后续手续，案件随后归档。' },
  closed: { now: '您家的案件已经办结归档。', next: '您可以随时在本页查看自己的材料。' },
};
