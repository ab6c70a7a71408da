package bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.Function;

public final class Harness {
    static final List<String> HH_TOPICS = List.of("compute", "draft", "seal", "bank", "archive");
    static final String MSG = "household-confirmed";
    public static String env(String k, String d) { String v = System.getenv(k); return v == null || v.isEmpty() ? d : v; }
    static int envInt(String k, int d) { return Integer.parseInt(env(k, "" + d)); }

    public static HikariDataSource pool() {
        HikariConfig c = new HikariConfig();
        c.setJdbcUrl(env("BENCH_JDBC", "jdbc:postgresql://127.0.0.1:55432/bench"));
        c.setUsername(env("BENCH_DB_USER", "postgres"));
        c.setMaximumPoolSize(envInt("POOL", 24));
        c.setMinimumIdle(envInt("POOL", 24));
        return new HikariDataSource(c);
    }

    final Engine e; final HikariDataSource ds; final String level;
    final int workers = envInt("WORKERS", 2), batch = envInt("BATCH", 32), starters = envInt("STARTERS", 2), drivers = envInt("DRIVERS", 2);
    final String form = env("FORM", "sequential");
    int run = 1;
    final AtomicLong errors = new AtomicLong();
    final ConcurrentHashMap<String, Integer> errorKinds = new ConcurrentHashMap<>();

    Harness(Engine e, HikariDataSource ds, String level) { this.e = e; this.ds = ds; this.level = level; }

    void err(Throwable t) {
        errors.incrementAndGet();
        errorKinds.merge(t.getClass().getSimpleName(), 1, Integer::sum);
        if (System.getenv("BENCH_TRACE") != null) t.printStackTrace();
    }

    /** Latencies in ns. */
    static final class Lat {
        private final List<Long> all = Collections.synchronizedList(new ArrayList<>());
        void add(long ns) { all.add(ns); }
        double p(double q) {
            Long[] a = all.toArray(new Long[0]);
            if (a.length == 0) return Double.NaN;
            Arrays.sort(a);
            return a[(int) Math.min(a.length - 1, Math.max(0, Math.ceil(q * a.length) - 1))] / 1e6;
        }
        int n() { return all.size(); }
    }

    /** External workers: fetch up to `batch`, complete one by one. */
    final class Workers {
        final AtomicBoolean stop = new AtomicBoolean();
        final AtomicLong done = new AtomicLong(), fetches = new AtomicLong(), empty = new AtomicLong();
        final Lat lat = new Lat();
        final List<Thread> ts = new ArrayList<>();
        Workers(List<String> topics, int n, Function<Engine.Job, Map<String, Object>> vars, java.util.function.Consumer<Engine.Job> after) {
            for (int i = 0; i < n; i++) {
                String w = "w" + i;
                Thread t = new Thread(() -> {
                    while (!stop.get()) {
                        List<Engine.Job> js;
                        try { js = e.fetch(topics, w, batch); fetches.incrementAndGet(); }
                        catch (Exception x) { err(x); sleep(1); continue; }
                        if (js.isEmpty()) { empty.incrementAndGet(); sleep(5); continue; }
                        for (Engine.Job j : js) {
                            for (int k = 0; k < 50; k++) {
                                long t0 = System.nanoTime();
                                try {
                                    e.complete(j, w, vars.apply(j));
                                    lat.add(System.nanoTime() - t0);
                                    done.incrementAndGet();
                                    after.accept(j);
                                    break;
                                } catch (Exception x) { err(x); sleep(1); }
                            }
                        }
                    }
                }, "worker-" + i);
                t.start(); ts.add(t);
            }
        }
        void stop() { stop.set(true); for (Thread t : ts) join(t); }
    }

