export { findBatchItems, hasCriteria } from './batch-items.js';
export * as searchable from './definitions/index.js';
export type { SearchRequest, Searchable } from './definition.js';
export { text } from './column.js';
export { BadFilter, condition, filterField, keyText } from './filter.js';
export type { Operators } from './filter.js';
export { BadCursor } from './page.js';
export { Search } from './search.js';
export type { Item, Restriction, SearchReply } from './search.js';
