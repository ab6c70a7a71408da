declare module 'dmn-moddle' {
  export interface DmnElement {
    readonly $type: string;
    readonly id?: string;
    get(name: string): unknown;
  }
  export const DmnModdle: new (packages?: Record<string, unknown>) => object;
}
