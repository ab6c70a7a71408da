/** One amount of a household's compensation, with the figures and the clause it rests on (SD18: no amount without trace). */
export interface CompensationComponent {
  readonly name: ComponentName;
  /** Chinese name on the settlement sheet. */
  readonly label: string;
  readonly fen: bigint;
  /** The formula with its figures, then the clause. */
  readonly basis: string;
}

export interface Compensation {
  readonly components: readonly CompensationComponent[];
  readonly totalFen: bigint;
}

export const componentLabels = {
  'house-value': '房屋评估补偿',
  'price-subsidy': '价格补贴',
  'unit-size-subsidy': '套型面积补贴',
  'hardship-top-up': '居住困难户保障补贴',
  decoration: '装潢补偿',
  'moving-fee': '搬迁费',
  'equipment-refit': '家用设施移装费',
  'area-award': '面积奖',
  'on-time-signing-award': '按期签约奖',
  'on-time-moving-award': '按期搬迁奖',
  'signing-rate-award': '签约率奖',
  'registration-move-award': '户口迁移奖',
  'early-signing-award': '签约先期奖',
  'collective-signing-award': '整组签约奖',
  'small-area-award': '小面积特别奖',
  'interest-award': '计息奖励',
  'in-kind-subsidy': '均衡实物安置补贴',
  'material-subsidy': '未认定面积材料补贴',
  'temporary-housing': '临时安置费',
  'move-air-conditioner': '空调移装费',
  'move-phone': '电话移装费',
  'move-water-heater': '热水器移装费',
  'move-broadband': '宽带移装费',
  'move-cable-tv': '有线电视移装费',
  'move-gas': '燃气移装费',
  'public-owner-share': '公房产权人补偿',
  'government-rent-owner': '出租私房产权人补偿',
  'non-residential-value': '非居住房屋评估补偿',
  'equipment-moving': '设备搬迁安装费',
  'equipment-loss': '无法恢复使用设备补偿',
  'business-loss': '停产停业损失补偿',
  'panel-opinion': '公信评议特殊处理',
} as const;

export type ComponentName = keyof typeof componentLabels;

export function component(name: ComponentName, fen: bigint, basis: string): CompensationComponent {
  return { name, label: componentLabels[name], fen, basis };
}

export function sumOf(components: readonly CompensationComponent[]): bigint {
  return components.reduce((sum, { fen }) => sum + fen, 0n);
}
