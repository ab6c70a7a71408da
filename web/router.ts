/** Addresses of the pages and who may open them. A page is loaded when it is first opened. */
import { createRouter, createWebHistory } from 'vue-router';
import type { ActName } from '../rules/acts.js';
import { landingPage } from './lib/landing-page.js';
import { loadSession, mayDo } from './lib/session.js';

declare module 'vue-router' {
  interface RouteMeta {
    title: string;
    access: 'public' | 'staff' | 'household' | 'owner';
    act?: ActName;
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', redirect: { name: 'board' }, meta: { title: '首页', access: 'public' } },
    {
      path: '/login',
      name: 'sign-in',
      component: () => import('./pages/sign-in-page.vue'),
      meta: { title: '登录', access: 'public' },
    },
    {
      path: '/board',
      name: 'board',
      component: () => import('./pages/board-page.vue'),
      meta: { title: '公示', access: 'public' },
    },
    {
      path: '/check',
      name: 'check',
      component: () => import('./pages/check-page.vue'),
      meta: { title: '核对协议和档案回执', access: 'public' },
    },
    {
      path: '/draws',
      name: 'draws',
      component: () => import('./pages/draws-page.vue'),
      meta: { title: '抽签', access: 'public' },
    },
    {
      path: '/draws/:drawId',
      name: 'draw',
      props: true,
      component: () => import('./pages/draw-page.vue'),
      meta: { title: '一次抽签', access: 'public' },
    },
    {
      path: '/board/:noticeId',
      name: 'notice',
      props: true,
      component: () => import('./pages/notice-page.vue'),
      meta: { title: '公示内容', access: 'public' },
    },
    {
      path: '/tracks/:trackId/agency',
      name: 'agency-choice',
      props: true,
      component: () => import('./pages/agency-choice-page.vue'),
      meta: { title: '评估机构的选定', access: 'public' },
    },
    {
      path: '/votes/:voteId/records',
      name: 'vote-records',
      props: true,
      component: () => import('./pages/vote-records-page.vue'),
      meta: { title: '票决结果核对', access: 'public' },
    },
    {
      path: '/tracks/:trackId/expropriation',
      name: 'expropriation',
      props: true,
      component: () => import('./pages/expropriation-page.vue'),
      meta: { title: '征收决定', access: 'public' },
    },
    {
      path: '/my-home',
      name: 'my-home',
      component: () => import('./pages/my-home-page.vue'),
      meta: { title: '我的家', access: 'household' },
    },
    {
      path: '/my-house',
      name: 'my-house',
      component: () => import('./pages/my-house-page.vue'),
      meta: { title: '我出租的房屋', access: 'owner' },
    },
    {
      path: '/workbench',
      name: 'workbench',
      component: () => import('./pages/workbench-page.vue'),
      meta: { title: '工作台', access: 'staff' },
    },
    // Forms that are filled in at the engine's own task list link here.
    { path: '/tasks', redirect: { name: 'workbench' }, meta: { title: '工作台', access: 'staff' } },
    {
      path: '/tasks/:taskKey',
      name: 'task',
      props: true,
      component: () => import('./pages/task-page.vue'),
      meta: { title: '办理任务', access: 'staff' },
    },
    {
      path: '/households',
      name: 'households',
      component: () => import('./pages/households-page.vue'),
      meta: { title: '户册', access: 'staff', act: 'read-case' },
    },
    {
      path: '/cases/:householdId',
      name: 'case',
      props: true,
      component: () => import('./pages/case-page.vue'),
      meta: { title: '案件', access: 'staff', act: 'read-case' },
    },
    {
      path: '/projects',
      name: 'projects',
      component: () => import('./pages/projects-page.vue'),
      meta: { title: '项目', access: 'staff', act: 'read-case' },
    },
    {
      path: '/projects/:projectId',
      name: 'project',
      props: true,
      component: () => import('./pages/project-page.vue'),
      meta: { title: '项目', access: 'staff', act: 'read-case' },
    },
    {
      path: '/payments',
      name: 'payments',
      component: () => import('./pages/payments-page.vue'),
      meta: { title: '付款', access: 'staff', act: 'read-case' },
    },
    {
      path: '/projects/:projectId/account-book',
      name: 'account-book',
      props: true,
      component: () => import('./pages/account-book-page.vue'),
      meta: { title: '专户账簿', access: 'staff', act: 'read-account-book' },
    },
    {
      path: '/payments/:listId',
      name: 'payment-list',
      props: true,
      component: () => import('./pages/payment-list-page.vue'),
      meta: { title: '发放清单', access: 'staff', act: 'read-case' },
    },
    {
      path: '/firm-reviews',
      name: 'firm-reviews',
      component: () => import('./pages/firm-reviews-page.vue'),
      meta: { title: '评议与风险', access: 'staff', act: 'read-case' },
    },
    {
      path: '/ballot',
      name: 'ballot',
      component: () => import('./pages/ballot-page.vue'),
      meta: { title: '民主评议', access: 'public' },
    },
    {
      path: '/meetings',
      name: 'meetings',
      component: () => import('./pages/meetings-page.vue'),
      meta: { title: '会商', access: 'staff', act: 'read-case' },
    },
    {
      path: '/registers',
      name: 'registers',
      component: () => import('./pages/registers-page.vue'),
      meta: { title: '登记簿', access: 'staff', act: 'read-case' },
    },
    {
      path: '/registers/:registerName',
      name: 'register',
      props: true,
      component: () => import('./pages/register-page.vue'),
      meta: { title: '登记簿', access: 'staff', act: 'read-case' },
    },
    {
      path: '/inspections',
      name: 'inspections',
      component: () => import('./pages/inspections-page.vue'),
      meta: { title: '监督检查', access: 'staff', act: 'read-case' },
    },
    {
      path: '/inspections/:inspectionId',
      name: 'inspection',
      props: true,
      component: () => import('./pages/inspection-page.vue'),
      meta: { title: '检查', access: 'staff', act: 'read-case' },
    },
    {
      path: '/ledger',
      name: 'ledger',
      component: () => import('./pages/ledger-page.vue'),
      meta: { title: '账本', access: 'staff', act: 'read-ledger' },
    },
    {
      path: '/staff',
      name: 'staff',
      component: () => import('./pages/staff-page.vue'),
      meta: { title: '人员', access: 'staff', act: 'read-staff' },
    },
    {
      path: '/clock',
      name: 'clock',
      component: () => import('./pages/clock-page.vue'),
      meta: { title: '演示时钟', access: 'staff', act: 'move-clock' },
    },
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./pages/not-found-page.vue'),
      meta: { title: '找不到页面', access: 'public' },
    },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.access === 'public') {
    // The frame shows who is signed in; a public page must open even when the API is away.
    await loadSession().catch(() => undefined);
    return true;
  }
  const who = await loadSession();
  if (who.kind === 'anonymous') return { name: 'sign-in', query: { next: to.fullPath, as: to.meta.access } };
  if (who.kind !== to.meta.access || (to.meta.act && !mayDo(to.meta.act))) return landingPage(who.kind);
  return true;
});

router.afterEach((to) => {
  document.title = `${to.meta.title} · 宝山区房屋征收监管平台`;
});
