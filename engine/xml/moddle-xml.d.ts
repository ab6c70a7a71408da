declare module 'moddle-xml' {
  export interface ReadWarning {
    readonly message: string;
    readonly element?: { readonly $type: string };
  }
  interface Context {
    addWarning(warning: ReadWarning): void;
  }
  interface RootHandler {
    context: Context;
  }
  export class Reader {
    constructor(options: { readonly model: object; readonly lax: boolean });
    handler(typeName: string): RootHandler;
    fromXML(xml: string, root: RootHandler): Promise<{ rootElement: unknown }>;
  }
}
