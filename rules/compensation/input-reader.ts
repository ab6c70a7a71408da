import type { Finding, Parsed } from '../decision.js';
import { parseCoefficient, parseSqm, parseYuan } from '../units.js';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the fields of one JSON object and collects what is wrong. A field that cannot be read yields a placeholder,
 * which never gets further: with any finding the whole input is refused.
 */
export class InputReader {
  readonly findings: Finding[] = [];

  constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly prefix = '',
  ) {}

  has(field: string): boolean {
    return this.source[field] !== undefined && this.source[field] !== null;
  }

  value(field: string): unknown {
    return this.source[field];
  }

  add(findings: readonly Finding[]): void {
    this.findings.push(...findings);
  }

  /** The first finding of each field: a field that could not be read is not also reported as out of range. */
  onePerField(): Finding[] {
    return this.findings.filter(
      (finding, index) => this.findings.findIndex((other) => other.field === finding.field) === index,
    );
  }

  refuseUnknown(known: readonly string[]): void {
    for (const field of Object.keys(this.source)) {
      if (!known.includes(field)) this.refuse('FIELD_UNKNOWN', field, '不认识的字段，请核对拼写或删去');
    }
  }

  /** Fields that have no meaning here: null, absent and false are fine. */
  refusePresent(fields: readonly string[], message: string, basis: string): void {
    for (const field of fields) {
      if (this.has(field) && this.source[field] !== false) {
        this.refuse('FIELD_NOT_APPLICABLE', field, message, basis);
      }
    }
  }

  yuan(field: string, label: string, example: string): bigint {
    return this.take(parseYuan(this.source[field], { field: this.prefix + field, label, example }), 0n);
  }

  sqm(field: string, label: string, example: string): bigint {
    return this.take(parseSqm(this.source[field], { field: this.prefix + field, label, example }), 0n);
  }

  coefficient(field: string, label: string, example: string): number {
    return this.take(parseCoefficient(this.source[field], { field: this.prefix + field, label, example }), 0);
  }

  flag(field: string, label: string): boolean {
    const value = this.source[field];
    if (typeof value === 'boolean') return value;
    this.refuse(this.has(field) ? 'FIELD_INVALID' : 'FIELD_MISSING', field, `${label}请填写 true 或 false`);
    return false;
  }

  /** A whole number, written as a number or as plain digits. */
  count(field: string, label: string, example: string): number {
    const value = this.source[field];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
    const code = this.has(field) ? 'FIELD_INVALID' : 'FIELD_MISSING';
    this.refuse(code, field, `请填写${label}，须是正整数，例如 ${example}`);
    return 0;
  }

  text(field: string): string {
    const value = this.source[field];
    return typeof value === 'string' ? value.trim() : '';
  }

  oneOf<T extends string>(
    field: string,
    label: string,
    allowed: readonly string[],
    isAllowed: (text: string) => text is T,
  ): T | undefined {
    const value = this.source[field];
    if (typeof value === 'string' && isAllowed(value)) return value;
    const code = this.has(field) ? 'FIELD_INVALID' : 'FIELD_MISSING';
    this.refuse(code, field, `${label}只能是 ${allowed.join('、')} 之一，请改正`);
    return undefined;
  }

  refuse(code: Finding['code'], field: string, message: string, basis = 'SD18'): void {
    this.findings.push({ code, message, basis, field: this.prefix + field });
  }

  private take<T>(parsed: Parsed<T>, placeholder: T): T {
    if (parsed.ok) return parsed.value;
    this.findings.push(parsed.finding);
    return placeholder;
  }
}
