// Strict and typed for TypeScript; the same rules without types for Vue components; plain rules for plain JavaScript.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a rule of the field must not touch: the date is an argument, chance and the outside world do not exist. */
const impureGlobals = ['Date', 'process', 'fetch', 'performance', 'crypto', 'setTimeout', 'setInterval', 'console'];

const node = [
  'Buffer',
  'URL',
  'console',
  'globalThis',
  'performance',
  'process',
  'setTimeout',
  'clearInterval',
  'setInterval',
];
const commonJs = ['module', 'require', 'exports', '__dirname'];
const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '.data/']),
  js.configs.recommended,
  // Chinese texts are set with ideographic spaces.
  { rules: { 'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }] } },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['web/vite.config.ts'], defaultProject: 'tsconfig.json' },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['rules/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Draw from a given seed.' }],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'A rule of the field imports nothing but other rules.' }] },
      ],
    },
  },
  {
    files: ['api/**/*.ts', 'db/**/*.ts', 'workers/**/*.ts'],
    ignores: ['db/repositories/policy-book.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/policy/policies.js'],
              importNames: ['policyByVersion'],
              message:
                'Changes of figures count too: ask policyOfProject or PolicyBook (db/repositories/policy-book.ts).',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      // Answers of supertest are `any`; what a test expects of them is its assertion.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      // expect(object.method) names the method; nothing calls it without its object.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['web/**/*.ts'],
    rules: {
      // The typed linter cannot see into .vue files; vue-tsc checks them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['web/**/*.vue'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic, vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // vue-tsc knows the browser's names, and a page consists of few words.
      'no-undef': 'off',
      'vue/multi-word-component-names': 'off',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: readonly(node) } },
  {
    files: ['**/*.cjs', 'lint/**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: readonly([...node, ...commonJs]) },
  },
  prettier,
);
