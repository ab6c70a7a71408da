import { act } from './define-act.js';
import type { ActDefinition } from './define-act.js';

/** What is done for a project as a whole, outside its tasks. */
export const projectActs = {
  'register-project': act('登记项目', 'project', ['district-officer'], { clauses: ['R-11'] }),
  'import-households': act('导入户册', 'project', ['town-officer'], { clauses: ['R-9'] }),
  'open-signing': act('开启签约', 'project', ['town-officer'], { clauses: ['R-24'] }),
  'deposit-funds': act('专户入账', 'project', ['town-officer'], { clauses: ['R-56'] }),
  'move-clock': act('推进演示时钟', 'project', ['administrator']),
} as const satisfies Record<string, ActDefinition>;
