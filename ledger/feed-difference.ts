import { canonicalJson } from './canonical-json.js';
import type { CanonicalValue } from './canonical-json.js';
import type { FeedItem } from './feed.js';

const FIELDS = {
  kind: '种类',
  actorId: '办理人',
  onBehalfOf: '代办对象',
  at: '时间',
  clauses: '条款',
  payload: '内容',
} as const;

const nameOf = ({ entry, root }: FeedItem): string =>
  entry === undefined
    ? `${root?.day ?? ''} 的日根`
    : `案件 ${entry.caseId} 第 ${String(entry.seq)} 条（${entry.kind}）`;

const textOf = (value: unknown): string => canonicalJson((value ?? null) as CanonicalValue);

/** What has become of a line that was kept, in words: `now` is the same place as the feed sends it today, if it does. */
export function differenceOf(kept: string, now: string | undefined): string {
  const old = JSON.parse(kept) as FeedItem;
  const place = `第 ${String(old.position)} 位 ${nameOf(old)}`;
  if (now === undefined) return `${place}：留存过，现已从账本中消失`;
  const changed = JSON.parse(now) as FeedItem;
  if (changed.position !== old.position) return differenceOf(kept, undefined);
  if (old.entry?.caseId !== changed.entry?.caseId || old.entry?.seq !== changed.entry?.seq) {
    return `${place}：留存过，现在此处是 ${nameOf(changed)}`;
  }
  const fields = Object.entries(FIELDS).flatMap(([key, label]) => {
    const field = key as keyof typeof FIELDS;
    const [before, after] = [textOf(old.entry?.[field]), textOf(changed.entry?.[field])];
    return before === after ? [] : [`${label}原为 ${before}，现为 ${after}`];
  });
  for (const [label, before, after] of [
    ['哈希', hashOf(old), hashOf(changed)],
    ['前一位链头', old.prevHead, changed.prevHead],
    ['链头', old.head, changed.head],
  ] as const) {
    if (fields.length === 0 && before !== after) fields.push(`${label}原为 ${before}，现为 ${after}`);
  }
  return `${place}：被改写，${fields.join('；')}`;
}

const hashOf = ({ entry, root }: FeedItem): string => entry?.hash ?? root?.hash ?? '';