    Thread[] starters(String key, String prefix, int n, int threads, ConcurrentHashMap<String, Integer> ids) {
        AtomicInteger next = new AtomicInteger();
        Thread[] ts = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            (ts[i] = new Thread(() -> {
                for (int k; (k = next.getAndIncrement()) < n; ) {
                    Map<String, Object> v = key.equals("household")
                        ? Map.of("householdId", prefix + k, "members", 1 + k % 6) : Map.of();
                    for (;;) {
                        try { ids.put(e.start(key, prefix + k, v), k); break; } catch (Exception x) { err(x); sleep(1); }
                    }
                }
            }, "starter-" + i)).start();
        }
        return ts;
    }

    // ---- A
    void linear(int n, boolean report) {
        errors.set(0); errorKinds.clear();
        String prefix = "l" + System.nanoTime() + "-";
        ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
        long t0 = System.nanoTime();
        Workers w = new Workers(List.of("linear"), workers, j -> Map.of(), j -> {});
        Thread[] st = starters("linear10", prefix, n, starters, ids);
        for (Thread t : st) join(t);
        double startS = (System.nanoTime() - t0) / 1e9;
        long want = 10L * n;
        await(() -> w.done.get() >= want, 5);
        await(() -> e.running("linear10") == 0, 5);
        double s = (System.nanoTime() - t0) / 1e9;
        w.stop();
        if (report) out("linear10", n, s, n / s, w.done.get() / s, w.lat,
            "\"start_phase_s\":" + r(startS) + ",\"workers\":" + workers + ",\"fetches\":" + w.fetches.get() + ",\"empty_fetches\":" + w.empty.get());
    }

    // ---- B
    void household(int n, boolean report) throws Exception {
        errors.set(0); errorKinds.clear();
        String prefix = "h" + System.nanoTime() + "-";
        long hist0 = histRows();
        ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();   // instance id -> index
        Set<Integer> looped = ConcurrentHashMap.newKeySet();
        LinkedBlockingQueue<Integer> toConfirm = new LinkedBlockingQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong userDone = new AtomicLong(), conflicts = new AtomicLong(), correlated = new AtomicLong(), misses = new AtomicLong(), loops = new AtomicLong();
        Lat complete = new Lat(), claim = new Lat(), query = new Lat();
        long t0 = System.nanoTime();
        Thread[] st = starters("household", prefix, n, starters, ids);
        Workers w = new Workers(HH_TOPICS, workers, j -> switch (j.topic()) {
                case "compute" -> Map.of("amount", 123_456L);
                case "bank" -> Map.of("paid", Boolean.TRUE);
                default -> Map.of();
            }, j -> { if (j.topic().equals("seal")) toConfirm.add(waitFor(ids, j.processInstanceId())); });
        Thread msg = new Thread(() -> {
            while (!stop.get()) {
                try {
                    Integer k = toConfirm.poll(20, TimeUnit.MILLISECONDS);
                    if (k == null) continue;
                    if (e.correlate(MSG, prefix + k)) correlated.incrementAndGet();
                    else { misses.incrementAndGet(); toConfirm.add(k); sleep(2); }
                } catch (Exception x) { err(x); }
            }
        }, "messages");
        msg.start();
        Thread[] dr = new Thread[drivers];
        for (int d = 0; d < drivers; d++) {
            int off = d * Models.GROUPS.length / drivers; boolean odd = d % 2 == 1; String user = "driver" + d;
            (dr[d] = new Thread(() -> {
                while (!stop.get()) {
                    boolean any = false;
                    for (int g = 0; g < Models.GROUPS.length && !stop.get(); g++) {
                        List<Engine.Task> ts;
                        try {
                            long q0 = System.nanoTime();
                            ts = e.tasks(Models.GROUPS[(g + off) % Models.GROUPS.length], 10);
                            query.add(System.nanoTime() - q0);
                        } catch (Exception x) { err(x); continue; }
                        if (odd) Collections.reverse(ts);   // not everybody begins at the top of the list
                        for (Engine.Task t : ts) {
                            Map<String, Object> v = Map.of();
                            if (t.key().equals("review")) {
                                Integer k = waitFor(ids, t.processInstanceId());
                                boolean back = k % 5 == 0 && !looped.contains(k);
                                v = Map.of("approved", !back);
                            }
                            try {
                                long c0 = System.nanoTime();
                                e.claim(t.id(), user);
                                claim.add(System.nanoTime() - c0);
                            } catch (Exception x) { conflicts.incrementAndGet(); continue; }
                            for (int a = 0; a < 50; a++) {
                                try {
                                    if (Boolean.FALSE.equals(v.get("approved"))) { looped.add(ids.get(t.processInstanceId())); }
                                    long c0 = System.nanoTime();
                                    e.completeTask(t.id(), v);
                                    complete.add(System.nanoTime() - c0);
                                    userDone.incrementAndGet(); any = true;
                                    if (Boolean.FALSE.equals(v.get("approved"))) loops.incrementAndGet();
                                    break;
                                } catch (Exception x) { err(x); sleep(1); }
                            }
                        }
                    }
                    if (!any) sleep(2);
                }
            }, "driver-" + d)).start();
        }
        for (Thread t : st) join(t);
        long wantUser = 8L * n + (n + 4) / 5, wantExt = 5L * n + (n + 4) / 5;
        await(() -> w.done.get() >= wantExt && userDone.get() >= wantUser && correlated.get() >= n, 5);
        await(() -> e.running("household") == 0, 5);
        double s = (System.nanoTime() - t0) / 1e9;
        stop.set(true); w.stop(); join(msg); for (Thread t : dr) join(t);
        long transitions = 20L * n + 3L * loops.get();   // flow nodes left: 13 in household + 7 in payment, + draft/review/gateway per loop
        if (report) {
            long hist = histRows() - hist0;
            out("household", n, s, n / s, (w.done.get() + userDone.get()) / s, complete,
                "\"transitions_per_s\":" + r(transitions / s) + ",\"transitions\":" + transitions + ",\"history_activity_rows\":" + hist
                + ",\"user_tasks\":" + userDone.get() + ",\"external_tasks\":" + w.done.get() + ",\"loops\":" + loops.get()
                + ",\"claim_p50_ms\":" + r(claim.p(.5)) + ",\"claim_p99_ms\":" + r(claim.p(.99))
                + ",\"query_p50_ms\":" + r(query.p(.5)) + ",\"query_p99_ms\":" + r(query.p(.99))
                + ",\"ext_complete_p50_ms\":" + r(w.lat.p(.5)) + ",\"ext_complete_p99_ms\":" + r(w.lat.p(.99))
                + ",\"claim_conflicts\":" + conflicts.get() + ",\"message_misses\":" + misses.get() + ",\"workers\":" + workers);
        }
    }

    // ---- C
    void rest(int waiting, int ops, int warm) throws Exception {
        errors.set(0); errorKinds.clear();
        int n = (int) (waiting + warm - e.countTasks(Models.C));   // top up to the wanted number of waiting instances
        ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
        long t0 = System.nanoTime();
        Workers w = new Workers(List.of("compute"), workers, j -> Map.of("amount", 123_456L), j -> {});
        for (Thread t : starters("household", "c" + System.nanoTime() + "-", n, starters, ids)) join(t);
        await(() -> w.done.get() >= n, 10);
        await(() -> e.countTasks(Models.C) >= waiting + warm, 20);
        w.stop();
        double seed = (System.nanoTime() - t0) / 1e9;
        try (Connection c = ds.getConnection(); Statement s = c.createStatement()) { s.execute("ANALYZE"); s.execute("CHECKPOINT"); }
        sleep(2000);
        Lat total = new Lat(), q = new Lat(), cl = new Lat(), co = new Lat();
        long begin = 0;
        for (int i = 0; i < warm + ops; i++) {
            if (i == warm) begin = System.nanoTime();
            long a = System.nanoTime();
            Engine.Task t = e.tasks(Models.C, 10).get(0);
            long b = System.nanoTime();
            e.claim(t.id(), "driver0");
            long c = System.nanoTime();
            e.completeTask(t.id(), Map.of());
            long d = System.nanoTime();
            if (i >= warm) { total.add(d - a); q.add(b - a); cl.add(c - b); co.add(d - c); }
        }
        double s = (System.nanoTime() - begin) / 1e9;
        out("rest5000", waiting, s, Double.NaN, ops / s, total,
            "\"ops\":" + ops + ",\"query_p50_ms\":" + r(q.p(.5)) + ",\"query_p99_ms\":" + r(q.p(.99)) + ",\"claim_p50_ms\":" + r(cl.p(.5)) + ",\"claim_p99_ms\":" + r(cl.p(.99))
            + ",\"complete_p50_ms\":" + r(co.p(.5)) + ",\"complete_p99_ms\":" + r(co.p(.99)) + ",\"seed_s\":" + r(seed) + ",\"seed_instances_per_s\":" + r(n / seed));
    }

    long histRows() throws Exception {
        try (Connection c = ds.getConnection(); Statement s = c.createStatement();
             ResultSet x = s.executeQuery("select count(*) from act_hi_actinst where end_time_ is not null and act_type_ <> 'sequenceFlow'")) { x.next(); return x.getLong(1); }
    }

    static Integer waitFor(ConcurrentHashMap<String, Integer> ids, String pi) {
        Integer k;
        while ((k = ids.get(pi)) == null) sleep(1);
        return k;
    }
    static void sleep(long ms) { try { Thread.sleep(ms); } catch (InterruptedException x) { throw new RuntimeException(x); } }
    static void join(Thread t) { try { t.join(); } catch (InterruptedException x) { throw new RuntimeException(x); } }
    void await(BooleanSupplierX c, long ms) {
        long limit = System.nanoTime() + envInt("LIMIT_S", 300) * 1_000_000_000L;
        while (!c.get()) {
            if (System.nanoTime() > limit) { System.err.println("TIME LIMIT, errors=" + errorKinds); System.exit(3); }
            sleep(ms);
        }
    }
    interface BooleanSupplierX { boolean get(); }
    static String r(double d) { return Double.isNaN(d) || Double.isInfinite(d) ? "null" : String.format(Locale.ROOT, "%.2f", d); }

    void out(String scenario, int n, double s, double ips, double cps, Lat lat, String extra) {
        System.out.println("{\"engine\":\"" + e.name() + "\",\"version\":\"" + e.version() + "\",\"scenario\":\"" + scenario + "\",\"form\":\"" + form + "\",\"instances\":" + n
            + ",\"seconds\":" + r(s) + ",\"instances_per_s\":" + r(ips) + ",\"completions_per_s\":" + r(cps) + ",\"p50_ms\":" + r(lat.p(.5)) + ",\"p99_ms\":" + r(lat.p(.99))
            + ",\"history\":\"" + level + "\",\"history_effective\":\"" + e.effectiveHistory() + "\",\"java\":\"" + System.getProperty("java.version") + "\",\"run\":" + run
            + "," + extra + ",\"errors\":" + errors.get() + ",\"error_kinds\":\"" + errorKinds + "\"}");
        System.out.flush();
    }

    /** args: history level, then scenarios (A B C) */
    public static void main(String level, String scenarios, java.util.function.BiFunction<HikariDataSource, String, Engine> make) throws Exception {
        try (HikariDataSource ds = pool(); Engine e = make.apply(ds, level)) {
            e.deploy("linear10", Models.linear(e, 10));
            e.deploy("payment", Models.payment(e));
            e.deploy("household", Models.household(e));
            Harness h = new Harness(e, ds, level);
            int runs = envInt("RUNS", 3);
            // All runs share one JVM: run 1 follows the small warm-up only, later runs see a hotter JIT.
            if (scenarios.contains("A")) { h.linear(envInt("WARM_A", 100), false); for (h.run = 1; h.run <= runs; h.run++) h.linear(envInt("N_A", 1000), true); }
            if (scenarios.contains("B")) { h.household(envInt("WARM_B", 50), false); for (h.run = 1; h.run <= runs; h.run++) h.household(envInt("N_B", 300), true); }
            if (scenarios.contains("C")) for (h.run = 1; h.run <= runs; h.run++) h.rest(envInt("N_C", 5000), 200, 30);
        }
        System.exit(0);
    }
}
