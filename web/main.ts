/** Starts the pages: fonts, styles, router. */
import '@fontsource-variable/noto-sans-sc/index.css';
import './styles/element.js';
import './styles/base.css';
import { localeContextKey } from 'element-plus';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import { createApp, ref } from 'vue';
import App from './app.vue';
import { onSessionLost } from './lib/http.js';
import { forgetSession } from './lib/session.js';
import { router } from './router.js';

onSessionLost(() => {
  const here = router.currentRoute.value;
  if (here.name === 'sign-in') return;
  forgetSession();
  void router.push({ name: 'sign-in', query: { next: here.fullPath, as: here.meta.access, lost: '1' } });
});

const app = createApp(App);
app.provide(localeContextKey, ref(zhCn));
app.use(router).mount('#app');
